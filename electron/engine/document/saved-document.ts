// A document that is only read, out of its saved bytes. What rows are made of when all of them are made.
import { membersIn } from './kept-value.ts';
import type { StoredDocument, Version } from './plan-document.ts';
import { bucketName, bucketNames, textBucketNames } from './place.ts';
import { type Collection, layoutOf, type RecordOf } from './record.ts';
import { compositeIn, fieldOf, recordOf } from './record-shape.ts';
import { readSnapshot, type SavedMap, type SavedValue, type Snapshot } from './snapshot-reader.ts';

const isMap = (value: SavedValue | undefined): value is SavedMap => typeof value === 'object' && value?.kind === 'map';

function at(map: SavedMap | null, key: string): SavedValue | undefined {
  for (const [found, value] of map?.entries() ?? []) if (found === key) return value;
  return undefined;
}

/** A document as it was when it was saved. */
export class SavedDocument implements StoredDocument {
  readonly #snapshot: Snapshot;
  readonly #records = new Map<Collection, Map<string, SavedMap>>();
  #texts: Map<string, SavedValue> | null = null;

  private constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** `null` when the bytes are damaged or hold what no document of ours holds: then Automerge has the say. */
  static from(bytes: Uint8Array): SavedDocument | null {
    const snapshot = readSnapshot(bytes);
    return snapshot === null ? null : new SavedDocument(snapshot);
  }

  *#in(container: string, buckets: readonly string[]): IterableIterator<[id: string, value: SavedValue]> {
    const found = at(this.#snapshot.top, container);
    if (!isMap(found)) return;
    const known = new Map(found.entries());
    for (const name of buckets) {
      const bucket = known.get(name);
      if (isMap(bucket)) yield* bucket.entries();
    }
  }

  #of(collection: Collection): Map<string, SavedMap> {
    let records = this.#records.get(collection);
    if (records === undefined) {
      records = new Map();
      for (const [id, value] of this.#in(collection, bucketNames(layoutOf(collection).buckets)))
        if (isMap(value) && id !== '__proto__') records.set(id, value);
      this.#records.set(collection, records);
    }
    return records;
  }

  /** Hashes of the newest changes, sorted. */
  heads(): string[] {
    return [...this.#snapshot.heads];
  }

  /** As {@link PlanDocument.read}. */
  read<Name extends Collection>(collection: Name, id: string): RecordOf[Name] | null {
    const record = this.#of(collection).get(id);
    return record === undefined ? null : decode(collection, record);
  }

  /** As {@link PlanDocument.records}. */
  *records<Name extends Collection>(collection: Name): IterableIterator<[id: string, record: RecordOf[Name]]> {
    for (const [id, record] of this.#of(collection)) yield [id, decode(collection, record)];
  }

  /** As {@link PlanDocument.versions}. */
  versions(collection: Collection, id: string, field: string): Version[] {
    const composite = layoutOf(collection).composites.includes(field);
    const versions = this.#of(collection).get(id)?.versions(field) ?? [];
    return versions.map(({ value, operation }) => ({
      value: fieldOf(collection, field, composite && typeof value === 'string' ? compositeIn(value) : value),
      operation,
    }));
  }

  /** As {@link PlanDocument.objectId}. */
  objectId(collection: Collection, id: string): string | null {
    const buckets = at(this.#snapshot.top, collection);
    const bucket = isMap(buckets) ? at(buckets, bucketName(collection, id)) : undefined;
    return isMap(bucket) ? (bucket.versions(id).at(-1)?.operation ?? null) : null;
  }

  /** As {@link PlanDocument.conflicted}. */
  *conflicted(collection: Collection): IterableIterator<string> {
    for (const [id, record] of this.#of(collection)) if (record.isConflicted) yield id;
  }

  /** As {@link PlanDocument.deleted}. */
  *deleted(collection: Collection): IterableIterator<string> {
    for (const [id, record] of this.#of(collection)) if (typeof at(record, 'deletedAt') === 'string') yield id;
  }

  /** As {@link PlanDocument.isAlive}. */
  isAlive(collection: Collection, id: string): boolean {
    const record = this.#of(collection).get(id);
    return record !== undefined && typeof at(record, 'deletedAt') !== 'string';
  }

  #textsById(): Map<string, SavedValue> {
    return (this.#texts ??= new Map(this.#in('body', textBucketNames)));
  }

  /** As {@link PlanDocument.textIds}. */
  textIds(): string[] {
    return [...this.#textsById().keys()];
  }

  /** As {@link PlanDocument.readText}. */
  readText(issueId: string): string | null {
    const text = this.#textsById().get(issueId);
    return typeof text === 'object' && text?.kind === 'text' ? text.text : null;
  }
}

function decode<Name extends Collection>(collection: Name, saved: SavedMap): RecordOf[Name] {
  const { sets, composites } = layoutOf(collection);
  const plain = (field: string, value: SavedValue): unknown => {
    if (sets.includes(field)) return isMap(value) ? membersIn(Array.from(value.entries(), ([name]) => name)) : undefined;
    return typeof value === 'string' && composites.includes(field) ? compositeIn(value) : value;
  };
  return recordOf(
    collection,
    Array.from(saved.entries(), ([field, value]) => [field, plain(field, value)]),
  );
}
