// Opens a workspace for writing: database, journal, device key, and whatever an unclean end left to be made up for. Never
// loads a document of a workspace that was closed properly.
import { basename } from 'node:path';
import { BundleTable } from '#electron/engine/store/bundle-table.ts';
import { FolderTable } from '#electron/engine/store/folder-table.ts';
import { createChangeLog } from '#electron/engine/store/change-log.ts';
import { openDatabase, type WriteConnection } from '#electron/engine/store/connection.ts';
import { damageProblem } from '#electron/engine/store/damage.ts';
import { finishExchange } from '#electron/engine/store/set-aside.ts';
import { reportFindings } from '#electron/engine/store/store-report.ts';
import { deviceKeyAt } from '#electron/engine/store/sealed-key.ts';
import { Journal, settleExchange } from '#electron/engine/store/journal.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { PlanStore } from './plan-store.ts';
import type { Source } from './plan-store-parts.ts';
import { createRecordIds } from './record-id.ts';
import { recover } from './recover.ts';
import { makeDatabaseAnew } from './repair-store.ts';
import { TeamRefusal } from './team-refusal.ts';
import { userName } from './user-name.ts';
import type { Commit, ThreadOptions } from './thread-message.ts';

/** An open workspace with the name of the device that writes it. */
export interface OpenedStore {
  readonly store: PlanStore;
  readonly deviceId: string;
  /** The secret bytes of the device's key. */
  readonly seed: () => Uint8Array;
  readonly bundles: BundleTable;
  readonly sharedFolder: FolderTable;
}

function createSource({ deterministic }: ThreadOptions): Source {
  if (deterministic === undefined) return { now: () => Date.now(), newId: createRecordIds(() => Date.now()) };
  let now = deterministic.start - deterministic.step;
  let count = 0;
  return { now: () => (now += deterministic.step), newId: () => `${deterministic.seed}${String((count += 1)).padStart(8, '0')}` };
}

/** The refusal of a disk that did not take what was to be written, or of a team in which this device may not write. */
export function storageProblem(folder: string, error: unknown): Problem {
  if (error instanceof TeamRefusal) return error.problem;
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) {
    const message =
      'The change could not be written, because another program is writing to the database; nothing has changed. Close that program and try again.';
    return problem('storage', message, folder);
  }
  return (
    damageProblem(folder, error) ??
    problem('storage', `The change could not be written (${reason}); nothing has changed. Check free space and access.`, folder)
  );
}

function openStore(options: ThreadOptions, connection: WriteConnection, onCommit: (commit: Commit) => void): Result<OpenedStore, Problem> {
  const device = deviceKeyAt(options);
  if (!device.ok) return device;
  const log = createChangeLog(connection);
  settleExchange(options.folder, (hash) => log.has(hash));
  const journal = new Journal(options.folder);
  try {
    const author = options.author ?? userName();
    const store = new PlanStore({ connection, journal, device: device.value, author, source: createSource(options), onCommit });
    recover(store, connection, journal);
    store.upgrade();
    store.completeRows();
    store.keepArchiveSetting('device', device.value.deviceId);
    store.begin(options.workspaceName ?? basename(options.folder));
    const sharedFolder = new FolderTable(connection, () =>
      onCommit({ revision: store.revision, tables: ['folder_setting', 'folder_file'] }),
    );
    const seed = (): Uint8Array => device.value.seed();
    return success({ store, deviceId: device.value.deviceId, seed, bundles: new BundleTable(connection), sharedFolder });
  } catch (error) {
    journal.close();
    throw error;
  }
}

function openOnce(options: ThreadOptions, onCommit: (commit: Commit) => void): Result<OpenedStore, Problem> | 'damaged' {
  const refused = (error: unknown): Result<OpenedStore, Problem> | 'damaged' =>
    damageProblem(options.folder, error) === null ? failure(storageProblem(options.folder, error)) : 'damaged';
  let connection: Result<WriteConnection, Problem>;
  try {
    connection = openDatabase(options.folder);
  } catch (error) {
    return refused(error);
  }
  if (!connection.ok) return connection;
  let opened: Result<OpenedStore, Problem> | 'damaged';
  try {
    opened = openStore(options, connection.value, onCommit);
  } catch (error) {
    opened = refused(error);
  }
  if (opened === 'damaged' || !opened.ok) connection.value.close();
  return opened;
}

/**
 * Opens the workspace in `options.folder` for writing, creating it when there is none and making up for an unclean end. A
 * database that SQLite finds damaged is put aside and made anew; what was recovered is kept as a finding.
 */
export function openPlanStore(options: ThreadOptions, onCommit: (commit: Commit) => void): Result<OpenedStore, Problem> {
  const { folder } = options;
  try {
    finishExchange(folder);
    const opened = openOnce(options, onCommit);
    if (opened !== 'damaged') return opened;
    const repair = makeDatabaseAnew(folder).join(' ');
    const message = 'SQLite could not open the database, or found it damaged while opening it.';
    reportFindings(folder, [{ area: 'database', message, repair, at: new Date().toISOString() }]);
    const again = openOnce(options, onCommit);
    return again === 'damaged' ? failure(problem('storage', 'The database is damaged and could not be made anew.', folder)) : again;
  } catch (error) {
    return failure(storageProblem(folder, error));
  }
}
