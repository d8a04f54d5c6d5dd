// What a change says about itself before its operations, read without Automerge: what it builds on, and its message.
// https://automerge.org/automerge-binary-format-spec/#change-chunks
import { openChunk } from './change-chunk.ts';

/** The head of a change. */
export interface ChangeHead {
  /** Hex hash as computed from the bytes. */
  readonly hash: string;
  /** Hex hashes of the changes that it builds on. */
  readonly deps: readonly string[];
  readonly message: string;
}

const hashLength = 32;

/** Reads the head of a change; `null` when the bytes are no whole change. */
export function readChangeHead(bytes: Uint8Array): ChangeHead | null {
  const opened = openChunk(bytes);
  if (opened === null) return null;
  const content = Buffer.from(opened.content.buffer, opened.content.byteOffset, opened.content.byteLength);
  let at = 0;
  const number = (): number => {
    let value = 0;
    let unit = 1;
    for (; ((content[at] ?? 0) & 0x80) !== 0; at++) {
      value += ((content[at] ?? 0) & 0x7f) * unit;
      unit *= 0x80;
    }
    value += (content[at] ?? 0) * unit;
    at++;
    return value;
  };
  const deps = Array.from({ length: number() }, (_, index) =>
    content.toString('hex', at + index * hashLength, at + (index + 1) * hashLength),
  );
  at += deps.length * hashLength;
  const actorLength = number();
  at += actorLength;
  // Its number among its actor's, number of its first operation, and its time: a signed number is as long as an unsigned one.
  for (let skipped = 0; skipped < 3; skipped++) number();
  const messageLength = number();
  return { hash: opened.hash, deps, message: content.toString('utf8', at, at + messageLength) };
}
