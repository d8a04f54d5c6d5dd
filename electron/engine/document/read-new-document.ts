// Reads changes that an import made somewhere else, without Automerge: a document of 10,000 issues takes that two seconds and this a
// fifth of one. The changes are the truth and whoever made them may lie, so this takes only what new-document.ts itself could have
// written: every record whole, where it belongs, put once and by one author. For anything else it answers `null`.
import { isUtf8 } from 'node:buffer';
import { openChunk, type OpenedChunk } from '#electron/engine/store/change-chunk.ts';
import type { DocumentChange } from './document-change.ts';
import { action } from './change-writer.ts';
import { type ColumnContent, rowsAsWritten, shortNumber } from './column-form.ts';
import { ByteReader, DeltaReader, NameReader, RunReader, TruthReader } from './column-reader.ts';
import { finish } from './finish.ts';
import { member } from './kept-value.ts';
import { NewDocument, type NewKind, shapeOf } from './new-document.ts';
import { bucketPath, textBucketPath } from './place.ts';
import type { InitialShape } from './initial-shape.ts';
import { initialActor, initialChanges, type MadeChange } from './plan-document.ts';
import { isRoadmapCollection, isWellFormed } from './record-shape.ts';
import { type Collection, layoutOf, type RecordOf } from './record.ts';
import type { SnapshotChange } from './snapshot-writer.ts';
import { firstOfRoadmap } from './roadmap-part.ts';
import { touch, type Touched } from './touched-record.ts';
import { type Scalar, valueType } from './value-column.ts';

/** A document that was read, and its records as an import names them. */
export interface BornDocument {
  readonly document: NewDocument;
  readonly touched: Touched;
}

/** What tells that changes are not those of an import. */
class OtherShape extends Error {}

function expect(holds: boolean): asserts holds {
  if (!holds) throw new OtherShape();
}

/** Bytes of one change, inflated: an import ends a change at 100,000 operations. */
const mostBytes = 64 * 1024 * 1024;
/** Operations between two pauses: some milliseconds' worth. */
const pause = 10_000;
/** Operations of one change: those, and the longest text. */
const mostOperations = 5_000_000;

/** What the columns hold that have a value, or none, for each operation. */
const contents: Readonly<Partial<Record<keyof typeof column, ColumnContent>>> = {
  objectActor: 'numbers',
  objectCounter: 'numbers',
  keyActor: 'numbers',
  keyCounter: 'differences',
  keyText: 'texts',
  insert: 'truths',
  action: 'numbers',
  mark: 'numbers',
  replaced: 'numbers',
};
/** Those that are left out when they hold nothing. */
const optional: ReadonlySet<string> = new Set(['keyActor', 'keyCounter']);

/** The columns that an import writes, by number; the last one says that nothing was replaced. */
const column = {
  objectActor: 1,
  objectCounter: 2,
  keyActor: 17,
  keyCounter: 19,
  keyText: 21,
  insert: 52,
  action: 66,
  mark: 86,
  bytes: 87,
  replaced: 112,
} as const;
const known: ReadonlySet<number> = new Set(Object.values(column));

const unsigned = (bytes: ByteReader): number => bytes.unsigned();
const lengthOf = (mark: number): number => Math.floor(mark / 16);

/** Bytes that the character takes which begins with this one. */
const characterLength = (byte: number): number => (byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4);

function textOf(bytes: Buffer, start = 0, end = bytes.length): string {
  const text = bytes.toString('utf8', start, end);
  // What is no UTF-8 is read as this; seldom does somebody write it.
  expect(!text.includes('\ufffd') || isUtf8(bytes.subarray(start, end)));
  return text;
}

/** Whether a name holds what is no UTF-8, or looks like it. */
const isOdd = (name: string): boolean => name.includes('\ufffd');

/** The number of bytes in which ByteWriter spells a whole number. */
function signedLength(value: number): number {
  let length = 1;
  for (let most = 64; value >= most || value < -most; most *= 128) length += 1;
  return length;
}

/** A record or a text that is being read. */
interface Open {
  readonly collection: Collection | null;
  readonly id: string;
  readonly counter: number;
  readonly fields: Record<string, unknown>;
  /** Sets by the operations that made them. */
  readonly sets: Map<number, string[]>;
  /** The set that was made last, when nothing but its members came since. */
  lastSet: number | null;
  text: string;
}

