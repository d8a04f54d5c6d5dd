// Subscriptions: runs a query again after a commit that may have changed its answer, and tells those who listen only
// when it did.
import { isDeepStrictEqual } from 'node:util';
import { type Result, failure, success } from '#shared/base/result.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { QueryName, QueryResult } from '#shared/contract/query.ts';
import { keepRows } from '#shared/contract/row-change.ts';
import type { PreparedQuery } from './query/answer-query.ts';
import type { Reader } from './query/reader.ts';

/** An answer as listeners get it. */
export type LiveAnswer = Result<QueryResult<QueryName>, Problem>;
type Listener = (answer: LiveAnswer) => void;

interface Live {
  readonly query: PreparedQuery;
  /** Listener → whether it was told anything yet. */
  readonly listeners: Map<{ readonly tell: Listener }, boolean>;
  answer: LiveAnswer | null;
  stale: boolean;
}

/**
 * All subscriptions of one engine. Equal questions share one answer.
 *
 * Invariants: (1) an answer that is not stale equals the query asked anew; (2) a listener is told once at first and then
 * only of answers that differ from what it was told; (3) at most one query runs between two turns of the event loop, so
 * however many subscriptions a commit touches, other work waits for one of them only.
 */
export class LiveQueries {
  readonly #reader: Reader;
  readonly #lives = new Map<string, Live>();
  #scheduled = false;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Adds a listener; it is told the first time after this call returned. @returns a function that removes it. */
  subscribe(query: PreparedQuery, tell: Listener): () => void {
    const live = this.#lives.get(query.key) ?? { query, listeners: new Map(), answer: null, stale: true };
    this.#lives.set(query.key, live);
    const listener = { tell };
    live.listeners.set(listener, false);
    this.#schedule();
    return () => {
      live.listeners.delete(listener);
      if (live.listeners.size === 0 && this.#lives.get(query.key) === live) this.#lives.delete(query.key);
    };
  }

  /** Asks once; a subscription's answer is used when it is not stale. */
  ask(query: PreparedQuery): LiveAnswer {
    const live = this.#lives.get(query.key);
    if (live?.answer?.ok === true && !live.stale) return live.answer;
    return answerOf(query, this.#reader);
  }

  /** Marks what reads one of `tables` as stale. */
  touch(tables: readonly string[]): void {
    for (const live of this.#lives.values()) {
      if (tables.some((table) => live.query.tables.has(table))) live.stale = true;
    }
    this.#schedule();
  }

  /** Ends all subscriptions. */
  clear(): void {
    this.#lives.clear();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#turn();
    });
  }

  /** One turn: tells those who wait for a known answer, then runs one stale query. */
  #turn(): void {
    let ran = false;
    for (const live of this.#lives.values()) {
      if (live.stale && ran) {
        this.#schedule();
        continue;
      }
      if (live.stale) {
        ran = true;
        this.#run(live);
      }
      for (const [listener, told] of live.listeners) {
        if (!told) this.#tell(live, listener);
      }
    }
  }

  #run(live: Live): void {
    const previous = live.answer;
    live.stale = false;
    live.answer = kept(previous, answerOf(live.query, this.#reader));
    // To the end of the line: a query that every commit touches must not starve the others.
    this.#lives.delete(live.query.key);
    this.#lives.set(live.query.key, live);
    if (live.answer === previous) return;
    for (const listener of live.listeners.keys()) live.listeners.set(listener, false);
  }

  #tell(live: Live, listener: { readonly tell: Listener }): void {
    if (live.answer === null || !live.listeners.has(listener)) return;
    live.listeners.set(listener, true);
    const { answer } = live;
    try {
      listener.tell(answer);
    } catch (error) {
      // A listener's fault is its owner's: the others are still told, and the fault is not swallowed.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

function kept(previous: LiveAnswer | null, next: LiveAnswer): LiveAnswer {
  if (previous === null) return next;
  if (previous.ok && next.ok) {
    const value = keepRows(previous.value, next.value);
    return value === previous.value ? previous : success(value);
  }
  return isDeepStrictEqual(previous, next) ? previous : next;
}

function answerOf(query: PreparedQuery, reader: Reader): LiveAnswer {
  try {
    return success(query.answer(reader));
  } catch (error) {
    return failure(problem('internal', `The query could not be answered: ${error instanceof Error ? error.message : String(error)}.`));
  }
}
