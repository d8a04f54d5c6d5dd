// Writes Automerge changes as bytes, without a document in memory: a plan of 10,000 issues becomes four million
// operations, which takes Automerge eight seconds and 500 MB and this a tenth of both. Only what a new document needs: maps,
// values and texts where nothing was before. The format is Automerge's binary document format, version 1
// (https://automerge.org/automerge-binary-format-spec/); tests compare the bytes with those that Automerge makes.
import { changeChunk } from '#electron/engine/store/change-chunk.ts';
import { ByteWriter } from './byte-writer.ts';
import type { ChangeMark } from './plan-document.ts';
import { DeltaColumn, RunColumn, TruthColumn } from './column-writer.ts';
import { type Scalar, ValueColumn } from './value-column.ts';

/** An object of a document: the number of the operation that made it, and whether the actor of the initial change did. */
export interface ObjectId {
  readonly counter: number;
  readonly initial: boolean;
}

/** What a change is and follows, all ids in hex. */
export interface ChangePlace {
  readonly actor: string;
  readonly initialActor: string;
  /** Which change of its actor in this document it is, from 1. */
  readonly sequence: number;
  /** Number of its first operation: one more than the highest before it. */
  readonly firstOperation: number;
  /** The one change that it follows. */
  readonly after: string;
}

/** Numbers of what operations do. */
export const action = { makeMap: 0, set: 1, makeText: 4 } as const;

/** Spells a column of whole numbers. */
export const unsigned = (out: ByteWriter, value: number): void => void out.unsigned(value);
/** Spells text behind its length in bytes. */
export const sized = (out: ByteWriter, text: string): void => out.sized(text);

/** One change under construction. */
export class ChangeWriter {
  readonly #place: ChangePlace;
  readonly #objectActor = new RunColumn<number>(unsigned);
  readonly #objectCounter = new RunColumn<number>(unsigned);
  readonly #keyActor = new RunColumn<number>(unsigned);
  readonly #keyCounter = new DeltaColumn();
  readonly #keyText = new RunColumn<string>(sized);
  readonly #insert = new TruthColumn();
  readonly #action = new RunColumn<number>(unsigned);
  readonly #value = new ValueColumn();
  #operations = 0;
  #usesInitial = false;

  constructor(place: ChangePlace) {
    this.#place = place;
  }

  /** Number of operations so far. */
  get operations(): number {
    return this.#operations;
  }

  /** The map operations have in common; gives the number of this one. */
  #put(object: ObjectId, key: string, kind: number): number {
    this.#inObject(object, 1);
    this.#keyActor.push(null);
    this.#keyCounter.push(null);
    this.#keyText.push(key);
    this.#insert.push(false);
    this.#action.push(kind);
    return this.#place.firstOperation + this.#operations++;
  }

  #inObject({ counter, initial }: ObjectId, times: number): void {
    if (initial) this.#usesInitial = true;
    this.#objectActor.push(initial ? 1 : 0, times);
    this.#objectCounter.push(counter, times);
  }

  /** Puts an empty map under a key that is not there. */
  putMap(object: ObjectId, key: string): ObjectId {
    const counter = this.#put(object, key, action.makeMap);
    this.#value.put(null);
    return { counter, initial: false };
  }

  /** Puts a value under a key that is not there. */
  putValue(object: ObjectId, key: string, value: Scalar): void {
    this.#put(object, key, action.set);
    this.#value.put(value);
  }

  /** Puts a collaborative text under a key that is not there: one operation a character, each behind the one before. Gives its number. */
  putText(object: ObjectId, key: string, text: string): number {
    const counter = this.#put(object, key, action.makeText);
    this.#value.put(null);
    const characters = this.#value.putCharacters(text);
    if (characters === 0) return counter;
    this.#inObject({ counter, initial: false }, characters);
    // The first stands behind the head, which is spelled as counter 0 of nobody.
    this.#keyActor.push(null);
    this.#keyActor.push(0, characters - 1);
    this.#keyCounter.push(0);
    if (characters > 1) {
      this.#keyCounter.push(counter + 1);
      this.#keyCounter.pushNext(characters - 2);
    }
    this.#keyText.push(null, characters);
    this.#insert.push(true, characters);
    this.#action.push(action.set, characters);
    this.#operations += characters;
    return counter;
  }

  #columns(): (readonly [specification: number, bytes: Uint8Array])[] {
    const replaced = new RunColumn<number>(unsigned);
    replaced.push(0, this.#operations);
    return [
      [1, this.#objectActor.finish()],
      [2, this.#objectCounter.finish()],
      [17, this.#keyActor.finish()],
      [19, this.#keyCounter.finish()],
      [21, this.#keyText.finish()],
      [52, this.#insert.finish()],
      [66, this.#action.finish()],
      [86, this.#value.marks()],
      [87, this.#value.bytes()],
      [112, replaced.finish()],
    ];
  }

  #body(mark: ChangeMark): Uint8Array {
    const { actor, initialActor, sequence, firstOperation, after } = this.#place;
    const out = new ByteWriter();
    out.unsigned(1);
    out.bytes(Buffer.from(after, 'hex'));
    const sizedHex = (hex: string): void => {
      out.unsigned(hex.length / 2);
      out.bytes(Buffer.from(hex, 'hex'));
    };
    sizedHex(actor);
    out.unsigned(sequence);
    out.unsigned(firstOperation);
    out.signed(mark.time);
    sized(out, mark.message);
    out.unsigned(this.#usesInitial ? 1 : 0);
    if (this.#usesInitial) sizedHex(initialActor);
    const columns = this.#columns().filter(([, { length }]) => length > 0);
    out.unsigned(columns.length);
    for (const [specification, { length }] of columns) {
      out.unsigned(specification);
      out.unsigned(length);
    }
    for (const [, bytes] of columns) out.bytes(bytes);
    return out.view();
  }

  /** The change: its hash in hex, and its bytes. */
  finish(mark: ChangeMark): { hash: string; bytes: Uint8Array } {
    return changeChunk(this.#body(mark));
  }
}
