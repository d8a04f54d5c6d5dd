// Mends what a check found, with nothing of the workspace open: bytes of changes from the journal or a backup, snapshots and
// rows from the changes, the journal from the log. A database that cannot be mended is put aside, never deleted, and made anew.
import { join } from 'node:path';
import { backupFiles, backupFolder } from '#electron/engine/store/backup-file.ts';
import { hashOfLogged } from '#electron/engine/store/change-head.ts';
import { type ChangeLog, createChangeLog } from '#electron/engine/store/change-log.ts';
import { changesIn } from '#electron/engine/store/change-source.ts';
import { openWriter, type WriteConnection } from '#electron/engine/store/connection.ts';
import { fetchedChanges, forgetFetched } from '#electron/engine/store/fetched-changes.ts';
import { verifySignature } from '#electron/engine/store/device-key.ts';
import { scanJournal } from '#electron/engine/store/journal-scan.ts';
import { Journal, type JournalChange, journalPath, writeJournal } from '#electron/engine/store/journal.ts';
import { takeOverLocalTables } from '#electron/engine/store/local-table.ts';
import { databaseFiles, exchangeFiles } from '#electron/engine/store/set-aside.ts';
import { renameDurably } from '#electron/engine/store/sync-file.ts';
import type { StoreFinding } from '#shared/contract/store-job.ts';
import { inOrder } from './change-order.ts';
import type { StoreCheck } from './check-store.ts';
import { PlanStore } from './plan-store.ts';

/** Where changes may come from besides the log, best first. */
interface Source {
  readonly name: string;
  /** All that it can read, in its order. */
  changes(): Iterable<JournalChange>;
}

/** Whether a change is what it says it is. */
function isGenuine({ documentId, bytes, hash, deviceId, signature }: JournalChange): boolean {
  return hashOfLogged(documentId, bytes) === hash && verifySignature(deviceId, hash, signature);
}

function sourcesOf(folder: string, aside: string | null): Source[] {
  const backups = backupFiles(backupFolder(folder)).map(({ path }) => ({ name: `the backup ${path}`, changes: () => changesIn(path) }));
  const old = aside === null ? [] : [{ name: `what can be read of ${aside}`, changes: () => changesIn(join(aside, 'workspace.sqlite')) }];
  const fetched = { name: 'other devices of the team', changes: () => fetchedChanges(folder) };
  return [{ name: 'the journal', changes: () => scanJournal(folder).entries.flat() }, ...old, ...backups, fetched];
}

/** What a repair works on. */
interface Mending {
  readonly folder: string;
  readonly connection: WriteConnection;
  readonly log: ChangeLog;
  readonly store: PlanStore;
  readonly sources: readonly Source[];
}

/** Gives damaged changes their bytes back; says from where, for each. */
function mendChanges({ connection, sources }: Mending, damaged: readonly string[]): string[] {
  const mend = connection.prepare<[Uint8Array, string]>('UPDATE change SET bytes = ? WHERE hash = ?');
  const wanted = new Set(damaged);
  const done: string[] = [];
  for (const { name, changes } of sources) {
    if (wanted.size === 0) break;
    let count = 0;
    for (const change of changes()) {
      if (!wanted.has(change.hash) || !isGenuine(change)) continue;
      mend.run(change.bytes, change.hash);
      wanted.delete(change.hash);
      count += 1;
    }
    if (count > 0) done.push(`${count} changes from ${name}`);
  }
  if (wanted.size > 0) done.push(`${wanted.size} changes are nowhere else: ${[...wanted].join(', ')}`);
  return done;
}

/** Takes changes into the log that only other sources have; says how many from where. */
function addMissing({ log, store, sources }: Mending): string[] {
  const done: string[] = [];
  const found = new Map<string, JournalChange>();
  for (const { name, changes } of sources) {
    const before = found.size;
    for (const change of changes()) {
      if (!log.has(change.hash) && !found.has(change.hash) && isGenuine(change)) found.set(change.hash, change);
    }
    if (found.size > before) done.push(`${found.size - before} changes from ${name}`);
  }
  // What one source has may build on what only another one has.
  if (found.size > 0) store.restore(inOrder([...found.values()]));
  return done;
}

/** All changes of the log as entries of a journal. */
function* journalEntries(log: ChangeLog): Generator<JournalChange[]> {
  let entry: JournalChange[] = [];
  for (const change of log.after(0)) {
    entry.push({ ...change, ...log.placeOf(change.documentId) });
    if (entry.length < 100) continue;
    yield entry;
    entry = [];
  }
  if (entry.length > 0) yield entry;
}

/** Writes the journal anew from the log; the damaged one is put aside. Gives where. */
function rewriteJournal(folder: string, log: ChangeLog): string {
  const being = `${journalPath(folder)}.partial`;
  writeJournal(being, journalEntries(log));
  // The log has everything by now, so a stop in between leaves a journal that the next start writes anew.
  const aside = exchangeFiles(folder, ['journal.bin']);
  renameDurably(being, journalPath(folder));
  return aside;
}

