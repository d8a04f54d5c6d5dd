// What lies before a change: which changes are in the history of some heads. Answered from the changes themselves, so that
// those are known too that are in no document.
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import type { LoggedChange } from '#electron/engine/store/change-log.ts';
import { must } from '#shared/base/must.ts';
import { type ChangeFact, changeFact } from './change-fact.ts';

/** Changes that are not in the log yet, by their hashes. */
export type Coming = ReadonlyMap<string, ChangeFact>;

/** Gives a change of the log; `null` when it has none of that hash. */
type ChangeOf = (hash: string) => Pick<LoggedChange, 'documentId' | 'deviceId' | 'bytes'> | null;

/** Histories that are remembered; each names up to all changes of a document. */
const mostClosed = 50;

/** The changes of a log, each read once. */
export class ChangeHistory {
  readonly #changeOf: ChangeOf;
  readonly #facts = new Map<string, ChangeFact>();
  /** Whole histories, by document and heads: they never change. */
  readonly #closed = new Map<string, ReadonlySet<string>>();

  constructor(changeOf: ChangeOf) {
    this.#changeOf = changeOf;
  }

  /** Forgets what was read: memory is wanted, or the log was replaced, or did not take what was to be appended. */
  forget(): void {
    this.#facts.clear();
    this.#closed.clear();
  }

  /** What a change of the log says of itself; `null` when it is not there. */
  fact(hash: string): ChangeFact | null {
    const known = this.#facts.get(hash);
    if (known !== undefined) return known;
    const change = this.#changeOf(hash);
    const head = change === null ? null : readChangeHead(change.bytes);
    if (change === null || head === null) return null;
    const fact = changeFact(change.documentId, change.deviceId, head);
    this.#facts.set(hash, fact);
    return fact;
  }

  /** Whether a change of a document is in the history of `heads`; `null` while not all of it has come. */
  has(documentId: string, hash: string, heads: readonly string[], coming: Coming): boolean | null {
    const key = [documentId, ...heads].join(' ');
    const closed = this.#closed.get(key);
    if (closed !== undefined) return closed.has(hash);
    const found = new Set(heads);
    let whole = true;
    // What is added is visited too.
    for (const one of found) {
      const fact = this.fact(one) ?? coming.get(one);
      if (fact === undefined || fact.documentId !== documentId) whole = false;
      else for (const earlier of fact.deps) found.add(earlier);
    }
    if (whole) {
      if (this.#closed.size >= mostClosed) this.#closed.clear();
      this.#closed.set(key, found);
    }
    return found.has(hash) || (whole ? false : null);
  }

  /**
   * Whether a change is numbered as one that was made honestly: its first operation follows upon the last of all before it, and its
   * actor's change before it is in its history. What is numbered otherwise makes Automerge panic, or save what it cannot load. What
   * the change builds on must be here.
   */
  isNumbered({ documentId, actor, sequence, deps, firstOperation, lastOperation }: ChangeFact, coming: Coming): boolean {
    const before = deps.flatMap((hash) => coming.get(hash) ?? this.fact(hash) ?? []);
    if (before.length !== deps.length || before.some((one) => one.documentId !== documentId)) return false;
    const last = before.reduce((most, one) => Math.max(most, one.lastOperation), 0);
    if (firstOperation !== last + 1 || lastOperation > mostOperation) return false;
    if (sequence === 1) return true;
    // The change before it is what it builds on, or not far from it.
    const seen = new Set(before);
    for (const one of seen) {
      if (one.actor !== actor) for (const hash of one.deps) seen.add(this.#known(hash, coming));
      else if (one.sequence === sequence - 1) return true;
      else if (one.sequence >= sequence) return false;
    }
    return false;
  }

  /** A change that others that are here build on. */
  #known(hash: string, coming: Coming): ChangeFact {
    return must(coming.get(hash) ?? this.fact(hash), `the change ${hash}`);
  }
}

/** Automerge counts operations in 32 bits. */
const mostOperation = 2 ** 31;
