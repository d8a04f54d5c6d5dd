import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolder, backupName } from './backup-file.ts';
import { rotateBackups, writeBackup } from './backup.ts';
import { databasePath } from './connection.ts';
import { newestSchema } from './migrate.ts';
import type { ScenarioChoice } from './scenario-backup.ts';
import { reportFindings } from './store-report.ts';

/** Version of the schema as the header of the database says it, `null` when there is no database to migrate. */
function schemaOf(folder: string): number | null {
  let file: number;
  try {
    file = openSync(databasePath(folder), 'r');
  } catch {
    // A new workspace.
    return null;
  }
  try {
    const header = Buffer.alloc(100);
    // https://www.sqlite.org/fileformat.html#the_database_header
    return readSync(file, header, 0, header.length, 0) < header.length ? null : header.readUInt32BE(60);
  } finally {
    closeSync(file);
  }
}

/** Writes a backup of the workspace in `folder` when opening it is about to migrate its database. Call it with the workspace locked. */
export async function backupBeforeMigration(folder: string, scenarios: ScenarioChoice): Promise<void> {
  const version = schemaOf(folder);
  if (version === null || version === 0 || version >= newestSchema()) return;
  const at = new Date().toISOString();
  const backups = backupFolder(folder);
  let reason: string | null = null;
  try {
    const written = await writeBackup(folder, join(backups, backupName(at)), { tell: () => {} }, scenarios);
    if (written.ok) rotateBackups(backups);
    else reason = written.error.message;
  } catch (error) {
    reason = error instanceof Error ? error.message : String(error);
  }
  // A migration is one transaction, and the journal has every change: worth telling, no reason to keep the workspace shut.
  if (reason !== null) {
    const message = `No backup could be written before the database was brought from version ${version} to ${newestSchema()}: ${reason}`;
    reportFindings(folder, [{ area: 'backup', message, repair: null, at }]);
  }
}
