// Subscriptions: runs a query again after a commit that may have changed its answer, and tells those who listen only
// when it did.
import { isDeepStrictEqual } from 'node:util';
import { type Result, failure, success } from '#shared/base/result.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { QueryName, QueryResult } from '#shared/contract/query.ts';
import { keepRows } from '#shared/contract/row-change.ts';
import type { PreparedQuery } from './query/answer-query.ts';
import { QueryRefusal } from './query/query-refusal.ts';
import type { Reader } from './query/reader.ts';
import { damageProblem } from './store/damage.ts';

/** An answer as listeners get it. */
export type LiveAnswer = Result<QueryResult<QueryName>, Problem>;
type Listener = (answer: LiveAnswer) => void;

interface Live {
  readonly query: PreparedQuery;
  /** Listener → whether it was told anything yet. */
  readonly listeners: Map<{ readonly tell: Listener }, boolean>;
  answer: LiveAnswer | null;
  stale: boolean;
  /** When it may run again, in milliseconds of the process: a dear answer rests, so that a burst of commits runs it a few times only. */
  rested: number;
}

/** How often other workspaces are looked at, in milliseconds. */
const otherPace = 2000;

/** How long a dear answer rests, as a multiple of what it cost, and from how many milliseconds on it counts as dear. */
const rest = { times: 3, from: 30 } as const;

/**
 * All subscriptions of one engine. Equal questions share one answer.
 *
 * Invariants: (1) an answer that is not stale equals the query asked anew; (2) a listener is told once at first and then
 * only of answers that differ from what it was told; (3) at most one query runs between two turns of the event loop, so
 * however many subscriptions a commit touches, other work waits for one of them only.
 */
export class LiveQueries {
  #reader: Reader;
  #paused = false;
  readonly #lives = new Map<string, Live>();
  #scheduled = false;
  #timer: NodeJS.Timeout | undefined;
  /** Looks at other workspaces while a subscription reads them. */
  #watch: NodeJS.Timeout | undefined;

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  /** Adds a listener; it is told the first time after this call returned. @returns a function that removes it. */
  subscribe(query: PreparedQuery, tell: Listener): () => void {
    const live = this.#lives.get(query.key) ?? { query, listeners: new Map(), answer: null, stale: true, rested: 0 };
    this.#lives.set(query.key, live);
    const listener = { tell };
    live.listeners.set(listener, false);
    this.#schedule();
    this.#watchOthers();
    return () => {
      live.listeners.delete(listener);
      if (live.listeners.size === 0 && this.#lives.get(query.key) === live) this.#lives.delete(query.key);
      this.#watchOthers();
    };
  }

  /** Asks once; a subscription's answer is used when it is not stale. */
  ask(query: PreparedQuery): LiveAnswer {
    const live = this.#lives.get(query.key);
    if (live?.answer?.ok === true && !live.stale) return live.answer;
    const answer = answerOf(query, this.#reader);
    if (query.readsOthers) this.#watchOthers();
    return answer;
  }

  /** Nobody tells when another program writes another workspace, so it is looked at now and then; without a subscription it is let go. */
  #watchOthers(): void {
    const { others } = this.#reader;
    if (others === null) return;
    const wanted = [...this.#lives.values()].some((live) => live.query.readsOthers);
    if (!wanted) {
      clearInterval(this.#watch);
      this.#watch = undefined;
      others.release();
    } else {
      this.#watch ??= setInterval(() => {
        if (this.#paused || !others.changed()) return;
        for (const live of this.#lives.values()) if (live.query.readsOthers) live.stale = true;
        this.#schedule();
      }, otherPace).unref();
    }
  }

  /** Marks what reads one of `tables` as stale. */
  touch(tables: readonly string[]): void {
    for (const live of this.#lives.values()) {
      if (tables.some((table) => live.query.tables.has(table))) live.stale = true;
    }
    this.#schedule();
  }

  /** Asks nothing until `resume`: the files are being closed. */
  pause(): void {
    this.#paused = true;
  }

  /** Goes on with another reader, on which every answer is stale. */
  resume(reader: Reader): void {
    this.#reader = reader;
    this.#paused = false;
    for (const live of this.#lives.values()) live.stale = true;
    this.#schedule();
  }

  /** Ends all subscriptions. */
  clear(): void {
    clearTimeout(this.#timer);
    clearInterval(this.#watch);
    this.#lives.clear();
  }

  #schedule(): void {
    if (this.#scheduled || this.#paused) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#turn();
    });
  }

  /** One turn: runs one stale query, tells those who were not told, and sees to the next turn. */
  #turn(): void {
    if (this.#paused) return;
    const now = performance.now();
    const stale = [...this.#lives.values()].filter((live) => live.stale);
    const due = stale.find((live) => live.rested <= now);
    if (due !== undefined) this.#run(due);
    for (const live of this.#lives.values()) {
      if (!live.stale) for (const [listener, told] of live.listeners) if (!told) this.#tell(live, listener);
    }
    const waiting = stale.filter((live) => live !== due);
    if (waiting.length === 0) return;
    const pause = Math.min(...waiting.map((live) => live.rested)) - performance.now();
    if (pause <= 0) this.#schedule();
    else this.#wake(pause);
  }

  #wake(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#schedule(), milliseconds);
  }

  #run(live: Live): void {
    const previous = live.answer;
    const start = performance.now();
    live.stale = false;
    live.answer = kept(previous, answerOf(live.query, this.#reader));
    const end = performance.now();
    live.rested = end - start < rest.from ? 0 : end + rest.times * (end - start);
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
    if (error instanceof QueryRefusal) return failure(error.problem);
    const reason = error instanceof Error ? error.message : String(error);
    return failure(damageProblem(reader.folder, error) ?? problem('internal', `The query could not be answered: ${reason}.`));
  }
}
