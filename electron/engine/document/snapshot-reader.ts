// Reads what a document holds out of the bytes that Automerge saves it as, without loading it: no history, nobody who
// could change it. Loading 10,000 issues with their bodies and reading them through Automerge takes four seconds of a
// rebuild, this a tenth. What it does not know (counters, lists, marks) it does not guess: it gives `null`, and the document
// is loaded. https://automerge.org/automerge-binary-format-spec/#document-chunk
import { ByteReader, DeltaReader, NameReader, RunReader, TruthReader } from './column-reader.ts';
import { operationColumn, readSnapshotChunk, type SnapshotChunk, UnreadableSnapshot } from './snapshot-chunk.ts';
import type { Scalar } from './value-column.ts';

/** What stands under a key of a map. */
export type SavedValue = Scalar | SavedMap | SavedText;

/** A text. */
interface SavedText {
  readonly kind: 'text';
  readonly text: string;
}

/** A map whose keys are read when somebody asks. */
export interface SavedMap {
  readonly kind: 'map';
  /** Several devices wrote something under one of its keys without knowing of each other. */
  readonly isConflicted: boolean;
  entries(): IterableIterator<[key: string, value: SavedValue]>;
  /** Every value that stands under a key with the operation (`counter@actor`) that put it there; the last one counts. */
  versions(key: string): { readonly value: SavedValue; readonly operation: string }[];
}

/** A document as it was saved. */
export interface Snapshot {
  /** Hashes of the newest changes, sorted. */
  readonly heads: readonly string[];
  readonly top: SavedMap;
}

const action = { makeMap: 0, set: 1, makeText: 4 } as const;
/** Whole numbers of more bytes than this may be larger than what a double holds. */
const longestInteger = 7;
const valueType = { null: 0, false: 1, true: 2, integer: 4, double: 5, text: 6 } as const;
const valueTypes: ReadonlySet<number> = new Set(Object.values(valueType));

/** A text: where its letters stand among the values. */
class TextSpans implements SavedText {
  readonly kind = 'text';
  readonly #values: Buffer;
  readonly #spans: number[] = [];

  constructor(values: Buffer) {
    this.#values = values;
  }

