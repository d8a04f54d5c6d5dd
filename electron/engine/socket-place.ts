// Where the local socket of a workspace is: a name that follows from the folder, in a place that only this user can reach.
import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Longest path that every system takes for a socket (macOS: 104 bytes with the closing zero). */
const longestPath = 103;

/**
 * The path to listen on for the workspace in `folder`: `$XDG_RUNTIME_DIR/sextant/…`, else `run/…` in `dataFolder`, else
 * (where that is too long) a folder of the user's in the temporary folder. The folder is made with mode 0700.
 *
 * On Windows a named pipe, whose default permissions let other users read but not write, so they cannot open it both ways.
 *
 * @throws {Error} when the folder cannot be made or belongs to somebody else.
 */
export function socketPath(folder: string, dataFolder: string): string {
  const name = createHash('sha256').update(realpathSync(folder)).digest('hex').slice(0, 24);
  if (process.platform === 'win32') return `\\\\.\\pipe\\sextant-${userInfo().username}-${name}`;
  const runtime = process.env['XDG_RUNTIME_DIR'];
  const places = [
    ...(runtime === undefined || runtime === '' ? [] : [join(runtime, 'sextant')]),
    join(dataFolder, 'run'),
    join(tmpdir(), `sextant-${process.getuid?.()}`),
  ];
  const reasons: string[] = [];
  for (const place of places) {
    const path = join(place, `${name}.socket`);
    if (Buffer.byteLength(path) > longestPath) continue;
    try {
      makePrivate(place);
      return path;
    } catch (error) {
      reasons.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(`No folder for the local socket can be used: ${reasons.join('; ') || 'all paths are too long'}.`);
}

function makePrivate(place: string): void {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  const found = lstatSync(place);
  if (!found.isDirectory() || !isOwn(found.uid)) throw new Error(`${place} belongs to somebody else`);
  chmodSync(place, 0o700);
}

/** True when the socket at `path` was made by this user, so that what it says can be trusted as much as the user is. */
export function isOwnSocket(path: string): boolean {
  if (process.platform === 'win32') return path.startsWith('\\\\.\\pipe\\sextant-');
  try {
    const found = lstatSync(path);
    return found.isSocket() && isOwn(found.uid);
  } catch {
    return false;
  }
}

function isOwn(uid: number): boolean {
  return process.getuid?.() === uid;
}
