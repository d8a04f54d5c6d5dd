// Changes and saved documents of Automerge in pieces: their fields and columns, with lengths and checksums made anew around them.
// https://automerge.org/automerge-binary-format-spec/
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { ByteReader } from '#electron/engine/document/column-reader.ts';
import { changeChunk, openChunk } from '#electron/engine/store/change-chunk.ts';
import { must } from '#shared/base/must.ts';
import type { Piece } from './target.ts';

const hashLength = 32;
const deflated = 8;

/** Unsigned LEB128. */
function unsigned(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.of(...bytes, rest);
}

const withLength = (bytes: Buffer): Buffer => Buffer.concat([unsigned(bytes.length), bytes]);

/** The bytes of the next number as they stand. */
function number(reader: ByteReader): Buffer {
  const start = reader.at;
  while (reader.byte() >= 0x80);
  return reader.bytes.subarray(start, reader.at);
}

/** Columns, inflated; their numbers are in their tags. */
function columnsIn(reader: ByteReader, mark: string): () => Piece[] {
  const listed = Array.from({ length: reader.unsigned() }, () => [reader.unsigned(), reader.unsigned()] as const);
  return () =>
    listed.map(([specification, length]) => {
      const raw = reader.take(length);
      const bytes = (specification & deflated) === 0 ? raw : inflateRawSync(raw);
      return { tag: `${mark}${specification & ~deflated}`, bytes };
    });
}

const all = (pieces: readonly Piece[], tag: string): Buffer[] => pieces.filter((piece) => piece.tag === tag).map(({ bytes }) => bytes);

/** The one of a tag, or the bytes of a nought. */
const one = (pieces: readonly Piece[], tag: string): Buffer => all(pieces, tag)[0] ?? Buffer.of(0);

function joinColumns(pieces: readonly Piece[], mark: string): { list: Buffer; content: Buffer } {
  const columns = pieces.filter(({ tag }) => tag.startsWith(mark));
  const list = columns.flatMap(({ tag, bytes }) => [unsigned(Number(tag.slice(mark.length))), unsigned(bytes.length)]);
  return { list: Buffer.concat([unsigned(columns.length), ...list]), content: Buffer.concat(columns.map(({ bytes }) => bytes)) };
}

/** The pieces of a change. */
export function splitChange(change: Buffer): Piece[] {
  const { content } = must(openChunk(change), 'a change');
  const reader = new ByteReader(Buffer.from(content));
  const pieces: Piece[] = [];
  const add = (tag: string, bytes: Buffer): void => void pieces.push({ tag, bytes });
  for (let left = reader.unsigned(); left > 0; left -= 1) add('dep', reader.take(hashLength));
  add('actor', reader.take(reader.unsigned()));
  for (const tag of ['sequence', 'start', 'time']) add(tag, number(reader));
  add('message', reader.take(reader.unsigned()));
  for (let left = reader.unsigned(); left > 0; left -= 1) add('other', reader.take(reader.unsigned()));
  pieces.push(...columnsIn(reader, 'column ')());
  add('rest', reader.bytes.subarray(reader.at));
  return pieces;
}

/** A change made of such pieces, with the right hash. */
export function joinChange(pieces: readonly Piece[]): Buffer {
  const deps = all(pieces, 'dep');
  const others = all(pieces, 'other');
  const columns = joinColumns(pieces, 'column ');
  const content = Buffer.concat([
    unsigned(deps.length),
    ...deps,
    withLength(one(pieces, 'actor')),
    one(pieces, 'sequence'),
    one(pieces, 'start'),
    one(pieces, 'time'),
    withLength(one(pieces, 'message')),
    unsigned(others.length),
    ...others.map(withLength),
    columns.list,
    columns.content,
    ...all(pieces, 'rest'),
  ]);
  return Buffer.from(changeChunk(content).bytes);
}

/** The pieces of a saved document. */
export function splitDocument(saved: Buffer): Piece[] {
  const reader = new ByteReader(saved, 9);
  reader.unsigned();
  const pieces: Piece[] = [];
  const add = (tag: string, bytes: Buffer): void => void pieces.push({ tag, bytes });
  for (let left = reader.unsigned(); left > 0; left -= 1) add('actor', reader.take(reader.unsigned()));
  for (let left = reader.unsigned(); left > 0; left -= 1) add('head', reader.take(hashLength));
  const changes = columnsIn(reader, 'change ');
  const operations = columnsIn(reader, 'operation ');
  pieces.push(...changes(), ...operations());
  add('rest', reader.bytes.subarray(reader.at));
  return pieces;
}

/** A saved document made of such pieces, with the right checksum. */
export function joinDocument(pieces: readonly Piece[]): Buffer {
  const [actors, heads] = [all(pieces, 'actor'), all(pieces, 'head')];
  const [changes, operations] = [joinColumns(pieces, 'change '), joinColumns(pieces, 'operation ')];
  return documentChunk(
    Buffer.concat([
      unsigned(actors.length),
      ...actors.map(withLength),
      unsigned(heads.length),
      ...heads,
      changes.list,
      operations.list,
      changes.content,
      operations.content,
      ...all(pieces, 'rest'),
    ]),
  );
}

/** The content of a document in its frame. */
function documentChunk(content: Buffer): Buffer {
  const hashed = Buffer.concat([Buffer.of(0), unsigned(content.length), content]);
  return Buffer.concat([Buffer.from('856f4a83', 'hex'), createHash('sha256').update(hashed).digest().subarray(0, 4), hashed]);
}