/** What stands before the operations of a change. */
interface Opened {
  readonly actor: string;
  readonly firstOperation: number;
  readonly mark: SnapshotChange;
  readonly columns: ReadonlyMap<number, Buffer>;
}

class Reading {
  readonly #kind: NewKind;
  readonly #id: string;
  readonly #shape: InitialShape;
  /** Operation that made a container → its path. */
  readonly #paths: ReadonlyMap<number, string>;
  readonly #names = new NameReader();
  readonly #known = new Set<string>();
  readonly #touched: Touched = new Map();
  #document: NewDocument | null = null;
  /** Changes that were read. */
  #read = 0;
  #actor = '';
  #head: string;
  #lastOperation: number;
  #open: Open | null = null;

  constructor(kind: NewKind, id: string, head: string) {
    this.#kind = kind;
    this.#id = id;
    this.#head = head;
    this.#shape = shapeOf(kind);
    this.#paths = new Map([...this.#shape.containers].map(([path, counter]) => [counter, path]));
    this.#lastOperation = this.#shape.lastOperations.at(-1) ?? 0;
  }

  /** Reads one change more, with pauses. */
  *take({ content, hash }: OpenedChunk): Generator<void, void, void> {
    const { actor, firstOperation, mark, columns } = this.#opened(content);
    yield;
    expect(this.#actor === '' || this.#actor === actor);
    this.#actor = actor;
    const document = (this.#document ??= new NewDocument(actor, this.#kind, this.#id));
    yield* this.#operations(document, firstOperation, columns);
    this.#lastOperation = mark.lastOperation;
    this.#head = hash;
    this.#read += 1;
    document.reached(hash, mark);
  }

  #opened(change: Uint8Array): Opened {
    const reader = new ByteReader(Buffer.from(change.buffer, change.byteOffset, change.byteLength));
    const number = (): number => {
      const value = shortNumber(reader);
      expect(value !== null);
      return value;
    };
    expect(number() === 1 && reader.take(32).toString('hex') === this.#head);
    const actor = reader.take(number()).toString('hex');
    // Actors stand in their order in a snapshot.
    expect(actor.length === initialActor.length && actor > initialActor);
    const sequence = number();
    const firstOperation = number();
    const timeAt = reader.at;
    const time = reader.signed();
    expect(Number.isSafeInteger(time) && reader.at - timeAt === signedLength(time));
    const message = textOf(reader.take(number()));
    expect(sequence === this.#read + 1 && firstOperation === this.#lastOperation + 1);
    // What is new is put into containers, which somebody else made.
    expect(number() === 1 && reader.take(number()).toString('hex') === initialActor);
    const count = number();
    expect(count <= known.size);
    const sizes = Array.from({ length: count }, () => [number(), number()] as const);
    const columns = new Map(sizes.map(([specification, size]) => [specification, reader.take(size)]));
    expect(reader.isDone && columns.size === count);
    for (const [at, [specification, size]] of sizes.entries()) {
      expect(known.has(specification) && size > 0 && specification > (sizes[at - 1]?.[0] ?? 0));
    }
    const operations = rowsAsWritten(columns.get(column.action) ?? Buffer.alloc(0), 'numbers') ?? 0;
    expect(operations > 0 && operations <= mostOperations);
    for (const [name, content] of Object.entries(contents)) {
      const bytes = columns.get(column[name as keyof typeof column]); // the keys of a constant object
      expect(bytes === undefined ? optional.has(name) : rowsAsWritten(bytes, content) === operations);
    }
    const mark: SnapshotChange = { initial: false, sequence, lastOperation: firstOperation + operations - 1, time, message };
    return { actor, firstOperation, mark, columns };
  }

  *#operations(document: NewDocument, firstOperation: number, columns: ReadonlyMap<number, Buffer>): Generator<void, void, void> {
    const bytesOf = (name: keyof typeof column): Buffer | null => columns.get(column[name]) ?? null;
    const numbers = (name: keyof typeof column): RunReader<number> => new RunReader(bytesOf(name), unsigned);
    const objectActor = numbers('objectActor');
    const objectCounter = numbers('objectCounter');
    const keyActor = numbers('keyActor');
    const keyCounter = new DeltaReader(bytesOf('keyCounter'));
    const keyText = new RunReader(bytesOf('keyText'), (bytes) => this.#names.read(bytes));
    const insert = new TruthReader(bytesOf('insert'));
    const kinds = new RunReader(bytesOf('action') ?? Buffer.alloc(0), unsigned);
    const marks = numbers('mark');
    const values = bytesOf('bytes') ?? Buffer.alloc(0);
    let at = 0;
    let operation = firstOperation;
    let paused = firstOperation;
    while (!kinds.isDone) {
      if (operation - paused >= pause) {
        paused = operation;
        yield;
      }
      if (insert.peek() > 0 && insert.value) {
        // Letters: each in the text that was made last, behind the one before it.
        const rows = Math.min(insert.peek(), objectActor.peek(), objectCounter.peek(), kinds.peek(), marks.peek());
        const text = this.#open;
        expect(text?.collection === null && objectActor.value === 0 && objectCounter.value === text.counter);
        expect(kinds.value === action.set && (marks.value ?? 0) % 16 === valueType.text);
        const size = lengthOf(marks.value ?? 0);
        const end = at + size * rows;
        expect(size > 0 && end <= values.length);
        for (let letter = at, place = operation; letter < end; letter += size, place += 1) {
          expect(characterLength(values[letter] ?? 0) === size && keyText.next() === null);
          const first = place === text.counter + 1;
          expect(keyActor.next() === (first ? null : 0) && keyCounter.next() === (first ? 0 : place - 1));
        }
        text.text += textOf(values, at, end);
        at = end;
        operation += rows;
        for (const reader of [objectActor, objectCounter, insert, kinds, marks]) reader.skip(rows);
        continue;
      }
      insert.next();
      const key = keyText.next();
      const actor = objectActor.next();
      const object = objectCounter.next();
      expect(key !== null && actor !== null && object !== null && keyActor.next() === null && keyCounter.next() === null);
      const mark = marks.next() ?? -1;
      const end = at + lengthOf(mark);
      expect(mark >= 0 && end <= values.length);
      const kind = kinds.next();
      if (actor === 1) this.#begin(document, object, key, kind, operation, mark);
      else if (kind === action.makeMap) this.#set(object, key, operation, mark);
      else {
        expect(actor === 0 && kind === action.set);
        this.#field(object, key, scalarOf(values, at, mark));
      }
      at = end;
      operation += 1;
    }
    this.#close(document);
    const rows = operation - firstOperation;
    const replaced = numbers('replaced');
    expect(at === values.length && replaced.peek() === rows && replaced.value === 0);
  }

  /** A record or a text in a container. */
  #begin(document: NewDocument, container: number, id: string, kind: number | null, counter: number, mark: number): void {
    this.#close(document);
    expect(mark === valueType.null);
    const path = this.#paths.get(container) ?? '';
    const collection = path.split('/')[1] ?? '';
    if (this.#kind === 'text') expect(kind === action.makeText && path === textBucketPath(id));
    else expect(kind === action.makeMap && isRoadmapCollection(collection) && path === bucketPath(collection, id));
    const name = `${collection} ${id}`;
    expect(!this.#known.has(name) && !isOdd(id));
    this.#known.add(name);
    this.#open = {
      collection: this.#kind === 'text' ? null : (collection as Collection), // as was looked up
      id,
      counter,
      fields: {},
      sets: new Map(),
      lastSet: null,
      text: '',
    };
  }

  #set(object: number, field: string, counter: number, mark: number): void {
    const open = this.#open;
    expect(open !== null && open.collection !== null && object === open.counter && mark === valueType.null);
    expect(layoutOf(open.collection).sets.includes(field) && !Object.hasOwn(open.fields, field));
    const names: string[] = [];
    open.fields[field] = names;
    open.sets.set(counter, names);
    open.lastSet = counter;
  }

  #field(object: number, key: string, value: Scalar): void {
    const open = this.#open;
    expect(open !== null && open.collection !== null);
    const set = open.sets.get(object);
    if (set !== undefined) {
      const name = key.slice(1);
      // Members come right behind their set, which is how they are numbered when they are written again.
      expect(
        value === true &&
          key === member(name) &&
          !isOdd(name) &&
          open.lastSet === object &&
          !set.includes(name) &&
          set.length < mostMembers,
      );
      set.push(name);
      return;
    }
    open.lastSet = null;
    const { sets, composites } = layoutOf(open.collection);
    expect(object === open.counter && !sets.includes(key) && key !== '__proto__' && !Object.hasOwn(open.fields, key));
    open.fields[key] = value === null || !composites.includes(key) ? value : compositeOf(value);
  }

  /** Nothing more is said about the record or text. */
  #close(document: NewDocument): void {
    const open = this.#open;
    this.#open = null;
    if (open === null) return;
    const { collection, id, counter, fields, text } = open;
    if (collection === null) {
      document.take({ collection, id, counter, text });
      return;
    }
    expect(isRoadmapCollection(collection) && isWellFormed(collection, fields));
    // As was checked.
    const record = fields as unknown as RecordOf[Collection];
    document.take({ collection, id, counter, record });
    touch(this.#touched, collection, id, { created: record });
  }

  /** All that was read, which grows as more is. */
  get born(): BornDocument | null {
    return this.#document === null ? null : { document: this.#document, touched: this.#touched };
  }
}

/** Members of one set: looking each up in a list must take no time. */
const mostMembers = 1000;

function compositeOf(value: Scalar): unknown {
  expect(typeof value === 'string');
  const read: unknown = JSON.parse(value);
  // Written again it must be the same bytes.
  expect(read !== null && JSON.stringify(read) === value);
  return read;
}

function scalarOf(values: Buffer, start: number, mark: number): Scalar {
  switch (mark) {
    case valueType.null:
      return null;
    case valueType.false:
      return false;
    case valueType.true:
      return true;
  }
  const length = lengthOf(mark);
  if (mark % 16 === valueType.text) return textOf(values, start, start + length);
  if (mark % 16 === valueType.integer && length > 0 && length <= 8) {
    const reader = new ByteReader(values, start);
    const value = reader.signed();
    expect(reader.at === start + length && Number.isSafeInteger(value) && signedLength(value) === length);
    return value;
  }
  expect(mark % 16 === valueType.double && length === 8);
  const value = values.readDoubleLE(start);
  expect(Number.isFinite(value) && !Number.isSafeInteger(value));
  return value;
}

/** The beginning of a roadmap: what people see first of it, and how many changes made that. */
export interface Beginning {
  readonly changes: number;
  readonly touched: Touched;
}

/** How many issues belong to the beginning: what a screen shows, and given rows in a moment. */
const firstIssues = 120;

/** Reads a document whose changes come one after another, in their order. */
export class NewDocumentReader {
  readonly #initial: readonly MadeChange[];
  readonly #reading: Reading;
  /** Changes that were begun to be read. */
  #taken = 0;
  #isOther = false;
  #beginning: Beginning | null = null;

