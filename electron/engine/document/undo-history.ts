// What one person can take back and carry out again on this device. Steps are kept in the transaction that carries them
// out, so that what is on disk can be taken back and what can be taken back is on disk.
import type { WriteConnection } from '#electron/engine/store/connection.ts';
import { createPlanFileTable, type PlanFileTable } from '#electron/engine/store/plan-file-table.ts';
import { createUndoLog, type UndoLog, type UndoRow, type UndoSide } from '#electron/engine/store/undo-log.ts';
import type { DocumentWork } from './document-work.ts';
import { Ownership } from './ownership.ts';
import { PlanDocument, type ReadableDocument } from './plan-document.ts';
import type { Step } from './step.ts';
import { StepCapture } from './step-capture.ts';
import { decodeStep, type DocumentChange, encodeStep, type PlanFileChange, type StepContent } from './step-content.ts';

export type { UndoSide } from '#electron/engine/store/undo-log.ts';

/** Steps that nobody would take back: a new scenario is discarded. */
const without: ReadonlySet<string> = new Set(['create-workspace', 'create-scenario']);

/** A step that can be taken back, or carried out again. */
export interface KeptStep extends Omit<UndoRow, 'content'> {
  readonly content: StepContent;
}

/** What is known of a step when it is kept. */
interface StepFacts {
  readonly label: string;
  /** ISO instant. */
  readonly at: string;
  /** Sequence number of its last change. */
  readonly seq: number;
}

type Work = Omit<DocumentWork, 'document'> & { readonly document: PlanDocument | ReadableDocument };

function documentChange({ edit, isNew, made, capture }: Work): DocumentChange | null {
  if (made.length === 0) return null;
  const place = { documentId: edit.id, kind: edit.kind, roadmapId: edit.roadmapId };
  // A new roadmap goes as a whole; its bodies, in documents of their own, are reached through it only.
  if (isNew && edit.kind === 'roadmap') return { ...place, created: [['roadmap', edit.id]], fields: [], texts: [] };
  const change = capture?.finish();
  if (change === undefined || change.created.length + change.fields.length + change.texts.length === 0) return null;
  return { ...place, ...change };
}

/** The steps of one person. */
export class UndoHistory {
  readonly ownership: Ownership;
  readonly #log: UndoLog;
  readonly #author: string;
  #actor: string;
  readonly #planFiles: PlanFileTable;

  constructor(connection: WriteConnection, author: string, actor: string) {
    this.#log = createUndoLog(connection);
    this.#author = author;
    this.#actor = actor;
    this.#planFiles = createPlanFileTable(connection);
    this.#log.setAuthor(author);
    this.ownership = new Ownership(this.#log, author, actor);
  }

  /** Notes that this person makes changes as somebody else from here on. */
  changeActor(actor: string): void {
    this.#actor = actor;
    this.ownership.add(actor);
  }

  /** Forgets the steps that a change of this number or a later one ended: what they did is not as it was. */
  dropFrom(seq: number): void {
    this.#log.dropFrom(seq);
  }

  /** The step that `side` would turn next; `null` when there is none. */
  next(side: UndoSide): KeptStep | null {
    const row = this.#log.next(this.#author, side);
    return row === null ? null : { ...row, content: decodeStep(row.content) };
  }

  /** What is kept of a plan file: the hash of its text, and the roadmap that was read from it; `null` twice when nothing is. */
  planFile(path: string): { readonly hash: string | null; readonly roadmapId: string | null } {
    const state = this.#planFiles.state(path);
    return state === null ? { hash: null, roadmapId: null } : { hash: state.sha256, roadmapId: state.roadmapId };
  }

  /** Notes what a step is about to change in a document. */
  capture(documentId: string, document: PlanDocument): StepCapture {
    return new StepCapture(documentId, document, this.ownership);
  }

  /** Keeps a step that was carried out; call it in its transaction. `false`: there was nothing to keep. */
  keep(step: Step, works: readonly Work[], files: readonly PlanFileChange[], { label, at, seq }: StepFacts): boolean {
    if (without.has(step.command)) return false;
    this.#giveBack(step, works);
    const documents = works.flatMap((work) => documentChange(work) ?? []);
    const nothing = documents.length === 0 && files.length === 0;
    if (nothing && step.turns === null) return false;
    this.#log.addActor(this.#actor, this.#author);
    const content = nothing ? null : encodeStep({ documents, files });
    if (step.turns === null) {
      if (content !== null) this.#log.keep({ author: this.#author, command: step.command, label, at, seq, content });
    } else if (content === null) this.#log.forget(step.turns.id);
    else this.#log.turn(step.turns.id, step.turns.side, content);
    return true;
  }

  #giveBack({ returned }: Step, works: readonly Work[]): void {
    const documents = new Map(works.map(({ edit, document }) => [edit.id, document]));
    for (const { documentId, collection, id, field, member } of returned) {
      const document = documents.get(documentId);
      // What is written without being in memory is new, so nothing in it is put back.
      if (!(document instanceof PlanDocument)) continue;
      const operations =
        member === null ? document.present(collection, id, field).operations : document.memberOperations(collection, id, field, member);
      for (const operation of operations) {
        this.#log.addReturned(documentId, operation);
        this.ownership.giveBack(documentId, operation);
      }
    }
  }
}
