// Copies of a workspace's database: what a past is made of.
import Database from 'better-sqlite3';
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
