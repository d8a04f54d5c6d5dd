// A new document of a roadmap or of bodies, written as changes without ever being in memory: what an import makes is
// seldom edited at once, and is loaded like any other document when it is.
import { ChangeWriter, type ObjectId } from './change-writer.ts';
import { type InitialShape, initialShape } from './initial-shape.ts';
import { member } from './kept-value.ts';
import { bucketPath, textBucketPath } from './place.ts';
import { type ChangeMark, initialChanges, type MadeChange, type ReadableDocument } from './plan-document.ts';
import { type Collection, type Layout, layoutOf, type RecordOf } from './record.ts';
import { type SnapshotChange, type SnapshotEntry, SnapshotWriter } from './snapshot-writer.ts';
import type { Scalar } from './value-column.ts';

/** Kinds of documents that are born large. */
export type NewKind = 'roadmap' | 'text';

const shapes = new Map<NewKind, InitialShape>();

/** The shape of new documents of `kind`, made once. */
export function shapeOf(kind: NewKind): InitialShape {
  const shape = shapes.get(kind) ?? initialShape(kind);
  shapes.set(kind, shape);
  return shape;
}

/** Beyond this many operations a change ends and the next one begins, so that none takes long to frame. */
const mostOperations = 100_000;

/** Records between two pauses of a snapshot: a few milliseconds' worth. */
const pause = 250;

/** A record or a text (no collection) of a new document, with the number of the operation that made it. */
type MadeRecord = { readonly id: string; readonly counter: number } & (
  | { readonly collection: Collection; readonly record: RecordOf[Collection] }
  | { readonly collection: null; readonly text: string }
);

/** Writes the changes of one new document, and answers what is asked of it meanwhile from what it was given. */
export class NewDocument implements ReadableDocument {
  /** The changes that begin it; they come before those that `commit` gives. */
  readonly initial: readonly MadeChange[];
  readonly #actor: string;
  readonly #shape: InitialShape;
  #head: string;
  #lastOperation: number;
  #sequence = 0;
  #writer: ChangeWriter;
  readonly #records = new Map<Collection, Map<string, RecordOf[Collection]>>();
  readonly #texts = new Map<string, string>();
  /** Records and texts (no collection) as they were made, each with the number of the operation that made it. */
  readonly #order: { readonly collection: Collection | null; readonly id: string; readonly counter: number }[] = [];
  readonly #changes: SnapshotChange[];
  readonly #id: string;