  add(start: number, end: number): void {
    if (this.#spans.at(-1) === start) this.#spans[this.#spans.length - 1] = end;
    else this.#spans.push(start, end);
  }

  get text(): string {
    let text = '';
    for (let at = 0; at < this.#spans.length; at += 2) text += this.#values.toString('utf8', this.#spans[at], this.#spans[at + 1]);
    return text;
  }
}

/** The rows of one map, which follow upon each other: each key and what stands under it. */
class MapRows implements SavedMap {
  readonly kind = 'map';
  isConflicted = false;
  readonly #rows: Rows;
  #first = 0;
  #count = 0;

  constructor(rows: Rows) {
    this.#rows = rows;
  }

  add(row: number): void {
    if (this.#count === 0) this.#first = row;
    else if (this.#rows.key(row) === this.#rows.key(row - 1)) this.isConflicted = true;
    this.#count += 1;
  }

  versions(key: string): { value: SavedValue; operation: string }[] {
    const versions: { value: SavedValue; operation: string }[] = [];
    for (let row = this.#first; row < this.#first + this.#count; row += 1) {
      if (this.#rows.key(row) === key) versions.push({ value: this.#rows.value(row), operation: this.#rows.operation(row) });
    }
    return versions;
  }

  *entries(): IterableIterator<[key: string, value: SavedValue]> {
    const end = this.#first + this.#count;
    for (let row = this.#first; row < end; row += 1) {
      const key = this.#rows.key(row);
      // Of several values of a key, which stand in the order of their operations, the last one counts.
      if (row + 1 === end || this.#rows.key(row + 1) !== key) yield [key, this.#rows.value(row)];
    }
  }
}

/** What stands under the keys of all maps, in the order of the document. */
class Rows {
  readonly #values: Buffer;
  readonly #keys: string[] = [];
  /** What kind of value it is and how long; for an object minus its place among the objects, from 1. */
  readonly #marks: number[] = [];
  readonly #starts: number[] = [];
  /** What named the operation of each: its number times the number of actors, and its actor. */
  readonly #ids: number[] = [];
  readonly #objects: (SavedMap | SavedText)[] = [];
  readonly #actors: readonly string[];

  constructor(values: Buffer, actors: readonly string[]) {
    this.#values = values;
    this.#actors = actors;
  }

  /** Appends a row and gives its number. */
  put(key: string, value: SavedMap | SavedText | null, mark: number, start: number, id: number): number {
    this.#marks.push(value === null ? mark : -this.#objects.push(value));
    this.#starts.push(start);
    this.#ids.push(id);
    return this.#keys.push(key) - 1;
  }

  operation(row: number): string {
    const id = this.#ids[row] ?? 0;
    const actor = id % this.#actors.length;
    return `${(id - actor) / this.#actors.length}@${this.#actors[actor] ?? ''}`;
  }

  key(row: number): string {
    return this.#keys[row] ?? '';
  }

  value(row: number): SavedValue {
    const mark = this.#marks[row] ?? 0;
    const object = mark < 0 ? this.#objects[-mark - 1] : undefined;
    return object ?? readValue(this.#values, mark, this.#starts[row] ?? 0);
  }
}

function readValue(values: Buffer, mark: number, start: number): Scalar {
  switch (mark % 16) {
    case valueType.null:
      return null;
    case valueType.false:
      return false;
    case valueType.true:
      return true;
    case valueType.integer:
      return new ByteReader(values, start).signed();
    case valueType.double:
      return values.readDoubleLE(start);
    case valueType.text:
      return values.toString('utf8', start, start + lengthOf(mark));
    default:
      throw new Error(`Expected a value of a known type, found ${mark % 16}.`);
  }
}

const lengthOf = (mark: number): number => Math.floor(mark / 16);
const isKnown = (mark: number): boolean =>
  valueTypes.has(mark % 16) && !(mark % 16 === valueType.integer && lengthOf(mark) > longestInteger);
const unsigned = (bytes: ByteReader): number => bytes.unsigned();

/** The operations of a document, which stand object by object, each behind the one that it is in. */
class Operations {
  readonly #actors: number;
  readonly #objectActor: RunReader<number>;
  readonly #objectCounter: RunReader<number>;
  readonly #keyText: RunReader<string>;
  readonly #idActor: RunReader<number>;
  readonly #idCounter: DeltaReader;
  readonly #insert: TruthReader;
  readonly #action: RunReader<number>;
  readonly #mark: RunReader<number>;
  readonly #successors: RunReader<number>;
  readonly #values: Buffer;
  /** All of them, for what leaves out rows. */
  readonly #columns: readonly { skip(rows: number): void }[];
  readonly #rows: Rows;
  readonly #objects = new Map<number, MapRows | TextSpans>();
  /** Where the value of the next row begins. */
  #at = 0;

  constructor({ actors, operations }: SnapshotChunk) {
    const bytesOf = (name: keyof typeof operationColumn): Buffer | null => operations.get(operationColumn[name]) ?? null;
    const numbers = (name: keyof typeof operationColumn): RunReader<number> => new RunReader(bytesOf(name), unsigned);
    const names = new NameReader();
    this.#actors = actors.length;
    this.#objectActor = numbers('objectActor');
    this.#objectCounter = numbers('objectCounter');
    this.#keyText = new RunReader(bytesOf('keyText'), (bytes) => names.read(bytes));
    this.#idActor = numbers('idActor');
    this.#idCounter = new DeltaReader(bytesOf('idCounter'));
    this.#insert = new TruthReader(bytesOf('insert'));
    this.#action = new RunReader(bytesOf('action') ?? Buffer.alloc(0), unsigned);
    this.#mark = numbers('mark');
    this.#successors = numbers('successors');
    this.#values = bytesOf('bytes') ?? Buffer.alloc(0);
    this.#rows = new Rows(this.#values, actors);
    const objects = [this.#objectActor, this.#objectCounter];
    const others = [this.#keyText, this.#idActor, this.#idCounter, this.#insert, this.#action, this.#mark, this.#successors];
    this.#columns = [...objects, ...others];
  }

  /** The top of the document, with all that is in it. */
  read(): SavedMap {
    const top = new MapRows(this.#rows);
    this.#objects.set(this.#id(null, null), top);
    while (!this.#action.isDone) {
      const together = Math.min(this.#objectActor.peek(), this.#objectCounter.peek());
      const object = this.#objects.get(this.#id(this.#objectCounter.value, this.#objectActor.value));
      if (object === undefined) throw new UnreadableSnapshot();
      if (object instanceof TextSpans) this.#letters(object, together);
      else {
        for (let entry = 0; entry < together; entry += 1) this.#entry(object);
        this.#objectActor.skip(together);
        this.#objectCounter.skip(together);
      }
    }
    return top;
  }

  /** One number for the two that name an operation; the top is named by none. */
  #id(counter: number | null, actor: number | null): number {
    return counter === null || actor === null ? -1 : counter * this.#actors + actor;
  }

  #entry(map: MapRows): void {
    const key = this.#keyText.next();
    const id = this.#id(this.#idCounter.next(), this.#idActor.next());
    const kind = this.#action.next();
    const mark = this.#mark.next() ?? 0;
    const isReplaced = (this.#successors.next() ?? 0) > 0;
    const start = this.#at;
    this.#at += lengthOf(mark);
    if (key === null || this.#insert.next()) throw new UnreadableSnapshot();
    let made: MapRows | TextSpans | null = null;
    if (kind === action.makeMap) made = new MapRows(this.#rows);
    else if (kind === action.makeText) made = new TextSpans(this.#values);
    else if (kind !== action.set || !isKnown(mark)) throw new UnreadableSnapshot();
    if (made !== null) this.#objects.set(id, made);
    if (!isReplaced) map.add(this.#rows.put(key, made, mark, start, id));
  }

  /** As many of the next `most` letters as are alike in everything but the letter. */
  #letters(text: TextSpans, most: number): void {
    const rows = Math.min(most, this.#insert.peek(), this.#action.peek(), this.#mark.peek(), this.#successors.peek());
    const mark = this.#mark.value ?? 0;
    // Letters are put in and taken out; nothing here replaces one by another.
    if (!this.#insert.value || this.#action.value !== action.set || mark % 16 !== valueType.text) throw new UnreadableSnapshot();
    const start = this.#at;
    this.#at += lengthOf(mark) * rows;
    if ((this.#successors.value ?? 0) === 0) text.add(start, this.#at);
    for (const column of this.#columns) column.skip(rows);
  }
}

/** What the bytes that Automerge saved hold; `null` when they are damaged, or hold something that is not read here. */
export function readSnapshot(bytes: Uint8Array): Snapshot | null {
  try {
    const chunk = readSnapshotChunk(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return { heads: chunk.heads, top: new Operations(chunk).read() };
  } catch (error) {
    if (error instanceof UnreadableSnapshot || error instanceof RangeError) return null;
    throw error;
  }
}
