// Reads a journal that may be damaged: every entry that is whole, also those behind a damaged place.
import { readFileSync } from 'node:fs';
import { entryAt, type JournalChange, journalPath } from './journal.ts';

/** What a journal holds. */
export interface JournalScan {
  readonly entries: readonly (readonly JournalChange[])[];
  /** Places that hold no whole entry. `atEnd`: the rest of an entry that was being written when the machine stopped. */
  readonly damage: readonly { readonly at: number; readonly bytes: number; readonly atEnd: boolean }[];
}

/** Reads the journal in `folder`, or what lies in the form of one at `path`; an absent one is empty. */
export function scanJournal(folder: string, path = journalPath(folder)): JournalScan {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { entries: [], damage: [] };
    throw error;
  }
  const entries: JournalChange[][] = [];
  const damage: { at: number; bytes: number; atEnd: boolean }[] = [];
  let damagedFrom: number | null = null;
  const endDamage = (at: number, atEnd: boolean): void => {
    if (damagedFrom !== null) damage.push({ at: damagedFrom, bytes: at - damagedFrom, atEnd });
    damagedFrom = null;
  };
  for (let at = 0; at < bytes.length;) {
    const entry = entryAt(bytes, at);
    if (entry === null) {
      // Byte by byte to the next whole entry: where it begins is not written anywhere.
      damagedFrom ??= at;
      at += 1;
      continue;
    }
    endDamage(at, false);
    entries.push(entry.changes);
    at = entry.end;
  }
  endDamage(bytes.length, true);
  return { entries, damage };
}
