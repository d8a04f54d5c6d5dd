// Rows that follow what is on disk already: of imports, and of large roadmaps that others sent.
import { type BacklogParts, type LoggedMessage, RowBacklog, type UnprojectedRoadmap } from './row-backlog.ts';
import type { ReadableDocument } from './plan-document.ts';
import type { BodyOf, DocumentOf } from './projection.ts';
import { bodiesOf } from './whole-plan.ts';

/** What these rows are made with. */
interface LateRowParts extends Omit<BacklogParts, 'bodyOf' | 'documentOf'> {
  /** Gives a document for reading a little of it; `null` when it is not there. */
  look(id: string): ReadableDocument | null;
  /** Makes all rows of a roadmap out of what there is of it. */
  project(id: string): void;
}

/** A roadmap of which the first changes are on disk while the others are on their way. */
export interface BegunRoadmap {
  /** The changes that are here. */
  readonly changes: readonly LoggedMessage[];
  /** The issues that have rows. */
  readonly early: ReadonlySet<string>;
}

/** The rows that are still to be made, if any. */
export class LateRows {
  readonly #parts: LateRowParts;
  #backlog: RowBacklog | null = null;
  readonly #begun = new Map<string, BegunRoadmap>();

  constructor(parts: LateRowParts) {
    this.#parts = parts;
  }

  /** Roadmaps that are still coming. */
  get begun(): ReadonlyMap<string, BegunRoadmap> {
    return this.#begun;
  }

  /** Whether some rows are not there, whether they can be made now or not. */
  get isBehind(): boolean {
    return this.any || this.#begun.size > 0;
  }

  /** Whether rows are to be made of what is there. */
  get any(): boolean {
    return this.#backlog !== null;
  }

  /** Whether some rows of this roadmap are not there. */
  has(roadmapId: string | null): boolean {
    return this.#backlog?.has(roadmapId) === true || (roadmapId !== null && this.#begun.has(roadmapId));
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

  /** Leaves the rows of a roadmap for when the rest of it has come. */
  begins(id: string, roadmap: BegunRoadmap): void {
    this.#begun.set(id, roadmap);
  }

  /** All of a roadmap has come. */
  isWhole(id: string): void {
    this.#begun.delete(id);
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

  /** Makes all rows of what is there. Of a roadmap that is still coming, the rest will be taken in like any other changes. */
  catchUp(): void {
    this.workOff();
    if (this.#begun.size === 0) return;
    const ids = [...this.#begun.keys()];
    this.#begun.clear();
    for (const id of ids) this.#parts.project(id);
    this.#parts.onWritten();
  }

  /** As {@link LateRows.catchUp}, but for roadmaps that are still coming. */
  workOff(): void {
    while (this.#backlog !== null) this.piece();
  }
}
