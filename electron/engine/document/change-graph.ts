// Who knew of what: for every change of a document, the operations that its author had when making it.
import type { ChangeSpan } from './change-span.ts';
import { operationParts } from './change-span.ts';

/** The changes of one document with what each builds on. */
export class ChangeGraph {
  readonly #actors = new Map<string, number>();
  /** By hash: of each actor, the number of the last operation that is in the change or in what it builds on. */
  readonly #known = new Map<string, Int32Array>();

  /** `spans` may stand in any order; what builds on a change that is not among them is left out, as Automerge does. */
  constructor(spans: readonly ChangeSpan[]) {
    for (const { actor } of spans) if (!this.#actors.has(actor)) this.#actors.set(actor, this.#actors.size);
    const dependents = new Map<string, ChangeSpan[]>();
    const waiting = new Map<string, number>();
    const ready: ChangeSpan[] = [];
    for (const span of spans) {
      waiting.set(span.hash, span.deps.length);
      if (span.deps.length === 0) ready.push(span);
      for (const dep of span.deps) {
        const after = dependents.get(dep);
        if (after === undefined) dependents.set(dep, [span]);
        else after.push(span);
      }
    }
    // Each after those that it builds on; the list grows while it is walked.
    for (const span of ready) {
      this.#known.set(span.hash, this.#clock(span));
      for (const next of dependents.get(span.hash) ?? []) {
        const left = (waiting.get(next.hash) ?? 0) - 1;
        waiting.set(next.hash, left);
        if (left === 0) ready.push(next);
      }
    }
  }

  #clock({ actor, deps, last }: ChangeSpan): Int32Array {
    const [one, ...others] = deps;
    const clock = Int32Array.from((one === undefined ? undefined : this.#known.get(one)) ?? new Int32Array(this.#actors.size));
    for (const other of others) {
      for (const [index, known] of (this.#known.get(other) ?? new Int32Array()).entries()) {
        clock[index] = Math.max(clock[index] ?? 0, known);
      }
    }
    const own = this.#actors.get(actor) ?? 0;
    clock[own] = Math.max(clock[own] ?? 0, last);
    return clock;
  }

  /** Whether whoever made `change` knew of `operation`, or made it in the same change. */
  knew(change: ChangeSpan, operation: string): boolean {
    const { actor, counter } = operationParts(operation);
    const index = this.#actors.get(actor);
    return index !== undefined && (this.#known.get(change.hash)?.[index] ?? 0) >= counter;
  }
}

/** Finds documents whose changes were not each made upon the one before it: only in these can people have written beside each other. */
export class BranchFinder {
  readonly #last = new Map<string, string>();
  /** Ids of the documents found. */
  readonly found = new Set<string>();

  /** Call for every change, in the order of the log. */
  add(documentId: string, { hash, deps }: Pick<ChangeSpan, 'hash' | 'deps'>): void {
    const last = this.#last.get(documentId);
    if (last === undefined ? deps.length > 0 : deps.length !== 1 || deps[0] !== last) this.found.add(documentId);
    this.#last.set(documentId, hash);
  }
}
