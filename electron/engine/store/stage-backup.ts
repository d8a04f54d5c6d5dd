import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { copyDatabase, readBackup, type Watch } from './backup.ts';
import { databasePath } from './connection.ts';
import { scanJournal } from './journal-scan.ts';
import { newestSchema } from './migrate.ts';
import { stagedName } from './set-aside.ts';
import { syncFile } from './sync-file.ts';

/** A backup that lies ready to become the database. */
export interface StagedBackup {
  /** Changes in it. */
  readonly changes: number;
  /** Changes of the present workspace that are not in it. */
  readonly later: number;
}

function hashesOf(path: string): string[] {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return database.prepare<[], string>('SELECT hash FROM change').pluck().all();
  } finally {
    database.close();
  }
}

/** Hashes of the present workspace: from the database, and from the journal where that cannot be read. */
function presentHashes(folder: string): Set<string> {
  const hashes = new Set(
    scanJournal(folder)
      .entries.flat()
      .map(({ hash }) => hash),
  );
  try {
    for (const hash of hashesOf(databasePath(folder))) hashes.add(hash);
  } catch {
    // Damaged or gone, which may be why a backup is wanted.
  }
  return hashes;
}

/** Verifies the backup at `path` and copies it beside the database of `folder`. Changes nothing else. */
export async function stageBackup(folder: string, path: string, watch: Watch): Promise<Result<StagedBackup, Problem>> {
  const read = readBackup(path);
  if (!read.ok) return read;
  if (read.value.version > newestSchema()) {
    return failure(problem('storage', 'This backup was written by a newer Sextant. Update Sextant to restore it.', path));
  }
  const staged = join(folder, stagedName);
  let done = false;
  try {
    rmSync(staged, { force: true });
    await copyDatabase(path, staged, watch);
    syncFile(staged);
    const inBackup = new Set(hashesOf(staged));
    const later = [...presentHashes(folder)].filter((hash) => !inBackup.has(hash)).length;
    done = true;
    return success({ changes: inBackup.size, later });
  } finally {
    if (!done) rmSync(staged, { force: true });
  }
}
