// How large bytes become that Automerge is to read, found out without letting it: deflated columns and repeated values say much in
// little, and a hundred bytes may claim a thousand million operations.
// https://automerge.org/automerge-binary-format-spec/
import { inflateRawSync } from 'node:zlib';
import { ByteReader } from '#electron/engine/document/column-reader.ts';
import { openChunk, type OpenedChunk } from '#electron/engine/store/change-chunk.ts';

/** Most bytes of one document or change, inflated. */
const mostBytes = 256_000_000;
/** Most operations in one change; ours end at 100,000 and the text that was being written. */
const mostInChange = 5_000_000;
/** Most operations or changes in one document. */
const mostInDocument = 50_000_000;

const deflated = 8;
const hashLength = 32;
/** What the lower bits of a column's number say about its content. */
const content = { boolean: 4, text: 5, bytes: 7 } as const;

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

/** Reads columns to their end; answers how many bytes they have, inflated. @throws {TooLarge} */
function measure(reader: ByteReader, columns: Columns, mostRows: number, room: number): number {
  let used = 0;
  for (const [specification, length] of columns) {
    const raw = reader.take(length);
    const bytes = (specification & deflated) === 0 ? raw : inflateRawSync(raw, { maxOutputLength: Math.max(1, room - used) });
    used += bytes.length;
    const type = specification & 7;
    if (used > room || (type !== content.bytes && rowsIn(type, bytes) > mostRows)) throw new TooLarge();
  }
  return used;
}

/** Whether bytes are a saved document that takes no more memory than a plan may. */
export function isSafeToLoad(saved: Buffer): boolean {
  try {
    const reader = new ByteReader(saved);
    if (reader.take(4).toString('hex') !== '856f4a83') return false;
    reader.take(4);
    if (reader.byte() !== 0) return false;
    // One document and nothing after it, or Automerge would read on.
    if (reader.unsigned() !== saved.length - reader.at) return false;
    for (let actors = reader.unsigned(); actors > 0; actors--) reader.take(reader.unsigned());
    reader.take(reader.unsigned() * hashLength);
    const changes = listColumns(reader);
    const operations = listColumns(reader);
    const used = measure(reader, changes, mostInDocument, mostBytes);
    measure(reader, operations, mostInDocument, mostBytes - used);
    return true;
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
    measure(reader, listColumns(reader), mostInChange, mostBytes);
    return opened;
  } catch {
    return null;
  }
}
