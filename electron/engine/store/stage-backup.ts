import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { databaseName, databasePath } from './connection.ts';
import { copyDatabase, makeSelfContained, readBackup, type Watch } from './database-copy.ts';
import { scanJournal } from './journal-scan.ts';
import { newestSchema } from './migrate.ts';
import { takeScenarios } from './scenario-backup.ts';
import { scenariosName } from './scenario-place.ts';
import { stagedName } from './set-aside.ts';
import { syncFile } from './sync-file.ts';

/** A backup that lies ready to become the database. */
export interface StagedBackup {
  /** Changes in it. */
  readonly changes: number;
  /** Changes of the present workspace that are not in it. */
  readonly later: number;
  /** Ids of scenarios in it that cannot be read any more. */
  readonly damagedScenarios: readonly string[];
}

/** Removes what was staged and is not wanted. */
export function removeStaged(folder: string): void {
  const staged = stagedName(databaseName);
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(join(folder, `${staged}${ending}`), { force: true });
  rmSync(join(folder, stagedName(scenariosName)), { recursive: true, force: true });
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

/** Verifies the backup at `path` and copies it, and the scenarios in it, beside those of `folder`. Changes nothing else. */
export async function stageBackup(folder: string, path: string, watch: Watch): Promise<Result<StagedBackup, Problem>> {
  const read = readBackup(path);
  if (!read.ok) return read;
  if (read.value.version > newestSchema()) {
    return failure(problem('storage', 'This backup was written by a newer Sextant. Update Sextant to restore it.', path));
  }
  const staged = join(folder, stagedName(databaseName));
  let done = false;
  try {
    removeStaged(folder);
    await copyDatabase(path, staged, watch);
    makeSelfContained(staged);
    const scenarios = takeScenarios(staged, join(folder, stagedName(scenariosName)), watch);
    syncFile(staged);
    const inBackup = new Set(hashesOf(staged));
    const later = [...presentHashes(folder)].filter((hash) => !inBackup.has(hash)).length;
    done = true;
    return success({ changes: inBackup.size, later, damagedScenarios: scenarios.damaged });
  } finally {
    if (!done) removeStaged(folder);
  }
}
