import { bucketName } from './place.ts';
import type { MadeChange, PlanDocument } from './plan-document.ts';
import type { Collection, RecordOf } from './record.ts';
import type { DocumentEdit } from './step.ts';
import { touch, type Touched } from './touched-record.ts';

/** A document with the changes that a step made in it. */
export interface DocumentWork {
  readonly edit: Pick<DocumentEdit, 'id' | 'kind' | 'roadmapId'>;
  readonly document: PlanDocument;
  /** It is not in the store yet. */
  readonly isNew: boolean;
  readonly made: { readonly change: MadeChange; readonly message: string }[];
  readonly touched: Touched;
  /** Issues whose bodies were changed; a new body is taken when its issue is projected. */
  readonly texts: Set<string>;
}

/** Beyond this many records a new document is filled bucket by bucket. */
const many = 200;

/** The records of a new document by collection and bucket; `null` when they are few or are not all new. */
function byBucket(
  edit: DocumentEdit,
): Map<string, { collection: Collection; bucket: string; records: Map<string, RecordOf[Collection]> }> | null {
  if (edit.kind !== 'roadmap' || edit.records.length < many) return null;
  const buckets = new Map<string, { collection: Collection; bucket: string; records: Map<string, RecordOf[Collection]> }>();
  for (const { collection, id, created, fields } of edit.records) {
    if (!created) return null;
    const bucket = bucketName(collection, id);
    const place = `${collection} ${bucket}`;
    const found = buckets.get(place) ?? { collection, bucket, records: new Map<string, RecordOf[Collection]>() };
    // A record that is created has all its fields.
    found.records.set(id, fields as RecordOf[Collection]);
    buckets.set(place, found);
  }
  return buckets;
}

/** The edits of one document piece by piece, each noting what it touches. */
export function* documentEdits(edit: DocumentEdit, { document, isNew, touched, texts }: DocumentWork): Generator<() => void> {
  // Nobody else can have begun to write in a roadmap that is not there yet, so its empty buckets may be replaced.
  const buckets = isNew ? byBucket(edit) : null;
  for (const { collection, bucket, records } of buckets?.values() ?? []) {
    yield () => {
      document.fill(collection, bucket, records);
      for (const [id, record] of records) touch(touched, collection, id, record);
    };
  }
  for (const { collection, id, created, fields } of buckets === null ? edit.records : []) {
    yield () => {
      // A step types each record by its collection when it takes it.
      if (created) document.create(collection, id, fields as never);
      else document.set(collection, id, fields);
      // As above.
      touch(touched, collection, id, created ? (fields as RecordOf[Collection]) : null);
    };
  }
  for (const { issueId, created, text } of edit.texts) {
    yield () => {
      if (created) document.createText(issueId, text);
      else {
        document.setText(issueId, text);
        texts.add(issueId);
      }
    };
  }
}
