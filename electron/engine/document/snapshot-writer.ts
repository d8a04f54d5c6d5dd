// Writes a whole document as Automerge saves it: its changes without their operations, and the operations in the order of
// the document instead of the order in which they were made. Automerge takes the changes out of it again and compares
// their hashes, so a snapshot that is wrong is refused when it is loaded.
import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { ByteWriter } from './byte-writer.ts';
import { action, type ObjectId, sized, unsigned } from './change-writer.ts';
import { DeltaColumn, RunColumn, TruthColumn } from './column-writer.ts';
import { type Scalar, ValueColumn } from './value-column.ts';

/** One key of a map. */
export interface SnapshotEntry {
  readonly key: string;
  /** The operation that put it. */
  readonly id: ObjectId;
  readonly makes: 'map' | 'text' | null;
  readonly value: Scalar;
}

/** One change of the document, without what it did. */
export interface SnapshotChange {
  readonly initial: boolean;
  readonly sequence: number;
  readonly lastOperation: number;
  readonly time: number;
  readonly message: string | null;
}

/** What a snapshot says beside its operations: each change follows the one before it, and `head` is the last one. */
export interface SnapshotHead {
  /** Of the initial changes and of the others; hex, in this order. */
  readonly actors: readonly [string, string];
  readonly head: string;
  readonly changes: readonly SnapshotChange[];
}

type Column = readonly [specification: number, bytes: Uint8Array];

const magic = Buffer.from('856f4a83', 'hex');
const documentChunk = 0;
/** Marks a column that is deflated. */
const deflated = 8;
const deflateFrom = 256;
const noExtra = 7;

const byBytes = (one: SnapshotEntry, other: SnapshotEntry): number => Buffer.compare(Buffer.from(one.key), Buffer.from(other.key));
const isAscii = (text: string): boolean => /^[ -~]*$/.test(text);
const byUnits = (one: SnapshotEntry, other: SnapshotEntry): number => (one.key < other.key ? -1 : Number(one.key > other.key));

/** One snapshot under construction. Objects must come in the order of their ids, the top of the document first. */
export class SnapshotWriter {
  readonly #objectActor = new RunColumn<number>(unsigned);
  readonly #objectCounter = new RunColumn<number>(unsigned);
  readonly #keyActor = new RunColumn<number>(unsigned);
  readonly #keyCounter = new DeltaColumn();
  readonly #keyText = new RunColumn<string>(sized);
  readonly #idActor = new RunColumn<number>(unsigned);
  readonly #idCounter = new DeltaColumn();
  readonly #insert = new TruthColumn();
  readonly #action = new RunColumn<number>(unsigned);
  readonly #value = new ValueColumn();
  #operations = 0;

