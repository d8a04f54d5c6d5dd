// Puts files of a workspace out of the way and others in their place, so that a stop at any instant leaves either all of the
// old ones or all of the new ones. Nothing is ever deleted. What is to be done is written down first; whoever opens the
// workspace finishes it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { databasePath } from './connection.ts';
import { renameDurably, syncFile } from './sync-file.ts';
import { makeFolder, syncFolder } from './sync-folder.ts';

const exchange = z.object({
  /** Names of the files to put aside. */
  files: z.array(z.string()),
  /** Folder that they go to, from the workspace. */
  aside: z.string(),
  /** File that becomes the database, `null` when none does. */
  staged: z.string().nullable(),
});

/** Files of the database. */
export const databaseFiles: readonly string[] = [
  'workspace.sqlite',
  'workspace.sqlite-wal',
  'workspace.sqlite-shm',
  'workspace.sqlite-journal',
];

/** Name of the file in a workspace that is about to become its database. */
export const stagedName = 'workspace.sqlite.staged';

const notePath = (folder: string): string => join(folder, 'exchange.json');

/** Puts `files` aside and, when there is one, the staged file in place of the database. Gives the folder that they are in now. */
export function exchangeFiles(folder: string, files: readonly string[], staged: string | null): string {
  const aside = join('set-aside', new Date().toISOString().replaceAll(/[:.]/gu, '-'));
  makeFolder(join(folder, aside));
  const being = `${notePath(folder)}.partial`;
  writeFileSync(being, JSON.stringify({ files: [...files], aside, staged } satisfies z.infer<typeof exchange>));
  syncFile(being);
  renameDurably(being, notePath(folder));
  finishExchange(folder);
  return join(folder, aside);
}

/** Finishes an exchange that a stop cut short; does nothing when there is none. Call it before the files are opened. */
export function finishExchange(folder: string): void {
  if (!existsSync(notePath(folder))) return;
  const { files, aside, staged } = exchange.parse(JSON.parse(readFileSync(notePath(folder), 'utf8')));
  // Once the staged file is gone, what stands there is the new database.
  if (staged === null || existsSync(join(folder, staged))) {
    for (const name of files) {
      const [from, to] = [join(folder, name), join(folder, aside, name)];
      if (existsSync(from) && !existsSync(to)) renameSync(from, to);
    }
    syncFolder(join(folder, aside));
    syncFolder(folder);
    if (staged !== null) renameDurably(join(folder, staged), databasePath(folder));
  }
  rmSync(notePath(folder));
  syncFolder(folder);
}
