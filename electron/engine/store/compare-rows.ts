import type Database from 'better-sqlite3';

/** Rows that differ between two states of one database. */
export interface RowDifference {
  readonly table: string;
  readonly count: number;
  /** A few of them, each as `key: column, column`. */
  readonly examples: readonly string[];
}

/** Examples that are worth reading. */
const mostExamples = 3;

type Cells = Readonly<Record<string, unknown>>;

/** Columns by which the rows of a table are put in order: its key, or all. */
function orderOf(database: Database.Database, table: string): string[] {
  const columns = database
    .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?) ORDER BY pk')
    .all(table);
  const key = columns.filter(({ pk }) => pk > 0);
  return (key.length > 0 ? key : columns).map(({ name }) => name);
}

function* ordered(database: Database.Database, from: string, order: readonly string[]): Generator<Cells, undefined> {
  const columns = order.map((column) => `"${column}"`).join(', ');
  for (const row of database.prepare<[], Cells>(`SELECT * FROM ${from} ORDER BY ${columns}`).iterate()) yield row;
  return undefined;
}

/** The order of SQLite: numbers before text, text by its bytes. */
function compareCells(one: unknown, other: unknown): number {
  if (typeof one === 'string' && typeof other === 'string') return Buffer.compare(Buffer.from(one), Buffer.from(other));
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const rank = (value: unknown): number => (value === null ? 0 : typeof value === 'number' ? 1 : 2);
  return rank(one) - rank(other);
}

function compareKeys(one: Cells | undefined, other: Cells | undefined, order: readonly string[]): number {
  if (one === undefined || other === undefined) return one === undefined ? 1 : -1;
  for (const column of order) {
    const difference = compareCells(one[column], other[column]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function isSame(one: unknown, other: unknown): boolean {
  if (Buffer.isBuffer(one) && Buffer.isBuffer(other)) return one.equals(other);
  return one === other;
}

/** Compares the rows that `from` gives on both connections, side by side in their order, so that neither is ever held as a whole. */
function compareOrdered(
  [before, after]: readonly [Database.Database, Database.Database],
  { table, from, order }: { readonly table: string; readonly from: string; readonly order: readonly string[] },
): RowDifference | null {
  const [left, right] = [ordered(before, from, order), ordered(after, from, order)];
  let [one, other] = [left.next().value, right.next().value];
  let count = 0;
  const examples: string[] = [];
  while (one !== undefined || other !== undefined) {
    const difference = compareKeys(one, other, order);
    const columns = [...new Set([...Object.keys(one ?? {}), ...Object.keys(other ?? {})])];
    const found =
      difference < 0
        ? ['is there, but in no document']
        : difference > 0
          ? ['is missing']
          : columns.filter((column) => !isSame(one?.[column], other?.[column]));
    if (found.length > 0) {
      count += 1;
      const key = order.map((column) => String((difference > 0 ? other : one)?.[column])).join(' ');
      if (examples.length < mostExamples) examples.push(`${key.slice(0, 80)}: ${found.join(', ')}`);
    }
    if (difference <= 0) one = left.next().value;
    if (difference >= 0) other = right.next().value;
  }
  return count === 0 ? null : { table, count, examples };
}

/** Tables whose content follows from the documents or is kept beside them: all but the log itself and what belongs to an index of words. */
function comparedTables(database: Database.Database): { tables: string[]; wordIndexes: string[] } {
  const all = database.prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'table'`).all();
  const wordIndexes = all.filter(({ sql }) => /^CREATE VIRTUAL TABLE/iu.test(sql ?? '')).map(({ name }) => name);
  const isApart = (name: string): boolean =>
    ['change', 'document'].includes(name) ||
    name.startsWith('sqlite_') ||
    wordIndexes.some((index) => name === index || name.startsWith(`${index}_`));
  return { tables: all.map(({ name }) => name).filter((name) => !isApart(name)), wordIndexes };
}

/** Number of rows that {@link compareRows} looks at. */
export function countRows(database: Database.Database): number {
  return comparedTables(database).tables.reduce(
    (sum, table) => sum + Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get()),
    0,
  );
}

/** Compares every row of two states of one database, and the words of its indexes. */
export function compareRows(before: Database.Database, after: Database.Database, tell: (table: string) => void): RowDifference[] {
  const { tables, wordIndexes } = comparedTables(after);
  const differences: (RowDifference | null)[] = [];
  for (const table of tables) {
    tell(table);
    differences.push(compareOrdered([before, after], { table, from: `"${table}"`, order: orderOf(after, table) }));
  }
  for (const index of wordIndexes) {
    tell(index);
    for (const database of [before, after]) {
      database.exec(`CREATE VIRTUAL TABLE temp.word_of_${index} USING fts5vocab('main', '${index}', 'col')`);
    }
    differences.push(compareOrdered([before, after], { table: index, from: `temp.word_of_${index}`, order: ['term', 'col'] }));
  }
  return differences.filter((difference) => difference !== null);
}
