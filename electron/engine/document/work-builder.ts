// Carries out what a step wants in documents, in memory: nothing is on disk before the store publishes it.
import { type Entry, writeChangeMessage } from './change-message.ts';
import type { DocumentCache } from './document-cache.ts';
import { documentEdits, type DocumentWork, isBornLarge, largeEdits } from './document-work.ts';
import { NewDocument } from './new-document.ts';
import { PieceClock } from './piece-clock.ts';
import { initialChanges, type PlanDocument } from './plan-document.ts';
import type { DocumentEdit, Step } from './step.ts';
import type { UndoHistory } from './undo-history.ts';

/** A document that is being changed or made. */
export type AnyWork = DocumentWork | DocumentWork<NewDocument>;

/** How much of a step's history goes with each of several changes; the last one takes the rest. */
const mostEntries = 1500;

/** What a {@link WorkBuilder} works with. */
interface WorkBuilderParts {
  readonly cache: DocumentCache;
  readonly history: UndoHistory;
  readonly author: string;
  /** The newest entries of the membership chain; none while there is no chain. */
  membership(): readonly string[];
  /** Milliseconds since 1970. */
  now(): number;
}

/** Makes and changes the documents of steps. */
export class WorkBuilder {
  readonly #parts: WorkBuilderParts;

  constructor(parts: WorkBuilderParts) {
    this.#parts = parts;
  }

  /** Writes a new document that nobody needs in memory yet. */
  *#write(
    edit: DocumentEdit & { readonly kind: 'roadmap' | 'text' },
    step: Step,
    pieceTime: number,
  ): Generator<'building', DocumentWork<NewDocument>, void> {
    const document = new NewDocument(this.#parts.cache.actor, edit.kind, edit.id);
    const made = document.initial.map((change) => ({ change, message: '' }));
    const work: DocumentWork<NewDocument> = { edit, document, isNew: true, made, touched: new Map(), texts: new Set(), capture: null };
    let told = 0;
    const clock = new PieceClock(pieceTime);
    // A change is ended, and a pause made, before the next edit and never after the last one: the rest of the history goes
    // with the last change, and a change that holds nothing is not made.
    for (const apply of largeEdits(edit, work)) {
      if (clock.isOver) yield 'building';
      if (document.isFull) {
        this.#finishChange(work, step, edit.entries.slice(told, told + mostEntries));
        told += mostEntries;
        if (clock.isOver) yield 'building';
      }
      apply();
    }
    this.#finishChange(work, step, edit.entries.slice(told));
    return work;
  }

  /** Makes a new document, in memory. */
  *build(edit: DocumentEdit, step: Step, pieceTime: number): Generator<'building', AnyWork, void> {
    if (isBornLarge(edit)) return yield* this.#write(edit, step, pieceTime);
    const initial = initialChanges(edit.kind, edit.id);
    const document = this.#parts.cache.make(initial.map(({ bytes }) => bytes));
    const work: DocumentWork = {
      edit,
      document,
      isNew: true,
      made: initial.map((change) => ({ change, message: '' })),
      touched: new Map(),
      texts: new Set(),
      capture: edit.kind === 'archive' ? this.#parts.history.capture(edit.id, document) : null,
    };
    let built = false;
    try {
      const clock = new PieceClock(pieceTime);
      // As above.
      for (const apply of documentEdits(edit, work)) {
        if (clock.isOver) {
          this.#finishChange(work, step, []);
          yield 'building';
        }
        apply();
      }
      this.#finishChange(work, step, edit.entries);
      built = true;
      return work;
    } finally {
      if (!built) document.free();
    }
  }

  /** Changes a document that is there, in memory. */
  change(edit: DocumentEdit, document: PlanDocument, step: Step): DocumentWork {
    const capture = this.#parts.history.capture(edit.id, document);
    const work: DocumentWork = { edit, document, isNew: false, made: [], touched: new Map(), texts: new Set(), capture };
    for (const apply of documentEdits(edit, work)) apply();
    this.#finishChange(work, step, edit.entries);
    return work;
  }

  #finishChange(work: AnyWork, step: Step, entries: readonly Entry[]): void {
    const now = (step.madeAt ??= this.#parts.now());
    const at = new Date(now).toISOString();
    const membership = this.#parts.membership();
    const message = writeChangeMessage({ command: step.command, author: this.#parts.author, at, entries, membership });
    const change = work.document.commit({ message, time: Math.floor(now / 1000) });
    if (change !== null) work.made.push({ change, message });
  }
}
