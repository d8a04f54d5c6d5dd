// The frame of a saved document: whether it is whole, and the columns of its operations.
// https://automerge.org/automerge-binary-format-spec/#document-chunk
import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { ByteReader } from './column-reader.ts';

const magic = '856f4a83';
const documentChunk = 0;
/** In the number of a column: its bytes are deflated. */
const deflated = 8;
const hashLength = 32;

/** The columns of operations, by number. */
export const operationColumn = {
  objectActor: 1,
  objectCounter: 2,
  keyText: 21,
  idActor: 33,
  idCounter: 35,
  insert: 52,
  action: 66,
  mark: 86,
  bytes: 87,
  successors: 128,
} as const;
/** Which letter stands behind which (they stand in their order), what replaced what, and what belongs to marks, refused by their action. */
const unread: ReadonlySet<number> = new Set([17, 19, 129, 131, 148, 165]);
const known: ReadonlySet<number> = new Set(Object.values(operationColumn));

/** What tells that a snapshot is damaged, or holds something that is not read here. */
export class UnreadableSnapshot extends Error {}

type Columns = ReadonlyMap<number, Buffer>;

/** A saved document before its operations are read. */
export interface SnapshotChunk {
  /** Hashes of the newest changes, sorted. */
  readonly heads: readonly string[];
  /** Who made changes, hex, in the order in which operations count them. */
  readonly actors: readonly string[];
  /** Inflated, by their numbers. */
  readonly operations: Columns;
}

/** Takes a document that stands alone out of its frame. @throws {UnreadableSnapshot} */
export function readSnapshotChunk(bytes: Buffer): SnapshotChunk {
  const frame = new ByteReader(bytes);
  if (frame.take(4).toString('hex') !== magic) throw new UnreadableSnapshot();
  const checksum = frame.take(4);
  const begin = frame.at;
  if (frame.byte() !== documentChunk) throw new UnreadableSnapshot();
  const length = frame.unsigned();
  if (frame.at + length !== bytes.length) throw new UnreadableSnapshot();
  if (!createHash('sha256').update(bytes.subarray(begin)).digest().subarray(0, 4).equals(checksum)) throw new UnreadableSnapshot();
  const actors = Array.from({ length: frame.unsigned() }, () => frame.take(frame.unsigned()).toString('hex'));
  const heads = Array.from({ length: frame.unsigned() }, () => frame.take(hashLength).toString('hex'));
  const listColumns = (): [specification: number, length: number][] =>
    Array.from({ length: frame.unsigned() }, () => [frame.unsigned(), frame.unsigned()]);
  const changes = listColumns();
  const operations = listColumns();
  for (const [, size] of changes) frame.take(size);
  const read = new Map<number, Buffer>();
  for (const [specification, size] of operations) {
    const plain = specification & ~deflated;
    const content = frame.take(size);
    if (known.has(plain)) read.set(plain, plain === specification ? content : inflateRawSync(content));
    else if (!unread.has(plain)) throw new UnreadableSnapshot();
  }
  return { heads: heads.toSorted(), actors, operations: read };
}