  constructor(actor: string, kind: NewKind, id: string) {
    this.#actor = actor;
    this.#shape = shapeOf(kind);
    this.initial = initialChanges(kind, id);
    this.#head = this.initial.at(-1)?.hash ?? '';
    this.#lastOperation = this.#shape.lastOperations.at(-1) ?? 0;
    this.#id = id;
    this.#changes = this.#shape.lastOperations.map((lastOperation, index) => ({
      initial: true,
      lastOperation,
      sequence: index + 1,
      time: 0,
      message: null,
    }));
    this.#writer = this.#begin();
  }

  #begin(): ChangeWriter {
    this.#sequence += 1;
    return new ChangeWriter({
      actor: this.#actor,
      initialActor: this.#shape.actor,
      sequence: this.#sequence,
      firstOperation: this.#lastOperation + 1,
      after: this.#head,
    });
  }

  #container(path: string): ObjectId {
    const counter = this.#shape.containers.get(path);
    if (counter === undefined) throw new Error(`Expected every new document to have the container ${path}.`);
    return { counter, initial: true };
  }

  #keep(collection: Collection, id: string, record: RecordOf[Collection]): void {
    const known = this.#records.get(collection) ?? new Map<string, RecordOf[Collection]>();
    this.#records.set(collection, known.set(id, record));
  }

  /** Creates a record with all its containers. */
  create<Name extends Collection>(collection: Name, id: string, record: RecordOf[Name]): void {
    const { sets, composites } = layoutOf(collection);
    this.#keep(collection, id, record);
    const path = bucketPath(collection, id);
    const object = this.#writer.putMap(this.#container(path), id);
    this.#order.push({ collection, id, counter: object.counter });
    for (const [field, value] of Object.entries(record)) {
      if (sets.includes(field)) {
        const set = this.#writer.putMap(object, field);
        // Sets are typed as lists of names in record.ts.
        for (const name of value as readonly string[]) this.#writer.putValue(set, member(name), true);
      } else if (value !== null && composites.includes(field)) this.#writer.putValue(object, field, JSON.stringify(value));
      // What is neither set nor composite is a plain value.
      else this.#writer.putValue(object, field, value as Scalar);
    }
  }

  /** Makes the text of an issue. */
  createText(issueId: string, text: string): void {
    this.#texts.set(issueId, text);
    const path = textBucketPath(issueId);
    this.#order.push({ collection: null, id: issueId, counter: this.#writer.putText(this.#container(path), issueId, text) });
  }

  /** Takes what was made elsewhere, as it would be written here; nothing is to be written into such a document, only read and saved. */
  take(made: MadeRecord): void {
    this.#order.push({ collection: made.collection, id: made.id, counter: made.counter });
    if (made.collection === null) this.#texts.set(made.id, made.text);
    else this.#keep(made.collection, made.id, made.record);
  }

  /** All of a change that was made elsewhere was taken. */
  reached(hash: string, mark: SnapshotChange): void {
    this.#head = hash;
    this.#changes.push(mark);
  }

  /** The change that is being made is long enough. */
  get isFull(): boolean {
    return this.#writer.operations >= mostOperations;
  }

  /** Ends the change that was being made; `null` when nothing was. */
  commit(mark: ChangeMark): MadeChange | null {
    if (this.#writer.operations === 0) return null;
    const made = this.#writer.finish(mark);
    this.#lastOperation += this.#writer.operations;
    this.#changes.push({ initial: false, lastOperation: this.#lastOperation, sequence: this.#sequence, ...mark });
    this.#head = made.hash;
    this.#writer = this.#begin();
    return made;
  }

  /**
   * The document as Automerge saves it, which loads in half the time of its changes and a third of the memory; with pauses,
   * as it takes a while. Call it when everything has been committed.
   */
  *snapshot(): Generator<void, Uint8Array, void> {
    const writer = new SnapshotWriter();
    yield* this.#snapshotContainers(writer);
    for (const [index, { collection, id, counter }] of this.#order.entries()) {
      const object = { counter, initial: false };
      const record = collection === null ? undefined : this.#records.get(collection)?.get(id);
      if (collection === null || record === undefined) writer.putCharacters(object, this.#texts.get(id) ?? '');
      else this.#snapshotRecord(writer, object, record, layoutOf(collection));
      if (index % pause === pause - 1) yield;
    }
    return yield* writer.finish({ actors: [this.#shape.actor, this.#actor], head: this.#head, changes: this.#changes });
  }

  /** What the initial changes made, and the records in their buckets: the top first, then containers as they were made. */
  *#snapshotContainers(writer: SnapshotWriter): Generator<void, void, void> {
    const { containers, top } = this.#shape;
    const entries = new Map<string, SnapshotEntry[]>([['', []]]);
    for (const [key, { counter, value }] of top) {
      entries.get('')?.push({ key, id: { counter, initial: true }, makes: null, value: key === 'id' ? this.#id : value });
    }
    const byCounter = [...containers].toSorted(([, one], [, other]) => one - other);
    for (const [path, counter] of byCounter) {
      const at = path.lastIndexOf('/');
      entries.get(path.slice(0, at))?.push({ key: path.slice(at + 1), id: { counter, initial: true }, makes: 'map', value: null });
      entries.set(path, []);
    }
    yield;
    for (const [index, { collection, id, counter }] of this.#order.entries()) {
      if (index % pause === pause - 1) yield;
      const path = collection === null ? textBucketPath(id) : bucketPath(collection, id);
      entries.get(path)?.push({ key: id, id: { counter, initial: false }, makes: collection === null ? 'text' : 'map', value: null });
    }
    writer.putEntries(null, entries.get('') ?? []);
    for (const [path, counter] of byCounter) {
      const inside = entries.get(path) ?? [];
      writer.putEntries({ counter, initial: true }, inside);
      if (inside.length >= pause) yield;
    }
  }

  #snapshotRecord(writer: SnapshotWriter, object: ObjectId, record: RecordOf[Collection], { sets, composites }: Layout): void {
    let counter = object.counter;
    const next = (): ObjectId => ({ counter: (counter += 1), initial: false });
    const entries: SnapshotEntry[] = [];
    const members: [ObjectId, SnapshotEntry[]][] = [];
    // In the order in which `create` put them.
    for (const [key, value] of Object.entries(record)) {
      const id = next();
      if (sets.includes(key)) {
        entries.push({ key, id, makes: 'map', value: null });
        // Sets are typed as lists of names in record.ts.
        members.push([id, (value as readonly string[]).map((name) => ({ key: member(name), id: next(), makes: null, value: true }))]);
      } else {
        const plain = value !== null && composites.includes(key) ? JSON.stringify(value) : (value as Scalar); // as in `create`
        entries.push({ key, id, makes: null, value: plain });
      }
    }
    writer.putEntries(object, entries);
    for (const [set, names] of members) writer.putEntries(set, names);
  }

  /** Hashes of the newest changes. */
  heads(): string[] {
    return [this.#head];
  }

  /** As {@link PlanDocument.read}. */
  read<Name extends Collection>(collection: Name, id: string): RecordOf[Name] | null {
    // Records are kept under the collection that they are of.
    return (this.#records.get(collection)?.get(id) as RecordOf[Name] | undefined) ?? null;
  }

  /** As {@link PlanDocument.records}. */
  *records<Name extends Collection>(collection: Name): IterableIterator<[id: string, record: RecordOf[Name]]> {
    // As above.
    for (const [id, record] of this.#records.get(collection) ?? []) yield [id, record as RecordOf[Name]];
  }

  /** As {@link PlanDocument.isAlive}. */
  isAlive(collection: Collection, id: string): boolean {
    return this.#records.get(collection)?.get(id)?.deletedAt === null;
  }

  /** As {@link PlanDocument.textIds}. */
  textIds(): string[] {
    return [...this.#texts.keys()];
  }

  /** As {@link PlanDocument.readText}. */
  readText(issueId: string): string | null {
    return this.#texts.get(issueId) ?? null;
  }
}
