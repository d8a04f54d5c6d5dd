// The frame that Automerge puts around a change: magic, checksum, kind, length, content. The content may be deflated; the
// hash of the change is that of the plain one either way. https://automerge.org/automerge-binary-format-spec/
import { constants } from 'node:buffer';
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

const magic = Buffer.from('856f4a83', 'hex');
const kindAt = 8;
const plain = 1;
const deflated = 2;
/** What Node can hold in one piece at most, in bytes. */
const bufferLimit = constants.MAX_LENGTH;
/** Smaller contents gain nothing. */
const deflateFrom = 256;

function unsigned(value: number): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Uint8Array.of(...bytes, rest);
}

function hashOf(content: Uint8Array): Buffer {
  return createHash('sha256').update(Uint8Array.of(plain)).update(unsigned(content.length)).update(content).digest();
}

/** Where the content of a chunk begins; its length stands right before it. */
function contentStart(chunk: Uint8Array): number {
  let at = kindAt + 1;
  while (((chunk[at] ?? 0) & 0x80) !== 0) at++;
  return at + 1;
}

function frame(checksum: Uint8Array, content: Uint8Array): Uint8Array {
  if (content.length < deflateFrom) return Buffer.concat([magic, checksum, Uint8Array.of(plain), unsigned(content.length), content]);
  // The fastest level: ids and texts leave little for more effort.
  const small = deflateRawSync(content, { level: 1 });
  return Buffer.concat([magic, checksum, Uint8Array.of(deflated), unsigned(small.length), small]);
}

/** Frames the content of a change, deflated when that is worth it, and names it by its hash (hex). */
export function changeChunk(content: Uint8Array): { hash: string; bytes: Uint8Array } {
  const hash = hashOf(content);
  return { hash: hash.toString('hex'), bytes: frame(hash.subarray(0, 4), content) };
}

/** The same change in fewer bytes, when it is not deflated yet and that is worth it. */
export function smallerChunk(chunk: Uint8Array): Uint8Array {
  return chunk[kindAt] === plain && chunk.length > deflateFrom
    ? frame(chunk.subarray(4, kindAt), chunk.subarray(contentStart(chunk)))
    : chunk;
}

/** Beyond this many bytes a change stays as small as it is. */
const plainLimit = 65_536;

/** The same change without deflation, unless it is large or no change at all: for whoever packs many of them together. */
export function plainChunk(chunk: Uint8Array): Uint8Array {
  const opened = chunk.length > plainLimit || chunk[kindAt] !== deflated ? null : openChunk(chunk);
  if (opened === null || opened.content.length > plainLimit) return chunk;
  return Buffer.concat([magic, chunk.subarray(4, kindAt), Uint8Array.of(plain), unsigned(opened.content.length), opened.content]);
}

/** A change taken out of its frame. */
export interface OpenedChunk {
  /** Hex hash as computed from the bytes. */
  readonly hash: string;
  /** Inflated. */
  readonly content: Uint8Array;
}

/** Takes a change out of its frame; `null` when the bytes are no whole change, or more than `most` when inflated. */
export function openChunk(chunk: Uint8Array, most = bufferLimit): OpenedChunk | null {
  try {
    const start = contentStart(chunk);
    const framed = chunk.subarray(start);
    const kind = chunk[kindAt] ?? 0;
    if (kind !== plain && kind !== deflated) return null;
    const content = kind === deflated ? inflateRawSync(framed, { maxOutputLength: most }) : framed;
    const hash = hashOf(content);
    // Everything before the content follows from it.
    const whole = Buffer.concat([magic, hash.subarray(0, 4), Uint8Array.of(kind), unsigned(framed.length)]).equals(
      chunk.subarray(0, start),
    );
    return whole ? { hash: hash.toString('hex'), content } : null;
  } catch {
    // Content that cannot be inflated.
    return null;
  }
}

/** Hash (hex) of a change as computed from its bytes; `null` when they are no whole change. For finding damage. */
export function hashOfChunk(chunk: Uint8Array): string | null {
  return openChunk(chunk)?.hash ?? null;
}
