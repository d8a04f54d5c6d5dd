// Finds the Electron binary, or fetches it where that is possible, without ever keeping anybody waiting for a network
// that is not there.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../node_modules/electron', import.meta.url));

/** Where the electron package downloads its binary from; it can be set to a mirror in the environment. */
const origin = process.env['ELECTRON_MIRROR'] ?? process.env['npm_config_electron_mirror'] ?? 'https://github.com/';

/** Longest wait for an answer of the download host, and for the download itself, in milliseconds. */
const patience = { answer: 3000, download: 300_000 };

/** Absolute path of the Electron binary that is installed, or `null`. */
export function installedElectron(): string | null {
  const own = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : defaultName();
  const binary = join(own ?? join(folder, 'dist'), name);
  return existsSync(binary) ? binary : null;
}

function defaultName(): string {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** True when the download host answers within three seconds. */
export async function electronIsReachable(): Promise<boolean> {
  try {
    await fetch(origin, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(patience.answer) });
    return true;
  } catch {
    return false;
  }
}

/** The installed binary, or a freshly downloaded one, or `null` when there is none and none can be had. */
export async function findElectron(): Promise<string | null> {
  const installed = installedElectron();
  if (installed !== null) return installed;
  if (!(await electronIsReachable())) return null;
  console.error('Downloading the Electron binary (once) …');
  const run = spawnSync(process.execPath, [join(folder, 'install.js')], { stdio: ['ignore', 2, 2], timeout: patience.download });
  return run.status === 0 ? installedElectron() : null;
}
