// Live results shared by every component that asks the same question: one subscription on the engine, however many
// places show it. A result outlives its last reader for a moment, so that going back to a view shows it at once.
import type { Result } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { QueryInput, QueryName, QueryResult } from '#shared/contract/query.ts';

/** What is known of a live query: nothing yet, a result, or why there is none. */
export interface LiveResult<Name extends QueryName> {
  readonly result: QueryResult<Name> | undefined;
  readonly problem: Problem | null;
}

interface Entry {
  state: LiveResult<QueryName>;
  readonly listeners: Set<() => void>;
  readonly end: () => void;
  idle: ReturnType<typeof setTimeout> | null;
}

/** How long a result is kept live without a reader, in milliseconds. */
const keepIdle = 4_000;

const nothingYet: LiveResult<QueryName> = { result: undefined, problem: null };

/** Live queries of one connection, told apart by name and arguments. */
export class LiveQueries {
  readonly #connection: Connection;
  readonly #entries = new Map<string, Entry>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Names the question; two equal questions share one subscription. */
  key(name: QueryName, args: QueryInput<QueryName>): string {
    return `${name} ${JSON.stringify(args)}`;
  }

  /** What is known now; the same object until something changes. */
  read<Name extends QueryName>(name: Name, args: QueryInput<Name>): LiveResult<Name> {
    const entry = this.#entries.get(this.key(name, args));
    return entry?.state ?? nothingYet;
  }

  /** Keeps the query live until the returned function is called; `listener` hears of each change. */
  watch<Name extends QueryName>(name: Name, args: QueryInput<Name>, listener: () => void): () => void {
    const key = this.key(name, args);
    const entry = this.#entries.get(key) ?? this.#open(key, name, args);
    if (entry.idle !== null) clearTimeout(entry.idle);
    entry.idle = null;
    entry.listeners.add(listener);
    return () => {
      entry.listeners.delete(listener);
      if (entry.listeners.size > 0 || this.#entries.get(key) !== entry) return;
      entry.idle = setTimeout(() => {
        this.#entries.delete(key);
        entry.end();
      }, keepIdle);
    };
  }

  /** Ends every subscription. */
  close(): void {
    for (const entry of this.#entries.values()) {
      if (entry.idle !== null) clearTimeout(entry.idle);
      entry.end();
    }
    this.#entries.clear();
  }

  #open<Name extends QueryName>(key: string, name: Name, args: QueryInput<Name>): Entry {
    let end: (() => void) | null = null;
    const entry: Entry = { state: nothingYet, listeners: new Set(), end: () => end?.(), idle: null };
    this.#entries.set(key, entry);
    end = this.#connection.subscribe(name, args, (answer: Result<QueryResult<Name>, Problem>) => {
      // A problem keeps the last result on screen: what was true a moment ago, with the reason why it is not newer.
      entry.state = answer.ok ? { result: answer.value, problem: null } : { result: entry.state.result, problem: answer.error };
      for (const listener of entry.listeners) listener();
    });
    return entry;
  }
}
