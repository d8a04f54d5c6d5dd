import type { Collection, RecordOf } from './record.ts';

/** A record that a step touched. */
export interface TouchedRecord {
  /** It was created just now. */
  readonly isNew: boolean;
  /** Its content when nothing but its creation touched it; otherwise it is read from the document. */
  readonly record: RecordOf[Collection] | null;
}

/** What `deletedAt` says of a record that a moment did not know yet: it is not there, and was not deleted either. */
export const unborn = 'unborn';

/** Records that a step touched in one document, by collection. */
export type Touched = Map<Collection, Map<string, TouchedRecord>>;

/** Notes that a record was created with this content, or changed. */
export function touch(touched: Touched, collection: Collection, id: string, created: RecordOf[Collection] | null): void {
  let ids = touched.get(collection);
  if (ids === undefined) touched.set(collection, (ids = new Map()));
  const before = ids.get(id);
  ids.set(id, { isNew: created !== null || before?.isNew === true, record: before === undefined ? created : null });
}
