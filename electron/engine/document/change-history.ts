// What lies before a change: which changes are in the history of some heads. Answered from the changes themselves, so that
// those count too that no document holds.
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import type { LoggedChange } from '#electron/engine/store/change-log.ts';

/** Change → the changes that it builds on. */
export type Follows = ReadonlyMap<string, readonly string[]>;

/** What is asked of a log. */
export interface LogOfChanges {
  documentOf(hash: string): string | null;
  of(documentId: string, seq: number): readonly Pick<LoggedChange, 'seq' | 'hash' | 'bytes'>[];
}

/** What the log holds of one document. */
interface Read {
  /** Sequence number of the last change that was read. */
  seq: number;
  readonly follows: Map<string, readonly string[]>;
}

/** Histories that are remembered; each names up to all changes of a document. */
const mostClosed = 50;

/** The changes of the log, by document. Call it while nothing is half written. */
export class ChangeHistory {
  readonly #log: LogOfChanges;
  readonly #read = new Map<string, Read>();
  /** Whole histories, by document and heads: they never change. */
  readonly #closed = new Map<string, ReadonlySet<string>>();

  constructor(log: LogOfChanges) {
    this.#log = log;
  }

  /** Forgets what was read: memory is wanted, or the log was replaced. */
  forget(): void {
    this.#read.clear();
    this.#closed.clear();
  }

  /** What each change of a document builds on. */
  of(documentId: string): Follows {
    const read = this.#read.get(documentId) ?? { seq: 0, follows: new Map() };
    this.#read.set(documentId, read);
    for (const { seq, hash, bytes } of this.#log.of(documentId, read.seq)) {
      read.follows.set(hash, readChangeHead(bytes)?.deps ?? []);
      read.seq = seq;
    }
    return read.follows;
  }

  /**
   * Whether a change of a document is in the history of `heads`; `null` while not all of it has come. `coming` are changes that are
   * not in the log yet.
   */
  has(documentId: string, hash: string, heads: readonly string[], coming: Follows): boolean | null {
    const key = [documentId, ...heads].join(' ');
    const closed = this.#closed.get(key);
    if (closed !== undefined) return closed.has(hash);
    const follows = this.of(documentId);
    const found = new Set(heads);
    let whole = true;
    // What is added is visited too.
    for (const one of found) {
      const before = follows.get(one) ?? coming.get(one);
      if (before === undefined) whole = false;
      else for (const earlier of before) found.add(earlier);
    }
    if (whole) {
      if (this.#closed.size >= mostClosed) this.#closed.clear();
      this.#closed.set(key, found);
    }
    return found.has(hash) || (whole ? false : null);
  }
}
