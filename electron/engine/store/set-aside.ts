// Puts files of a workspace out of the way and others in their place, so that a stop at any instant leaves either all of the
// old ones or all of the new ones. Nothing is ever deleted. What is to be done is written down first; whoever opens the
// workspace finishes it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { renameDurably, syncFile } from './sync-file.ts';
import { makeFolder, syncFolder } from './sync-folder.ts';

const exchange = z.object({
  /** Names of the files to put aside. */
  files: z.array(z.string()),
  /** Folder that they go to, from the workspace. */
  aside: z.string(),
  /** What takes the place of files of these names, and lies beside them; the database is the last. */
  staged: z.array(z.string()),
});

/** Files of the database. */
export const databaseFiles: readonly string[] = [
  'workspace.sqlite',
  'workspace.sqlite-wal',
  'workspace.sqlite-shm',
  'workspace.sqlite-journal',
];

/** Name of what is about to take the place of `name` in a workspace. */
export const stagedName = (name: string): string => `${name}.staged`;

const notePath = (folder: string): string => join(folder, 'exchange.json');

/**
 * Puts `files`, which may be folders, aside, and what was staged for those in `staged` in their place; the last of these must be
 * a file. Gives the folder that they are in now.
 */
export function exchangeFiles(folder: string, files: readonly string[], staged: readonly string[] = []): string {
  const aside = join('set-aside', new Date().toISOString().replaceAll(/[:.]/gu, '-'));
  makeFolder(join(folder, aside));
  const being = `${notePath(folder)}.partial`;
  writeFileSync(
    being,
    JSON.stringify({ files: files.filter((name) => existsSync(join(folder, name))), aside, staged: [...staged] } satisfies z.infer<
      typeof exchange
    >),
  );
  syncFile(being);
  renameDurably(being, notePath(folder));
  finishExchange(folder);
  return join(folder, aside);
}

/** Finishes an exchange that a stop cut short; does nothing when there is none. Call it before the files are opened. */
export function finishExchange(folder: string): void {
  if (!existsSync(notePath(folder))) return;
  const { files, aside, staged } = exchange.parse(JSON.parse(readFileSync(notePath(folder), 'utf8')));
  const isStaged = (name: string): boolean => existsSync(join(folder, stagedName(name)));
  const last = staged.at(-1);
  // Once the last of the staged is gone, what stands there is the new.
  if (last === undefined || isStaged(last)) {
    for (const name of files) {
      const [from, to] = [join(folder, name), join(folder, aside, name)];
      if (existsSync(from) && !existsSync(to)) renameSync(from, to);
    }
    syncFolder(join(folder, aside));
    syncFolder(folder);
    for (const name of staged) if (isStaged(name)) renameDurably(join(folder, stagedName(name)), join(folder, name));
  }
  rmSync(notePath(folder));
  syncFolder(folder);
}
