// Writes backups with SQLite's online backup and reads them back. Nothing is called a backup before it was verified.
import Database from 'better-sqlite3';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { backupFiles, outdatedBackups } from './backup-file.ts';
import { databasePath } from './connection.ts';
import { renameDurably, syncFile } from './sync-file.ts';
import { makeFolder } from './sync-folder.ts';

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

/** Ending of a backup that is being written. */
const partial = '.partial';

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

function makeSelfContained(path: string): void {
  const copy = new Database(path, { fileMustExist: true });
  try {
    // The copy says of itself that it has a write-ahead log beside it; a backup is one file.
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

/**
 * Writes a backup of the workspace in `folder` to the new file `path`, reads it back and only then gives it that name.
 * Leaves nothing behind when it fails.
 */
export async function writeBackup(folder: string, path: string, watch: Watch): Promise<Result<LogEnd, Problem>> {
  if (existsSync(path)) return failure(problem('duplicate', 'There is a file of this name already; name a new one.', path));
  const being = `${path}${partial}`;
  makeFolder(dirname(path));
  try {
    rmSync(being, { force: true });
    const expected = await copyDatabase(databasePath(folder), being, watch);
    makeSelfContained(being);
    watch.tell('Reading the backup back', 0, 0);
    const read = readBackup(being);
    if (!read.ok) {
      const message = `The backup was not kept, because it does not read back whole: the database itself may be damaged. Look at it with: sextant doctor --store`;
      return failure(problem('storage', message, folder, [read.error.message]));
    }
    const { changes, lastHash } = read.value;
    if (changes !== expected.changes || lastHash !== expected.lastHash) {
      return failure(problem('storage', 'The backup was not kept, because it does not hold what the workspace holds.', folder));
    }
    syncFile(being);
    renameDurably(being, path);
    return success(expected);
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${being}${ending}`, { force: true });
  }
}

/** Removes what rotation does not keep and what a stopped process left half written. */
export function rotateBackups(folder: string): void {
  for (const { path } of outdatedBackups(backupFiles(folder))) rmSync(path, { force: true });
  for (const name of existsSync(folder) ? readdirSync(folder) : []) if (name.includes(partial)) rmSync(join(folder, name), { force: true });
}
