// How large bytes become that Automerge is to read, found out without letting it: deflated columns and repeated values say much in
// little, and a hundred bytes may claim a thousand million operations.
// https://automerge.org/automerge-binary-format-spec/
import { inflateRawSync } from 'node:zlib';
import { openChunk, type OpenedChunk } from '#electron/engine/store/change-chunk.ts';
import { ByteReader } from './column-reader.ts';

/** Most bytes of one document or change, inflated. */
const mostBytes = 256_000_000;
/** Most operations in one change; ours end at 100,000 and the text that was being written. */
const mostInChange = 5_000_000;
/** Most operations in one document: Automerge takes 130 bytes for each, and has four gigabytes in all. */
const mostInDocument = 10_000_000;

const deflated = 8;
const hashLength = 32;
/** What the lower bits of a column's number say about its content. */
const content = { boolean: 4, text: 5, bytes: 7 } as const;
/** The columns of changes that have a row for each: who made it, which one of theirs it is, its last operation, time and message. */
const oneForEach: ReadonlySet<number> = new Set([1, 3, 19, 35, 53]);
/** Of changes, the number of the last operation; of operations, what they do, and by which others they were followed. */
const column = { lastOperation: 19, action: 66, follower: 131 } as const;

type Columns = readonly (readonly [specification: number, length: number])[];

class TooLarge extends Error {}

function listColumns(reader: ByteReader): Columns {
  const count = reader.unsigned();
  if (count > 100) throw new TooLarge();
  return Array.from({ length: count }, () => [reader.unsigned(), reader.unsigned()] as const);
}

/** How many rows a column has. */
function rowsIn(type: number, bytes: Buffer): number {
  const reader = new ByteReader(bytes);
  let rows = 0;
  while (!reader.isDone) {
    if (type === content.boolean) {
      rows += reader.unsigned();
      continue;
    }
    const run = reader.signed();
    rows += run === 0 ? reader.unsigned() : Math.abs(run);
    for (let value = run < 0 ? -run : Math.min(run, 1); value > 0; value--) {
      if (type === content.text) reader.take(reader.unsigned());
      else reader.signed();
    }
  }
  return rows;
}

/** The largest number in a column of differences. */
function largestIn(bytes: Buffer): number {
  const reader = new ByteReader(bytes);
  let [value, largest] = [0, 0];
  while (!reader.isDone) {
    const run = reader.signed();
    if (run === 0) reader.unsigned();
    else if (run > 0) value += run * reader.signed();
    for (let left = -run; left > 0; left--) {
      value += reader.signed();
      largest = Math.max(largest, value);
    }
    largest = Math.max(largest, value);
  }
  return largest;
}

/** Columns that were read to their end. */
interface Measured {
  /** Inflated. */
  readonly bytes: number;
  /** Of each column, by its number. */
  readonly rows: ReadonlyMap<number, number>;
  readonly lastOperation: number;
}

/** Reads columns to their end. @param most - how many rows a column may have. @param room - bytes of all. @throws {TooLarge} */
function measure(reader: ByteReader, columns: Columns, most: (column: number) => number, room: number): Measured {
  const rows = new Map<number, number>();
  let used = 0;
  let lastOperation = 0;
  for (const [specification, length] of columns) {
    const raw = reader.take(length);
    const bytes = (specification & deflated) === 0 ? raw : inflateRawSync(raw, { maxOutputLength: Math.max(1, room - used) });
    used += bytes.length;
    if (used > room) throw new TooLarge();
    const type = specification & 7;
    if (type === content.bytes) continue;
    const plain = specification & ~deflated;
    const count = rowsIn(type, bytes);
    if (count > most(plain)) throw new TooLarge();
    rows.set(plain, count);
    if (plain === column.lastOperation) lastOperation = largestIn(bytes);
  }
  return { bytes: used, rows, lastOperation };
}

/**
 * Whether bytes are a saved document that takes no more memory than a plan may. @param announced - how many changes it has at most: for each
 * its signature is to come, so that many cannot be claimed for nothing.
 */
export function isSafeToLoad(saved: Buffer, announced: number): boolean {
  try {
    const reader = new ByteReader(saved);
    if (reader.take(4).toString('hex') !== '856f4a83') return false;
    reader.take(4);
    if (reader.byte() !== 0) return false;
    // One document and nothing after it, or Automerge would read on.
    if (reader.unsigned() !== saved.length - reader.at) return false;
    for (let actors = reader.unsigned(); actors > 0; actors--) reader.take(reader.unsigned());
    reader.take(reader.unsigned() * hashLength);
    const [changeColumns, operationColumns] = [listColumns(reader), listColumns(reader)];
    const changes = measure(reader, changeColumns, (one) => (oneForEach.has(one) ? announced : mostInDocument), mostBytes);
    const operations = measure(reader, operationColumns, () => mostInDocument, mostBytes - changes.bytes);
    // Each is there, or it took away another one. Automerge makes room for as many as a change says to have.
    return changes.lastOperation <= (operations.rows.get(column.action) ?? 0) + (operations.rows.get(column.follower) ?? 0);
  } catch {
    return false;
  }
}

/** Takes a change out of its frame; `null` when it is none, or takes more memory than one may. */
export function openSafely(change: Uint8Array): OpenedChunk | null {
  try {
    const opened = openChunk(change, mostBytes);
    if (opened === null) return null;
    const reader = new ByteReader(Buffer.from(opened.content.buffer, opened.content.byteOffset, opened.content.byteLength));
    reader.take(reader.unsigned() * hashLength);
    reader.take(reader.unsigned());
    for (let skipped = 0; skipped < 3; skipped++) reader.unsigned();
    reader.take(reader.unsigned());
    for (let actors = reader.unsigned(); actors > 0; actors--) reader.take(reader.unsigned());
    measure(reader, listColumns(reader), () => mostInChange, mostBytes);
    return opened;
  } catch {
    return null;
  }
}