function open(folder: string, aside: string | null): Mending & { close(): void } {
  const opened = openWriter(folder);
  if (!opened.ok) throw new Error(opened.error.message);
  const connection = opened.value;
  const journal = new Journal(folder);
  const store = new PlanStore({
    connection,
    journal,
    device: {
      deviceId: '',
      sign: () => {
        throw new Error('A repair makes no changes of its own.');
      },
    },
    author: '',
    source: { now: () => Date.now(), newId: () => '00'.repeat(16) },
    onCommit: () => {},
  });
  const close = (): void => {
    if (connection.open) store.close();
  };
  return { folder, connection, log: createChangeLog(connection), store, sources: sourcesOf(folder, aside), close };
}

/** Puts the database aside and makes it anew from everything that has changes. Gives what was done, sentence by sentence. */
export function makeDatabaseAnew(folder: string): string[] {
  const aside = exchangeFiles(folder, databaseFiles);
  const mending = open(folder, aside);
  try {
    const done = [
      `The database was put aside to ${aside} and made anew: ${addMissing(mending).join(', ') || 'there was nothing to recover'}.`,
    ];
    for (const { name, path } of [
      { name: 'the old database', path: join(aside, 'workspace.sqlite') },
      ...backupFiles(backupFolder(folder)).map((backup) => ({ name: `the backup ${backup.path}`, path: backup.path })),
    ]) {
      const taken = takeOver(mending.connection, path);
      if (taken !== '') done.push(`What only this device knows came from ${name}: ${taken}.`);
      if (taken !== '') break;
    }
    return done;
  } finally {
    mending.close();
  }
}

function takeOver(connection: WriteConnection, path: string): string {
  try {
    return takeOverLocalTables(connection, path)
      .map(({ table, rows }) => `${rows} rows of ${table}`)
      .join(', ');
  } catch {
    // Not readable at all; the next source may be.
    return '';
  }
}

/** Whether each of these changes lies somewhere: without one of them, a database made anew would hold less than the one that there is. */
function areSomewhere(folder: string, missing: ReadonlySet<string>): boolean {
  const left = new Set(missing);
  for (const { changes } of sourcesOf(folder, null)) {
    if (left.size === 0) break;
    for (const change of changes()) if (left.has(change.hash) && isGenuine(change)) left.delete(change.hash);
  }
  return left.size === 0;
}

/** Mends the workspace in `folder`, of which nothing is open, as `check` found it. Gives the findings with what was done about each. */
export function repairStore(folder: string, check: StoreCheck): StoreFinding[] {
  const done = new Map<StoreFinding['area'], string>();
  const missing = new Set(Object.values(check.missingChanges).flat());
  const isLost = check.databaseLost || (missing.size > 0 && areSomewhere(folder, missing));
  if (isLost) {
    const [anew = '', ...rest] = makeDatabaseAnew(folder);
    for (const area of ['database', 'index', 'log', 'snapshot', 'rows'] as const) done.set(area, [anew, ...rest].join(' '));
  }
  const mending = open(folder, null);
  try {
    if (!isLost) mendInPlace(mending, check, done);
    if (check.findings.some(({ area }) => area === 'journal') || isLost) {
      const aside = rewriteJournal(folder, mending.log);
      done.set('journal', `The journal was written anew from the log; the old one is in ${aside}.`);
    }
  } finally {
    mending.close();
  }
  forgetFetched(folder);
  done.set('backup', 'A damaged backup is left as it is and not used; the next one replaces it in time.');
  return check.findings.map((finding) => ({ ...finding, repair: done.get(finding.area) ?? null }));
}

function mendInPlace(mending: Mending, check: StoreCheck, done: Map<StoreFinding['area'], string>): void {
  const { connection, log, store } = mending;
  const missing = Object.values(check.missingChanges).flat().length;
  if (missing > 0)
    done.set('log', `${missing} changes are nowhere else yet, so nothing was replaced: without them there would be less than now.`);
  const has = (area: StoreFinding['area']): boolean => check.findings.some((finding) => finding.area === area);
  if (check.damagedChanges.length > 0) done.set('log', `Mended: ${mendChanges(mending, check.damagedChanges).join(', ')}.`);
  if (check.damagedSnapshots.length > 0) {
    for (const id of check.damagedSnapshots) log.dropSnapshot(id);
    done.set('snapshot', 'The snapshot was dropped; the document is loaded from its changes until the next one is made.');
  }
  if (has('journal')) addMissing(mending);
  if (has('index')) {
    connection.exec('REINDEX');
    done.set('index', 'The indexes were made anew.');
  }
  if (!has('index') && !has('rows') && check.damagedChanges.length === 0 && check.damagedSnapshots.length === 0) return;
  store.rebuild();
  done.set('rows', 'All rows were made anew from the documents.');
}
