import { projectionTables } from '#electron/engine/store/row-writer.ts';

/** What is needed of a connection to read all rows. */
interface Readable {
  prepare(sql: string): { all(): unknown[] };
}

/** All rows of the projection by table, in the order of their content: where SQLite keeps a row means nothing. */
export function projectedRows(connection: Readable): Record<string, unknown[]> {
  return Object.fromEntries(
    // With the words that searches know, which are derived with them.
    [...projectionTables, 'search_word'].map((table) => [
      table,
      connection
        .prepare(`SELECT * FROM "${table}"`)
        .all()
        .map((row) => ({ row, order: JSON.stringify(row) }))
        .toSorted((one, other) => (one.order < other.order ? -1 : 1))
        .map(({ row }) => row),
    ]),
  );
}
