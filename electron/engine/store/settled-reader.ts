import { accessSync, constants } from 'node:fs';
import { databasePath, openReader, type ReadConnection } from './connection.ts';
import { journalPath, lastJournalHash } from './journal.ts';
import { newestSchema } from './migrate.ts';

function isSettled(folder: string, hasKey: () => boolean, connection: ReadConnection): boolean {
  if (Number(connection.pragma('user_version', { simple: true })) !== newestSchema()) return false;
  // Made by the first step that a workspace ever sees.
  if (connection.prepare('SELECT 1 FROM workspace').get() === undefined) return false;
  if (connection.prepare('SELECT 1 FROM document WHERE projected = 0').get() !== undefined) return false;
  for (const path of [databasePath(folder), journalPath(folder)]) accessSync(path, constants.R_OK);
  for (const path of [folder, databasePath(folder), journalPath(folder)]) accessSync(path, constants.W_OK);
  if (!hasKey()) return false;
  const hash = lastJournalHash(folder);
  return hash !== null && connection.prepare('SELECT 1 FROM change WHERE hash = ?').get(hash) !== undefined;
}

/**
 * Opens the database in `folder` for reading before anything is opened for writing, when its rows may be shown at once:
 * it is of this version, no rows are missing, everything acknowledged is in it (the database is written before the journal, so it must know
 * the journal's last change), and nothing in sight will keep the writer from starting. `null` when the writer must come
 * first, to create, migrate, restore or refuse. `hasKey` tells whether the device's key is where it is to be. Call it with the workspace locked.
 */
export function openSettledReader(folder: string, hasKey: () => boolean): ReadConnection | null {
  const connection = openReader(folder);
  if (!connection.ok) return null;
  try {
    if (isSettled(folder, hasKey, connection.value)) return connection.value;
  } catch {
    // Whatever it is, the writer meets it too, and can say what to do.
  }
  connection.value.close();
  return null;
}
