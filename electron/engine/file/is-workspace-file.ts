import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Enough to meet the first members of an exported workspace. */
const looked = 4096;

/** Whether the file at `path` looks like an exported workspace (JSON). False for one that cannot be read: who reads it says why. */
export function isWorkspaceFile(path: string): boolean {
  try {
    // A pipe or a device might never answer.
    if (!statSync(path).isFile()) return false;
    const file = openSync(path, 'r');
    try {
      const start = Buffer.alloc(looked);
      const text = start.toString('utf8', 0, readSync(file, start, 0, looked, 0));
      return /^\s*\{/u.test(text) && /"format"\s*:\s*"sextant-workspace"/u.test(text);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
}
