// Checks a workspace as a whole: on a copy of its database as it is at one instant, so that nobody who writes waits for it.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backupFiles, backupFolder } from '#electron/engine/store/backup-file.ts';
import { copyDatabase, readBackup, type Watch } from '#electron/engine/store/database-copy.ts';
import { hashOfLogged, readChangeHead } from '#electron/engine/store/change-head.ts';
import { type ChangeLog, createChangeLog, membershipId } from '#electron/engine/store/change-log.ts';
import { compareRows, countRows } from '#electron/engine/store/compare-rows.ts';
import { databasePath, openReader, openWriter, type WriteConnection } from '#electron/engine/store/connection.ts';
import { verifySignature } from '#electron/engine/store/device-key.ts';
import { type JournalScan, scanJournal } from '#electron/engine/store/journal-scan.ts';
import { Journal } from '#electron/engine/store/journal.ts';
import { makeFolder } from '#electron/engine/store/sync-folder.ts';
import type { StoreFinding, StoreReport } from '#shared/contract/store-job.ts';
import { PlanDocument } from './plan-document.ts';
import { PlanStore } from './plan-store.ts';

/** What a check found, with what a repair needs to know. */
export interface StoreCheck extends StoreReport {
  /** Changes whose bytes are not those of their hash. */
  readonly damagedChanges: readonly string[];
  /** Damaged change → its document. */
  readonly damagedIn: Readonly<Record<string, string>>;
  /** Changes that others build on, or that documents end in, and that the log does not hold: document → hashes. */
  readonly missingChanges: Readonly<Record<string, readonly string[]>>;
  /** Documents whose snapshot cannot be used. */
  readonly damagedSnapshots: readonly string[];
  /** The database cannot be mended in place: its pages, or the log in other things than bytes. */
  readonly databaseLost: boolean;
}

/** Lines of `integrity_check` that are about an index and not about what it indexes. */
const aboutIndex = /index|fts5/iu;
const actor = '00'.repeat(16);

/** One check; collects what it finds. */
class Check {
  readonly at = new Date().toISOString();
  readonly findings: StoreFinding[] = [];
  readonly damagedChanges: string[] = [];
  readonly damagedIn: Record<string, string> = {};
  readonly missingChanges: Record<string, string[]> = {};
  readonly damagedSnapshots: string[] = [];
  databaseLost = false;
  changes = 0;
  documents = 0;
  rows = 0;
  journalEntries = 0;

  found(area: StoreFinding['area'], message: string): void {
    this.findings.push({ area, message, repair: null, at: this.at });
  }

  /** Whether the pages hold what the indexes say, and the other way round. */
  integrity(connection: WriteConnection): void {
    for (const line of connection.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all()) {
      if (line === 'ok') continue;
      const isIndex = aboutIndex.test(line);
      if (!isIndex) this.databaseLost = true;
      this.found(isIndex ? 'index' : 'database', `SQLite finds: ${line}`);
    }
  }

  /** Whether each change has the bytes of its hash and the signature of its device. */
  log(log: ChangeLog, watch: Watch): void {
    const total = log.lastSeq();
    /** Change → document, of those that were named before they came. */
    const named = new Map(log.documents().flatMap(({ id, heads }) => heads.map((hash): [string, string] => [hash, id])));
    for (const change of log.after(0)) {
      this.changes += 1;
      if (this.changes % 100 === 0) watch.tell('Checking changes', this.changes, total);
      for (const hash of (change.documentId === membershipId ? null : readChangeHead(change.bytes)?.deps) ?? []) {
        if (!log.has(hash)) named.set(hash, change.documentId);
      }
      if (hashOfLogged(change.documentId, change.bytes) !== change.hash) {
        this.damagedChanges.push(change.hash);
        this.damagedIn[change.hash] = change.documentId;
        this.found('log', `The bytes of the change ${change.hash} (entry ${change.seq}) are not those that its hash was made of.`);
      }
      if (!verifySignature(change.deviceId, change.hash, change.signature)) {
        this.databaseLost = true;
        this.found(
          'log',
          `The signature of the change ${change.hash} (entry ${change.seq}) is not that of the device ${change.deviceId.slice(0, 16)}.`,
        );
      }
    }
    this.#missing(log, named);
  }

