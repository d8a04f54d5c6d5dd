// Copies of a workspace's database: what backups, checks and pasts are made of.
import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { WriteConnection } from './connection.ts';

/** Opens a copy to change it: fast and without protection, since a copy that was not finished is thrown away. */
export function openCopy(path: string): WriteConnection {
  const database = new Database(path, { fileMustExist: true });
  // A copy of a database with a write-ahead log wants one too, until it is told otherwise.
  database.pragma('journal_mode = DELETE');
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.pragma('cache_size = -131072');
  database.pragma('temp_store = MEMORY');
  // A copy is nobody's workspace yet, so there is no other writer.
  return database as unknown as WriteConnection;
}

/** Opens a finished copy for reading. */
export function readCopy(path: string): Database.Database {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  database.pragma('cache_size = -32768');
  return database;
}

/** What a database holds, as far as it tells whether two hold the same. */
export interface LogEnd {
  /** Number of changes. */
  readonly changes: number;
  /** Hash of the newest change, `null` in an empty log. */
  readonly lastHash: string | null;
}

/** How long work is watched: `tell` is called now and then and throws when nobody wants the answer any more. */
export interface Watch {
  tell(step: string, done: number, total: number): void;
}

/** Pages that are copied between two looks at whether the work is still wanted; 4 MB at the usual page size. */
const pagesAtOnce = 1024;

/** Where the change log of an open database ends. */
function logEnd(database: Database.Database): LogEnd {
  const row = database
    .prepare<[], LogEnd>('SELECT count(*) AS changes, (SELECT hash FROM change ORDER BY seq DESC LIMIT 1) AS lastHash FROM change')
    .get();
  return row ?? { changes: 0, lastHash: null };
}

/** Copies the database at `from` to the new file `to` as it is at one instant, without keeping anybody from writing. */
export async function copyDatabase(from: string, to: string, watch: Watch): Promise<LogEnd> {
  const source = new Database(from, { readonly: true, fileMustExist: true, timeout: 5000 });
  try {
    // Holds one state: a copy that follows the writer would begin again after each of its commits.
    source.exec('BEGIN');
    const end = logEnd(source);
    await source.backup(to, {
      progress: ({ totalPages, remainingPages }) => {
        watch.tell('Copying the database', totalPages - remainingPages, totalPages);
        return pagesAtOnce;
      },
    });
    return end;
  } finally {
    source.close();
  }
}

/** Folds a copy into one file, which needs no other beside it. */
export function makeSelfContained(path: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    // The copy says of itself that it has a write-ahead log beside it; a copy is one file.
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}

/** Reads a backup: what it holds, or why it cannot be used. */
export function readBackup(path: string): Result<LogEnd & { readonly version: number }, Problem> {
  const refusal = (reason: string): Result<never, Problem> =>
    failure(problem('storage', `This is no whole backup of a workspace (${reason}). Choose another one: sextant backup list`, path));
  if (!existsSync(path))
    return failure(problem('not-found', 'There is no such backup. See those that are there with: sextant backup list', path));
  let database: Database.Database | null = null;
  try {
    database = new Database(path, { readonly: true, fileMustExist: true });
    const found = String(database.pragma('quick_check(1)', { simple: true }));
    if (found !== 'ok') return refusal(found);
    return success({ ...logEnd(database), version: Number(database.pragma('user_version', { simple: true })) });
  } catch (error) {
    return refusal(error instanceof Error ? error.message : String(error));
  } finally {
    database?.close();
  }
}
