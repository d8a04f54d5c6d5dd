// Whole documents that are coming in, over all connections of a workspace: each comes over one of them at a time, and what a
// connection leaves behind another one goes on with.
import type { IncomingDocument } from './incoming-document.ts';

/** Bytes that are kept of documents whose connections have ended. */
const mostKept = 64 * 1024 * 1024;
/** After how long without a piece somebody else may be asked for the same document, in milliseconds. */
const patience = 10_000;

/** How long whoever sent part of a document may be away before it is no longer waited for, in milliseconds. */
const hope = 20_000;

/** Who gets which document, and what was left behind. */
export class IncomingShelf {
  readonly #left = new Map<string, IncomingDocument>();
  readonly #claims = new Map<string, { readonly by: object; readonly at: number }>();
  /** Documents of which a part is on disk → when the last one came, in milliseconds since 1970. */
  readonly #parts = new Map<string, number>();

  /** Part of a document is on disk, and the rest is coming; until all of it is there, nobody is told of it. */
  begins(id: string, now: number): void {
    this.#parts.set(id, now);
  }

  /** Whether only a part of a document is there. */
  isPart(id: string): boolean {
    return this.#parts.has(id);
  }

  /** All of a document is there. */
  isWhole(id: string): void {
    this.#parts.delete(id);
  }

  /** Whether the rest of some document is not coming any more; from then on such are like any others that lack something. */
  giveUp(now: number): boolean {
    const isComing = ([id, at]: [string, number]): boolean => this.#claims.has(id) || Math.abs(now - at) <= hope;
    if (this.#parts.size === 0 || [...this.#parts].some(isComing)) return false;
    for (const id of this.#parts.keys()) this.#left.delete(id);
    this.#parts.clear();
    return true;
  }

  /** Whether `by` may ask for a document at this time, or goes on getting it: nobody else is, or it has stopped coming there. */
  claim(id: string, by: object, now: number): boolean {
    const claim = this.#claims.get(id);
    if (claim !== undefined && claim.by !== by && Math.abs(now - claim.at) <= patience) return false;
    this.#claims.set(id, { by, at: now });
    return true;
  }

  /** Gives what was left behind of a document, once; `null` when there is nothing. */
  take(id: string): IncomingDocument | null {
    const document = this.#left.get(id) ?? null;
    this.#left.delete(id);
    return document;
  }

  /** Ends a claim; what has come so far is kept for others when there is any. */
  release(id: string, by: object, left: IncomingDocument | null): void {
    if (this.#claims.get(id)?.by === by) this.#claims.delete(id);
    if (left === null || left.length === 0 || left.length <= (this.#left.get(id)?.length ?? 0)) return;
    this.#left.delete(id);
    this.#left.set(id, left);
    let bytes = 0;
    for (const [kept, { length }] of [...this.#left].toReversed()) {
      bytes += length;
      if (bytes > mostKept) this.#left.delete(kept);
    }
  }
}
