import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFiles } from './set-aside.ts';
import { syncFile } from './sync-file.ts';
import { makeFolder, syncFolder } from './sync-folder.ts';

/**
 * Copies database and journal of the workspace in `folder`, which nobody may have open, byte for byte, whatever state they are in: a
 * workspace of its own that can be opened and exported. Gives where it is.
 */
export function copyAside(folder: string): string {
  const copy = join(folder, 'set-aside', `${new Date().toISOString().replaceAll(/[:.]/gu, '-')}-before-repair`);
  makeFolder(copy);
  for (const name of [...databaseFiles, 'journal.bin']) {
    if (!existsSync(join(folder, name))) continue;
    copyFileSync(join(folder, name), join(copy, name));
    syncFile(join(copy, name));
  }
  syncFolder(copy);
  return copy;
}
