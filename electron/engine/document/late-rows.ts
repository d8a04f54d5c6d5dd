// Rows that follow what is on disk already: of imports, and of large roadmaps that others sent.
import { type BacklogParts, RowBacklog, type UnprojectedRoadmap } from './row-backlog.ts';
import type { ReadableDocument } from './plan-document.ts';
import type { BodyOf, DocumentOf } from './projection.ts';
import { bodiesOf } from './whole-plan.ts';

/** What these rows are made with. */
interface LateRowParts extends Omit<BacklogParts, 'bodyOf' | 'documentOf'> {
  /** Gives a document for reading a little of it; `null` when it is not there. */
  look(id: string): ReadableDocument | null;
}

/** The rows that are still to be made, if any. */
export class LateRows {
  readonly #parts: LateRowParts;
  #backlog: RowBacklog | null = null;

  constructor(parts: LateRowParts) {
    this.#parts = parts;
  }

  /** Whether rows are still to be made. */
  get any(): boolean {
    return this.#backlog !== null;
  }

  /** Whether those of this roadmap are. */
  has(roadmapId: string | null): boolean {
    return this.#backlog?.has(roadmapId) === true;
  }

  /** Whether what `begin` gave is not done yet. */
  isAt(backlog: RowBacklog): boolean {
    return this.#backlog === backlog;
  }

  /** Leaves the rows of an import for later; no others must be left. */
  begin(documentOf: DocumentOf, roadmaps: readonly UnprojectedRoadmap[]): RowBacklog {
    this.#backlog = this.#new(bodiesOf(documentOf), documentOf, roadmaps);
    return this.#backlog;
  }

  /** Leaves the rows of roadmaps for later that came from others. */
  arrived(roadmaps: readonly UnprojectedRoadmap[]): void {
    if (roadmaps.length === 0) return;
    if (this.#backlog !== null) return this.#backlog.add(roadmaps);
    // Bodies may come while rows are made; those that are here do not change before all rows are there.
    const looked = new Map<string, ReadableDocument>();
    const documentOf = (id: string): ReadableDocument | null => {
      const document = looked.get(id) ?? this.#parts.look(id);
      if (document !== null) looked.set(id, document);
      return document;
    };
    this.#backlog = this.#new(bodiesOf(documentOf), documentOf, roadmaps);
  }

  #new(bodyOf: BodyOf, documentOf: DocumentOf, roadmaps: readonly UnprojectedRoadmap[]): RowBacklog {
    return new RowBacklog({ ...this.#parts, bodyOf, documentOf }, roadmaps);
  }

  /** Makes rows for a moment. */
  piece(): void {
    const backlog = this.#backlog;
    if (backlog === null) return;
    // Left for the next start when the disk refuses.
    this.#backlog = null;
    backlog.piece();
    if (!backlog.isDone) this.#backlog = backlog;
  }

  /** Makes all of them. */
  catchUp(): void {
    while (this.#backlog !== null) this.piece();
  }
}
