import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFile } from './sync-file.ts';
import { makeFolder, syncFolder } from './sync-folder.ts';

/** Gives the file `own` the name `path` as well, unless that is taken already. */
function nameOnce(own: string, path: string): void {
  try {
    linkSync(own, path);
  } catch {
    // Where files cannot have two names (FAT), it is moved.
    if (!existsSync(path)) renameSync(own, path);
  }
}

/**
 * Makes a file with a secret in it, readable for its owner only, whole and on disk; one that is there already stays as it is. Nobody ever
 * reads half of it, the first of several that make it at once wins, and a loss of power leaves all of it or nothing.
 */
export function writeOnce(path: string, text: string): void {
  makeFolder(dirname(path));
  const own = `${path}.${randomBytes(8).toString('hex')}`;
  try {
    writeFileSync(own, text, { mode: 0o600, flag: 'wx' });
    chmodSync(own, 0o600);
    syncFile(own);
    nameOnce(own, path);
    syncFolder(dirname(path));
  } finally {
    rmSync(own, { force: true });
  }
}
