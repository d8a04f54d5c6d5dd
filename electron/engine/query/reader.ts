// The reading side of the store as queries see it: named columns in, plain rows out. Never writes.
import type { SyncSnapshot } from '#electron/engine/store/live-sync.ts';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { View } from '#shared/contract/view.ts';

/** A value that can be bound to a parameter. */
export type Bindable = string | number | null;

/** A workspace beside the open one, opened for reading. */
export interface OtherWorkspace {
  readonly reader: Reader;
  /** Version of its tables. */
  readonly version: number;
  close(): void;
}

/** Gives the workspaces beside the open one. */
export interface OtherReaders {
  /** The workspace in `folder`, or why it cannot be read. */
  get(folder: string): Result<OtherWorkspace, Problem>;
  /** Whether any of them was written since this was last asked, can be read now or cannot any more. */
  changed(): boolean;
  /** Closes all. */
  release(): void;
}

/** What a query reads from: one consistent state of the projection. */
export interface Reader {
  /** The workspace folder. */
  readonly folder: string;
  /** Name of the person who asks, as commands are signed with it; `null` where nobody is known. */
  readonly me: string | null;
  /** What is known about sync at this moment; `null` where there is none. */
  sync(): SyncSnapshot | null;
  /** Workspaces beside it; `null` where there is no way to them. */
  readonly others: OtherReaders | null;
  /** All rows; `Row` must name the columns of the statement as it spells them. */
  rows<Row>(sql: string, parameters?: Readonly<Record<string, Bindable>>): Row[];
  /** Runs `read` in one snapshot: a commit of the writer in between is not seen. */
  snapshot<Value>(read: () => Value): Value;
  /** The reader of another view, which whoever asks has seen to being open; `null` is the present. @throws when it is not open. */
  in(view: View | null): Reader;
  /** Computes once per state of the database; the answer is dropped as soon as anything was committed. */
  remember<Value>(key: string, compute: () => Value): Value;
}

/** What is needed of a SQLite connection that is open for reading. */
export interface ReadConnection {
  prepare(sql: string): ReadStatement;
  close(): unknown;
}

interface ReadStatement {
  all(...parameters: readonly unknown[]): unknown[];
  run(...parameters: readonly unknown[]): unknown;
}

/** More statements than the queries have without searches, whose conditions are as many as people think of. */
const prepared = 400;

/** More answers than any screen shows at once; beyond it the oldest goes. */
const remembered = 64;

/** Wraps a connection: prepares each statement once and remembers answers per state of the database. `openViews` gives the readers of other views. */
export function createReader(
  connection: ReadConnection,
  folder: string,
  me: string | null = null,
  openViews: (view: View) => Reader = noViews,
  others: OtherReaders | null = null,
  sync: () => SyncSnapshot | null = () => null,
): Reader {
  const statements = new Map<string, ReadStatement>();
  const statement = (sql: string): ReadStatement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size >= prepared) statements.delete(statements.keys().next().value ?? '');
    const made = connection.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const answers = new Map<string, unknown>();
  let answersVersion = -1;
  let depth = 0;

  const rows = <Row>(sql: string, parameters: Readonly<Record<string, Bindable>> = {}): Row[] =>
    // SQLite's columns are untyped here; tests parse every query's answer with its schema.
    statement(sql).all(parameters) as Row[];

  const reader: Reader = {
    folder,
    me,
    others,
    sync,
    rows,
    in: (view) => (view === null ? reader : openViews(view)),
    snapshot(read) {
      if (depth > 0) return read();
      statement('BEGIN').run();
      depth++;
      try {
        return read();
      } finally {
        depth--;
        statement('COMMIT').run();
      }
    },
    remember<Value>(key: string, compute: () => Value): Value {
      const version = rows<{ data_version: number }>('PRAGMA data_version')[0]?.data_version ?? 0;
      if (version !== answersVersion) {
        answers.clear();
        answersVersion = version;
      }
      // Only values of the same key are stored under it, and a key names the function that computes it.
      if (answers.has(key)) return answers.get(key) as Value;
      const value = compute();
      if (answers.size >= remembered) answers.delete(answers.keys().next().value ?? '');
      answers.set(key, value);
      return value;
    },
  };
  return reader;
}

function noViews(view: View): never {
  throw new Error(`Expected the view ${view} to be open.`);
}