  constructor(kind: NewKind, id: string) {
    this.#initial = initialChanges(kind, id);
    this.#reading = new Reading(kind, id, this.#initial.at(-1)?.hash ?? '');
  }

  /** Takes the next change, with a pause after every few milliseconds of work. */
  *take(change: OpenedChunk): Generator<void, void, void> {
    if (this.#isOther) return;
    const expected = this.#initial[this.#taken];
    this.#taken += 1;
    if (expected !== undefined) {
      this.#isOther = expected.hash !== change.hash;
      return;
    }
    try {
      yield* this.#reading.take(change);
      const touched = this.#reading.born?.touched;
      if (touched?.has('issue') === true) this.#beginning ??= { changes: this.#taken, touched: firstOfRoadmap(touched, firstIssues) };
    } catch (error) {
      // A range: there are fewer bytes than are announced. Syntax: what should be JSON is none.
      if (!(error instanceof OtherShape || error instanceof RangeError || error instanceof SyntaxError)) throw error;
      this.#isOther = true;
    }
  }

  /** The changes that were taken are not those of an import. */
  get isOther(): boolean {
    return this.#isOther;
  }

  /** What the first changes made that brought issues; `null` before these were read. */
  get beginning(): Beginning | null {
    return this.#beginning;
  }

  /**
   * The document that all changes so far made; `null` when it was not made by an import, or changed since. It grows with every further
   * change, and is worth nothing once one of them is none of an import.
   */
  get born(): BornDocument | null {
    return this.#isOther ? null : this.#reading.born;
  }
}

/** As {@link NewDocumentReader}, for changes that are all there. */
export function readNewDocument(kind: NewKind, id: string, changes: readonly DocumentChange[]): BornDocument | null {
  const reader = new NewDocumentReader(kind, id);
  for (const { bytes, hash } of changes) {
    const opened = openChunk(bytes, mostBytes);
    if (opened?.hash !== hash) return null;
    finish(reader.take(opened));
  }
  return reader.born;
}
