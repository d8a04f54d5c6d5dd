// The two ways into the database of a workspace, told apart by type: one writer, any number of readers.
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Brand } from '#shared/base/brand.ts';
import { failure, success, type Result } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { damageProblem } from './damage.ts';
import { migrate } from './migrate.ts';
import { makeFolder } from './sync-folder.ts';

/** The connection that writes; there is one a workspace, in the document thread. */
export type WriteConnection = Brand<Database.Database, 'WriteConnection'>;

/** A connection on which SQLite refuses every write. */
export type ReadConnection = Brand<Database.Database, 'ReadConnection'>;

/** Name of the database in the folder of its workspace. */
export const databaseName = 'workspace.sqlite';

/** Path of the database of the workspace in `folder`. */
export function databasePath(folder: string): string {
  return join(folder, databaseName);
}

function storageProblem(folder: string, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return (
    damageProblem(folder, error) ??
    problem('storage', `The workspace folder cannot be used (${reason}). Check that it is a folder that you may write to.`, folder)
  );
}

/**
 * Pages in the log of SQLite from which on a transaction moves them into its file. That costs some 20 ms, with two waits for
 * the disk: by default (1000) in every fortieth command. PlanStore.settle does it while nobody waits; this is for whoever
 * never pauses (16 MB of log).
 */
const checkpointPages = 4000;
/** As above, for the rows of an import: they write many pages again and again, and moving 4000 at once keeps others waiting. */
const rowCheckpointPages = 2000;

/** As {@link openWriter}. @throws what SQLite finds: a damaged file, a folder that cannot be written. */
export function openDatabase(folder: string): Result<WriteConnection, Problem> {
  makeFolder(folder);
  const database = new Database(databasePath(folder), { timeout: 5000 });
  let refusal: Problem | null;
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    database.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    database.pragma('cache_size = -65536');
    database.pragma('temp_store = MEMORY');
    refusal = migrate(database);
  } catch (error) {
    database.close();
    throw error;
  }
  // The only place where a writing connection comes from.
  if (refusal === null) return success(database as WriteConnection);
  database.close();
  return failure({ ...refusal, where: databasePath(folder) });
}

/**
 * Runs `work`, whose transactions need not be on disk when it returns. Only for rows that a start would make again: the
 * next transaction that syncs brings these to disk with it, and until then a loss of power takes the last of them away whole.
 */
export function withoutSync(connection: WriteConnection, work: () => void): void {
  connection.pragma('synchronous = NORMAL');
  connection.pragma(`wal_autocheckpoint = ${rowCheckpointPages}`);
  try {
    work();
  } finally {
    connection.pragma(`wal_autocheckpoint = ${checkpointPages}`);
    connection.pragma('synchronous = FULL');
  }
}

/** Runs `work`, which writes so much that what moves it into the database is better done by the transaction after it. */
export function withoutCheckpoint(connection: WriteConnection, work: () => void): void {
  connection.pragma('wal_autocheckpoint = 0');
  try {
    work();
  } finally {
    connection.pragma(`wal_autocheckpoint = ${checkpointPages}`);
  }
}

/** Opens the database for writing, creating folder and database when they are missing and migrating an older one. */
export function openWriter(folder: string): Result<WriteConnection, Problem> {
  try {
    return openDatabase(folder);
  } catch (error) {
    return failure(storageProblem(folder, error));
  }
}

/** Opens the database for reading only; the writer must have created it. */
export function openReader(folder: string): Result<ReadConnection, Problem> {
  if (!existsSync(databasePath(folder))) {
    return failure(problem('storage', 'There is no workspace in this folder yet.', folder));
  }
  try {
    const database = new Database(databasePath(folder), { readonly: true, fileMustExist: true, timeout: 5000 });
    database.pragma('cache_size = -32768');
    // The only place where a reading connection comes from.
    return success(database as ReadConnection);
  } catch (error) {
    return failure(storageProblem(folder, error));
  }
}
