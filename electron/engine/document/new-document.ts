// A new document of a roadmap or of bodies, written as changes without ever being in memory: what an import makes is
// seldom edited at once, and is loaded like any other document when it is.
import { ChangeWriter, type ObjectId, type Scalar } from './change-writer.ts';
import { bucketPath, textBucketPath } from './place.ts';
import {
  type ChangeMark,
  initialChanges,
  type InitialShape,
  initialShape,
  type MadeChange,
  member,
  type ReadableDocument,
} from './plan-document.ts';
import { type Collection, layoutOf, type RecordOf } from './record.ts';

/** Kinds of documents that are born large. */
type NewKind = 'roadmap' | 'text';

const shapes = new Map<NewKind, InitialShape>();

function shapeOf(kind: NewKind): InitialShape {
  const shape = shapes.get(kind) ?? initialShape(kind);
  shapes.set(kind, shape);
  return shape;
}

/** Beyond this many operations a change ends and the next one begins, so that none takes long to frame. */
const mostOperations = 100_000;

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

  constructor(actor: string, kind: NewKind, id: string) {
    this.#actor = actor;
    this.#shape = shapeOf(kind);
    this.initial = initialChanges(kind, id);
    this.#head = this.initial.at(-1)?.hash ?? '';
    this.#lastOperation = this.#shape.lastOperation;
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

  /** Creates a record with all its containers. */
  create<Name extends Collection>(collection: Name, id: string, record: RecordOf[Name]): void {
    const { sets, composites } = layoutOf(collection);
    const known = this.#records.get(collection) ?? new Map<string, RecordOf[Collection]>();
    this.#records.set(collection, known.set(id, record));
    const object = this.#writer.putMap(this.#container(bucketPath(collection, id)), id);
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
    this.#writer.putText(this.#container(textBucketPath(issueId)), issueId, text);
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
    this.#head = made.hash;
    this.#writer = this.#begin();
    return made;
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

  /** As {@link PlanDocument.readText}. */
  readText(issueId: string): string | null {
    return this.#texts.get(issueId) ?? null;
  }
}
