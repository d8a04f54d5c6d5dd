// Snapshots of new documents that are still to be made: they only make the next load faster, so nobody waits for them.
import type { DocumentCache } from './document-cache.ts';
import type { NewDocument } from './new-document.ts';
import { PieceClock } from './piece-clock.ts';

/** New documents, kept in memory until they are stored in the form that loads fastest. Their changes are on disk already. */
export class SnapshotBacklog {
  readonly #cache: DocumentCache;
  readonly #documents = new Map<string, NewDocument>();

  constructor(cache: DocumentCache) {
    this.#cache = cache;
  }

  /** Nothing is left to make. */
  get isEmpty(): boolean {
    return this.#documents.size === 0;
  }

  /** A document that is still in memory; `null` when it is not. */
  get(id: string): NewDocument | null {
    return this.#documents.get(id) ?? null;
  }

  /** Leaves a document for later. */
  add(id: string, document: NewDocument): void {
    this.#documents.set(id, document);
  }

  /** Forgets a document that holds what does not count any more; its snapshot, perhaps begun, is not kept. */
  drop(id: string): void {
    this.#documents.delete(id);
  }

  /** Makes the snapshots, with a pause after every `pieceTime` ms. What is not made when it ends early stays for another run. */
  *make(pieceTime: number): Generator<void, void, void> {
    const clock = new PieceClock(pieceTime);
    for (const [id, document] of this.#documents) {
      const [head = ''] = document.heads();
      const writing = document.snapshot();
      let step = writing.next();
      for (; step.done !== true; step = writing.next()) if (clock.isOver) yield;
      // It may have been dropped in a pause.
      if (this.#documents.get(id) === document) this.#cache.keepSnapshot(id, step.value, head);
      this.#documents.delete(id);
      if (clock.isOver) yield;
    }
  }
}
