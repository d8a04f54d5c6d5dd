// Writes backups with SQLite's online backup and reads them back. Nothing is called a backup before it was verified.
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { backupFiles, outdatedBackups } from './backup-file.ts';
import { databasePath } from './connection.ts';
import { copyDatabase, type LogEnd, makeSelfContained, readBackup, type Watch } from './database-copy.ts';
import { holdsScenarios, packScenarios, type ScenarioChoice } from './scenario-backup.ts';
import { renameDurably, syncFile } from './sync-file.ts';
import { makeFolder } from './sync-folder.ts';

/** Ending of a backup that is being written. */
const partial = '.partial';

/**
 * Writes a backup of the workspace in `folder` to the new file `path`, with those of its scenarios that `scenarios`
 * chooses; reads it back and only then gives it that name. Leaves nothing behind when it fails.
 */
export async function writeBackup(folder: string, path: string, watch: Watch, scenarios: ScenarioChoice): Promise<Result<LogEnd, Problem>> {
  if (existsSync(path)) return failure(problem('duplicate', 'There is a file of this name already; name a new one.', path));
  const being = `${path}${partial}`;
  makeFolder(dirname(path));
  try {
    rmSync(being, { force: true });
    const expected = await copyDatabase(databasePath(folder), being, watch);
    makeSelfContained(being);
    const packed = await packScenarios(folder, being, scenarios, watch);
    watch.tell('Reading the backup back', 0, 0);
    const read = readBackup(being);
    if (!read.ok) {
      const message = `The backup was not kept, because it does not read back whole: the database itself may be damaged. Look at it with: sextant doctor --store`;
      return failure(problem('storage', message, folder, [read.error.message]));
    }
    const { changes, lastHash } = read.value;
    if (changes !== expected.changes || lastHash !== expected.lastHash || !holdsScenarios(being, packed)) {
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
