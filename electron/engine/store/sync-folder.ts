import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Brings the names in a folder to disk: a file that was synced but whose name was not is gone after a loss of power. */
export function syncFolder(folder: string): void {
  // Windows opens no folders, and brings names to disk by itself.
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

/** Makes a folder with all that lead to it, and brings their names to disk. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const first = mkdirSync(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; made.length >= first.length; made = dirname(made)) syncFolder(dirname(made));
}