  #inObject(object: ObjectId | null, times: number): void {
    this.#objectActor.push(object === null ? null : object.initial ? 0 : 1, times);
    this.#objectCounter.push(object === null ? null : object.counter, times);
    this.#operations += times;
  }

  /** Puts the keys of a map; `null` is the top of the document. */
  putEntries(object: ObjectId | null, entries: readonly SnapshotEntry[]): void {
    // In the order of UTF-8, which is that of UTF-16 for plain text.
    const sorted = entries.toSorted(entries.every(({ key }) => isAscii(key)) ? byUnits : byBytes);
    for (const { key, id, makes, value } of sorted) {
      this.#inObject(object, 1);
      this.#keyActor.push(null);
      this.#keyCounter.push(null);
      this.#keyText.push(key);
      this.#idActor.push(id.initial ? 0 : 1);
      this.#idCounter.push(id.counter);
      this.#insert.push(false);
      this.#action.push(makes === 'map' ? action.makeMap : makes === 'text' ? action.makeText : action.set);
      this.#value.put(value);
    }
  }

  /** Puts the characters of a text, whose operations follow the one that made it. */
  putCharacters(object: ObjectId, text: string): void {
    const characters = this.#value.putCharacters(text);
    if (characters === 0) return;
    this.#inObject(object, characters);
    // The first stands behind the head, which is spelled as counter 0 of nobody.
    this.#keyActor.push(null);
    this.#keyActor.push(1, characters - 1);
    this.#keyCounter.push(0);
    if (characters > 1) {
      this.#keyCounter.push(object.counter + 1);
      this.#keyCounter.pushNext(characters - 2);
    }
    this.#keyText.push(null, characters);
    this.#idActor.push(1, characters);
    this.#idCounter.push(object.counter + 1);
    this.#idCounter.pushNext(characters - 1);
    this.#insert.push(true, characters);
    this.#action.push(action.set, characters);
  }

  #operationColumns(): Column[] {
    const replacedBy = new RunColumn<number>(unsigned);
    replacedBy.push(0, this.#operations);
    return [
      [1, this.#objectActor.finish()],
      [2, this.#objectCounter.finish()],
      [17, this.#keyActor.finish()],
      [19, this.#keyCounter.finish()],
      [21, this.#keyText.finish()],
      [33, this.#idActor.finish()],
      [35, this.#idCounter.finish()],
      [52, this.#insert.finish()],
      [66, this.#action.finish()],
      [86, this.#value.marks()],
      [87, this.#value.bytes()],
      [128, replacedBy.finish()],
    ];
  }

  /** The snapshot, with pauses between its columns. */
  *finish({ actors, head, changes }: SnapshotHead): Generator<void, Uint8Array, void> {
    const packed: Column[] = [];
    for (const [specification, bytes] of this.#operationColumns()) {
      if (bytes.length === 0) continue;
      if (bytes.length < deflateFrom) packed.push([specification, bytes]);
      else {
        packed.push([specification | deflated, deflateRawSync(bytes, { level: 1 })]);
        yield;
      }
    }
    const out = new ByteWriter();
    out.unsigned(actors.length);
    for (const actor of actors) {
      out.unsigned(actor.length / 2);
      out.bytes(Buffer.from(actor, 'hex'));
    }
    out.unsigned(1);
    out.bytes(Buffer.from(head, 'hex'));
    const described = changeColumns(changes);
    for (const columns of [described, packed]) {
      out.unsigned(columns.length);
      for (const [specification, { length }] of columns) {
        out.unsigned(specification);
        out.unsigned(length);
      }
    }
    for (const columns of [described, packed]) for (const [, bytes] of columns) out.bytes(bytes);
    out.unsigned(changes.length - 1);
    return frame(out.view());
  }
}

function changeColumns(changes: readonly SnapshotChange[]): Column[] {
  const actor = new RunColumn<number>(unsigned);
  const sequence = new DeltaColumn();
  const lastOperation = new DeltaColumn();
  const time = new DeltaColumn();
  const message = new RunColumn<string>(sized);
  const afterCount = new RunColumn<number>(unsigned);
  const after = new DeltaColumn();
  const extra = new RunColumn<number>(unsigned);
  for (const [index, change] of changes.entries()) {
    actor.push(change.initial ? 0 : 1);
    sequence.push(change.sequence);
    lastOperation.push(change.lastOperation);
    time.push(change.time);
    message.push(change.message);
    afterCount.push(index === 0 ? 0 : 1);
    if (index > 0) after.push(index - 1);
    extra.push(noExtra);
  }
  const columns: Column[] = [
    [1, actor.finish()],
    [3, sequence.finish()],
    [19, lastOperation.finish()],
    [35, time.finish()],
    [53, message.finish()],
    [64, afterCount.finish()],
    [67, after.finish()],
    [86, extra.finish()],
  ];
  return columns.filter(([, { length }]) => length > 0);
}

function frame(content: Uint8Array): Uint8Array {
  const start = new ByteWriter();
  start.byte(documentChunk);
  start.unsigned(content.length);
  const checksum = createHash('sha256').update(start.view()).update(content).digest().subarray(0, 4);
  return Buffer.concat([magic, checksum, start.view(), content]);
}
