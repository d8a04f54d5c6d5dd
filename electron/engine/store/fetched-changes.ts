// Changes that were asked of other devices for the next repair: in the form of a journal, beside the workspace's own files.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { scanJournal } from './journal-scan.ts';
import { type JournalChange, writeJournal } from './journal.ts';
import { renameDurably } from './sync-file.ts';

const pathIn = (folder: string): string => join(folder, 'fetched.bin');

/** Keeps what came for the next repair of the workspace in `folder`, in place of what was kept before. */
export function keepFetched(folder: string, changes: readonly JournalChange[]): void {
  const being = `${pathIn(folder)}.partial`;
  writeJournal(
    being,
    changes.map((change) => [change]),
  );
  renameDurably(being, pathIn(folder));
}

/** What is kept for a repair, as far as it is whole. */
export function fetchedChanges(folder: string): JournalChange[] {
  return scanJournal(folder, pathIn(folder)).entries.flat();
}

/** Forgets it: what was of use is in the log. */
export function forgetFetched(folder: string): void {
  rmSync(pathIn(folder), { force: true });
}
