// What happens before the first command: database and journal are brought level, and rows that do not reflect the
// change log are made anew. On a clean start it compares one entry and loads nothing.
import { type ChangeLog, createChangeLog } from '#electron/engine/store/change-log.ts';
import type { WriteConnection } from '#electron/engine/store/connection.ts';
import type { Journal, JournalChange } from '#electron/engine/store/journal.ts';
import type { PlanStore } from './plan-store.ts';

/** Whether the journal's last entry is the newest change of the log. A journal with a torn end is never level: the database may be lost. */
function isLevel(log: ChangeLog, journal: Journal): boolean {
  const newest = log.hashAt(log.lastSeq());
  if (journal.isEmpty) return newest === null;
  return newest !== null && journal.last()?.at(-1)?.hash === newest;
}

/** Changes that only the journal has: the database was lost, damaged or replaced by an older copy. */
function* missing(log: ChangeLog, journal: Journal): IterableIterator<JournalChange[]> {
  for (const entry of journal.entries()) {
    const changes = entry.filter((change) => !log.has(change.hash));
    if (changes.length > 0) yield changes;
  }
}

/** Brings into the journal what only the database has: the journal was lost, or the machine stopped between the two. */
function completeJournal(log: ChangeLog, journal: Journal): void {
  const known = new Set<string>();
  for (const entry of journal.entries()) for (const change of entry) known.add(change.hash);
  let entry: JournalChange[] = [];
  for (const change of log.after(0)) {
    if (known.has(change.hash)) continue;
    entry.push({ ...change, ...log.placeOf(change.documentId) });
    if (entry.length < 100) continue;
    journal.append(entry);
    entry = [];
  }
  if (entry.length > 0) journal.append(entry);
}

/** Makes up for a stop at any instant, and for the loss of either the database or the journal. */
export function recover(store: PlanStore, connection: WriteConnection, journal: Journal): void {
  const log = createChangeLog(connection);
  if (isLevel(log, journal)) return;
  journal.cutTail();
  const found = [...missing(log, journal)].flat();
  if (found.length > 0) store.restore(found);
  completeJournal(log, journal);
}
