// What a database holds beside the log and the rows that follow from it: local to this device, so neither journal nor peers
// have it. Taken over from another database as far as that can be read.
import Database from 'better-sqlite3';
import type { WriteConnection } from './connection.ts';
import { projectionTables } from './row-writer.ts';

/** What was taken over from where. */
export interface TakenOver {
  readonly table: string;
  readonly rows: number;
}

const derived: ReadonlySet<string> = new Set([
  ...projectionTables,
  'change',
  'document',
  'document_snapshot',
  'refused_change',
  'search_word',
]);

function localTables(database: Database.Database): string[] {
  return database
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name`)
    .pluck()
    .all()
    .filter((name) => !derived.has(name) && !name.startsWith('sqlite_') && !name.startsWith('issue_text'));
}

function columnsOf(database: Database.Database, table: string): string[] {
  return database.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
}

/** Copies the local tables of the database at `from` into `connection`, as far as they can be read; what is there already stays. */
export function takeOverLocalTables(connection: WriteConnection, from: string): TakenOver[] {
  const source = new Database(from, { readonly: true, fileMustExist: true });
  const taken: TakenOver[] = [];
  try {
    for (const table of localTables(connection)) {
      const known = new Set(columnsOf(source, table));
      const columns = columnsOf(connection, table).filter((column) => known.has(column));
      if (columns.length === 0) continue;
      const names = columns.map((column) => `"${column}"`).join(', ');
      const insert = connection.prepare(`INSERT OR IGNORE INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
      let rows = 0;
      try {
        for (const cells of source.prepare<[], unknown[]>(`SELECT ${names} FROM "${table}"`).raw().all())
          rows += insert.run(...cells).changes;
      } catch {
        // The table lies on damaged pages; another source may have it.
      }
      if (rows > 0) taken.push({ table, rows });
    }
  } finally {
    source.close();
  }
  return taken;
}
