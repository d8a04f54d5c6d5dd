import type { Collection, RecordOf } from './record.ts';

/** A record that a step touched. */
export interface TouchedRecord {
  /** It was created just now. */
  readonly isNew: boolean;
  /** Its content when nothing but its creation touched it; otherwise it is read from the document. */
  readonly record: RecordOf[Collection] | null;
  /** The fields that were set in it, when that is all that touched it. */
  readonly set: Partial<RecordOf[Collection]> | null;
}

/** What `deletedAt` says of a record that a moment did not know yet: it is not there, and was not deleted either. */
export const unborn = 'unborn';

/** Records that a step touched in one document, by collection. */
export type Touched = Map<Collection, Map<string, TouchedRecord>>;

/** What happened to a record, as far as it is known. */
type Touch = { readonly created: RecordOf[Collection] } | { readonly set: Partial<RecordOf[Collection]> } | 'changed';

/** Notes that a record was created with this content, had these fields set, or was changed in any way. */
export function touch(touched: Touched, collection: Collection, id: string, how: Touch): void {
  let ids = touched.get(collection);
  if (ids === undefined) touched.set(collection, (ids = new Map()));
  const before = ids.get(id);
  const created = how !== 'changed' && 'created' in how ? how.created : null;
  const set = how !== 'changed' && 'set' in how ? how.set : null;
  const both = before === undefined ? set : set === null || before.set === null ? null : { ...before.set, ...set };
  ids.set(id, { isNew: created !== null || before?.isNew === true, record: before === undefined ? created : null, set: both });
}
