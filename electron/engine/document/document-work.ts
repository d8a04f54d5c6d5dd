import type { NewDocument } from './new-document.ts';
import type { MadeChange, PlanDocument, ReadableDocument } from './plan-document.ts';
import type { StepCapture } from './step-capture.ts';
import type { Collection, RecordOf } from './record.ts';
import type { DocumentEdit } from './step.ts';
import { problem } from '#shared/contract/problem.ts';
import { TeamRefusal } from './team-refusal.ts';
import { touch, type Touched } from './touched-record.ts';

/** A document with the changes that a step made in it. */
export interface DocumentWork<Document extends ReadableDocument = PlanDocument> {
  readonly edit: Pick<DocumentEdit, 'id' | 'kind' | 'roadmapId'>;
  readonly document: Document;
  /** It is not in the store yet. */
  readonly isNew: boolean;
  readonly made: { readonly change: MadeChange; readonly message: string }[];
  readonly touched: Touched;
  /** Notes what the step changes, from what to what; `null` for a document whose content goes and comes as a whole. */
  readonly capture: StepCapture | null;
  /** Issues whose bodies were changed; a new body is taken when its issue is projected. */
  readonly texts: Set<string>;
}

const textOnItsWay =
  'The text of this issue has not come from the other devices yet, so nothing was written. Wait until sync has brought it, and try again.';

/** Beyond this many records and bodies a new document is written without being in memory. */
const many = 200;

/** Whether the edits of a new document only create, and so much that it is written without being in memory. */
export function isBornLarge(edit: DocumentEdit): edit is DocumentEdit & { readonly kind: 'roadmap' | 'text' } {
  if (edit.kind !== 'roadmap' && edit.kind !== 'text') return false;
  return edit.records.length + edit.texts.length > many && [...edit.records, ...edit.texts].every(({ created }) => created);
}

/** The edits of one document piece by piece, each noting what it touches. */
export function* documentEdits(edit: DocumentEdit, { document, touched, texts, capture }: DocumentWork): Generator<() => void> {
  for (const { collection, id, created, fields } of edit.records) {
    yield () => {
      if (created) capture?.create(collection, id);
      else capture?.set(collection, id, fields);
      // A step types each record by its collection when it takes it.
      if (created) document.create(collection, id, fields as never);
      else document.set(collection, id, fields);
      // As above.
      touch(touched, collection, id, created ? { created: fields as RecordOf[Collection] } : { set: fields });
    };
  }
  for (const { issueId, created, text } of edit.texts) {
    yield () => {
      if (created) {
        capture?.createText(issueId);
        document.createText(issueId, text);
      } else {
        // Made here, it would be another text than the one that is to come, and either would hide the other.
        if (document.readText(issueId) === null) throw new TeamRefusal(problem('unavailable', textOnItsWay, 'body'));
        capture?.setText(issueId, text);
        document.setText(issueId, text);
        texts.add(issueId);
      }
    };
  }
}

/** The edits of a document that is born large, piece by piece. */
export function* largeEdits(edit: DocumentEdit, { document, touched }: DocumentWork<NewDocument>): Generator<() => void> {
  for (const { collection, id, fields } of edit.records) {
    yield () => {
      // A step types each record by its collection when it takes it, and one that is created has all its fields.
      document.create(collection, id, fields as never);
      touch(touched, collection, id, { created: fields as RecordOf[Collection] }); // as above
    };
  }
  for (const { issueId, text } of edit.texts) yield () => document.createText(issueId, text);
}