  /** Whether each change is there that documents end in, or that others build on. */
  #missing(log: ChangeLog, named: ReadonlyMap<string, string>): void {
    const missing = [...named].filter(([hash]) => !log.has(hash));
    for (const [hash, id] of missing) (this.missingChanges[id] ??= []).push(hash);
    if (missing.length === 0) return;
    const examples = missing.slice(0, 3).map(([hash]) => hash.slice(0, 16));
    this.found('log', `${missing.length} changes on which the plan builds are not in the log (${examples.join(', ')}).`);
  }

  /** Whether each document can be loaded and is as new as its row says. */
  snapshots(log: ChangeLog, watch: Watch): void {
    const all = log.documents();
    this.documents = all.length;
    for (const [index, { id, heads }] of all.entries()) {
      watch.tell('Loading documents', index, all.length);
      const snapshot = log.snapshot(id);
      if (snapshot !== null && headsOf(snapshot, log.tail(id)) !== heads.join(' ')) {
        this.damagedSnapshots.push(id);
        this.found('snapshot', `The snapshot of the document ${id} is damaged; its changes are all there without it.`);
      }
      if (snapshot !== null || this.damagedChanges.length > 0) continue;
      if (headsOf(null, log.tail(id)) !== heads.join(' ')) {
        this.databaseLost = true;
        this.found('log', `The changes of the document ${id} do not lead to the state that its row names: some are missing.`);
      }
    }
  }

  /** Whether the rows are those that the documents give. */
  projection(connection: WriteConnection, scratch: string, watch: Watch): void {
    const log = createChangeLog(connection);
    for (const id of this.damagedSnapshots) log.dropSnapshot(id);
    watch.tell('Making rows anew', 0, 0);
    const opened = openReader(scratch);
    if (!opened.ok) throw new Error(opened.error.message);
    const before = opened.value;
    const store = new PlanStore({
      connection,
      journal: new Journal(scratch),
      device: { deviceId: '', sign: () => new Uint8Array() },
      author: '',
      source: { now: () => Date.now(), newId: () => actor },
      onCommit: () => {},
    });
    try {
      store.completeRows();
      // Holds the state from before.
      before.exec('BEGIN');
      this.rows = countRows(before);
      store.rebuild();
      for (const { table, count, examples } of compareRows(before, connection, (name) => watch.tell(`Comparing ${name}`, 0, 0))) {
        this.found('rows', `${count} ${count === 1 ? 'row' : 'rows'} of ${table} not as the documents have them (${examples.join('; ')}).`);
      }
    } finally {
      before.close();
      store.close();
    }
  }

  /** Whether the journal is whole and holds what the log holds. */
  journal(scan: JournalScan, logged: ReadonlySet<string> | null, isLogged: (hash: string) => boolean): void {
    this.journalEntries = scan.entries.length;
    for (const { at, bytes, atEnd } of scan.damage) {
      this.found('journal', `${bytes} bytes of the journal from ${at} on hold no whole entry${atEnd ? ' (its end)' : ''}.`);
    }
    const inJournal = new Set(scan.entries.flat().map(({ hash }) => hash));
    const missing = [...(logged ?? [])].filter((hash) => !inJournal.has(hash)).length;
    if (missing > 0) this.found('journal', `${missing} changes are not in the journal.`);
    const lost = logged === null ? 0 : [...inJournal].filter((hash) => !logged.has(hash) && !isLogged(hash)).length;
    if (lost > 0) {
      this.databaseLost = true;
      this.found('log', `${lost} changes of the journal are not in the log.`);
    }
  }

  /** Whether the backups are whole: the newest as a whole, of the others the length. */
  backups(folder: string, watch: Watch): void {
    for (const [index, { path, verified }] of backupFiles(backupFolder(folder)).entries()) {
      watch.tell('Checking backups', index, 0);
      if (!verified || (index === 0 && !readBackup(path).ok)) this.found('backup', `The backup ${path} is damaged.`);
    }
  }

  report(): StoreCheck {
    const {
      at,
      findings,
      damagedChanges,
      damagedIn,
      missingChanges,
      damagedSnapshots,
      databaseLost,
      changes,
      documents,
      rows,
      journalEntries,
    } = this;
    const whole = findings.length === 0;
    return {
      at,
      changes,
      documents,
      rows,
      journalEntries,
      findings,
      whole,
      damagedChanges,
      damagedIn,
      missingChanges,
      damagedSnapshots,
      databaseLost,
    };
  }
}

/** Heads of a document, or `null` when it cannot be loaded. */
function headsOf(snapshot: Uint8Array | null, changes: readonly Uint8Array[]): string | null {
  try {
    const document = PlanDocument.load(actor, snapshot, changes);
    const heads = document.heads().join(' ');
    document.free();
    return heads;
  } catch {
    // Automerge refuses bytes whose checksum does not fit.
    return null;
  }
}

async function checkCopy(check: Check, folder: string, scratch: string, watch: Watch): Promise<Set<string> | null> {
  await copyDatabase(databasePath(folder), databasePath(scratch), watch);
  const opened = openWriter(scratch);
  if (!opened.ok) throw new Error(opened.error.message);
  const connection = opened.value;
  try {
    check.integrity(connection);
    const log = createChangeLog(connection);
    check.log(log, watch);
    check.snapshots(log, watch);
    const logged = new Set(connection.prepare<[], string>('SELECT hash FROM change').pluck().all());
    const isLoadable = !check.databaseLost && check.damagedChanges.length === 0;
    if (isLoadable) check.projection(connection, scratch, watch);
    return logged;
  } finally {
    if (connection.open) connection.close();
  }
}

/** Checks the workspace in `folder`, whose lock somebody of this process holds. Changes nothing. @throws what `watch` throws. */
export async function checkStore(folder: string, watch: Watch): Promise<StoreCheck> {
  const check = new Check();
  const scratch = join(folder, 'check.partial');
  rmSync(scratch, { recursive: true, force: true });
  makeFolder(scratch);
  let logged: Set<string> | null = null;
  try {
    logged = await checkCopy(check, folder, scratch, watch);
  } catch (error) {
    watch.tell('Checking', 0, 0);
    check.databaseLost = true;
    check.found('database', `The database cannot be read as a whole: ${error instanceof Error ? error.message : String(error)}.`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  // Read after the copy: what was committed meanwhile is in the journal only.
  const scan = scanJournal(folder);
  const reader = existsSync(databasePath(folder)) ? openReader(folder) : null;
  try {
    check.journal(
      scan,
      logged,
      (hash) => reader?.ok === true && reader.value.prepare('SELECT 1 FROM change WHERE hash = ?').get(hash) !== undefined,
    );
  } catch (error) {
    check.found('database', `The log cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  } finally {
    if (reader?.ok === true) reader.value.close();
  }
  check.backups(folder, watch);
  return check.report();
}
