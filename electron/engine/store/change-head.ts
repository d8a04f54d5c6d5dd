// What a change says about itself before its operations, read without Automerge: what it builds on, who made it, and its message.
// https://automerge.org/automerge-binary-format-spec/#change-chunks
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { openChunk, type OpenedChunk } from './change-chunk.ts';
import { membershipId } from './change-log.ts';

/** The head of a change. */
export interface ChangeHead {
  /** Hex hash as computed from the bytes. */
  readonly hash: string;
  /** Hex hashes of the changes that it builds on. */
  readonly deps: readonly string[];
  /** Hex id of who made it. */
  readonly actor: string;
  /** Which change of its actor it is, from 1. */
  readonly sequence: number;
  readonly message: string;
  /** Number of its first operation. */
  readonly firstOperation: number;
  /** How many operations it has. */
  readonly operations: number;
}

const hashLength = 32;

/** Heads of changes that were taken out of their frames by somebody who needed more than that; inflating a large one takes milliseconds. */
const known = new WeakMap<Uint8Array, { readonly head: ChangeHead; readonly size: number }>();

/** Remembers the head of a change that was taken out of its frame, for as long as just these bytes lie in memory, which nobody alters. */
export function keepChangeHead(bytes: Uint8Array, opened: OpenedChunk): void {
  const head = headOf(opened);
  if (head !== null) known.set(bytes, { head, size: opened.content.length });
}

/** Reads the head of a change; `null` when the bytes are no whole change, or more than `most` when inflated. */
export function readChangeHead(bytes: Uint8Array, most?: number): ChangeHead | null {
  const kept = known.get(bytes);
  if (kept !== undefined && kept.size <= (most ?? kept.size)) return kept.head;
  const opened = openChunk(bytes, most);
  return opened === null ? null : headOf(opened);
}

function headOf(opened: OpenedChunk): ChangeHead | null {
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
  const count = number();
  // No more than can be there: the number is whoever's.
  if (count > content.length / hashLength) return null;
  const deps = Array.from({ length: count }, (_, index) => content.toString('hex', at + index * hashLength, at + (index + 1) * hashLength));
  at += deps.length * hashLength;
  const actorLength = number();
  const actor = content.toString('hex', at, at + actorLength);
  at += actorLength;
  const sequence = number();
  const firstOperation = number();
  // Its time: a signed number is as long as an unsigned one.
  number();
  const messageLength = number();
  const message = content.toString('utf8', at, at + messageLength);
  at += messageLength;
  for (let others = number(); others > 0 && at < content.length; others--) {
    const length = number();
    at += length;
  }
  const columns: [specification: number, length: number][] = [];
  for (let left = number(); left > 0 && at < content.length; left--) columns.push([number(), number()]);
  let operations = 0;
  for (const [specification, length] of columns) {
    if (specification === actionColumn) operations = countRows(content.subarray(at, at + length));
    at += length;
  }
  return { hash: opened.hash, deps, actor, sequence, message, firstOperation, operations };
}

/** What each operation does: the one column that has a value for each. */
const actionColumn = 66;

/** Rows of a column of runs of small numbers (https://automerge.org/automerge-binary-format-spec/#run-length-encoding), counted without reading them. */
function countRows(column: Uint8Array): number {
  let at = 0;
  const signed = (): number => {
    let value = 0;
    let unit = 1;
    for (;;) {
      const byte = column[at++] ?? 0;
      value += (byte & 0x7f) * unit;
      unit *= 0x80;
      if ((byte & 0x80) === 0) return (byte & 0x40) === 0 ? value : value - unit;
    }
  };
  const unsigned = (): number => {
    let value = 0;
    for (let unit = 1; ; unit *= 0x80) {
      const byte = column[at++] ?? 0;
      value += (byte & 0x7f) * unit;
      if ((byte & 0x80) === 0) return value;
    }
  };
  const skip = (): void => {
    while (((column[at++] ?? 0) & 0x80) !== 0);
  };
  let rows = 0;
  while (at < column.length) {
    const run = signed();
    if (run > 0) {
      rows += run;
      skip();
    } else if (run < 0) {
      rows -= run;
      // More than there are bytes for is no column.
      for (let left = Math.min(-run, column.length); left > 0; left--) skip();
    } else rows += unsigned();
  }
  return rows;
}

const Entry = z.object({ author: z.string(), after: z.array(z.string()) });

/** As {@link readChangeHead}, for anything in the log: an entry of the membership chain follows upon other entries and says nothing else. */
export function readLoggedHead(documentId: string, bytes: Uint8Array, most?: number): ChangeHead | null {
  if (documentId !== membershipId) return readChangeHead(bytes, most);
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Damaged.
    return null;
  }
  const entry = Entry.safeParse(json);
  if (!entry.success) return null;
  const hash = createHash('sha256').update(bytes).digest('hex');
  return { hash, deps: entry.data.after, actor: entry.data.author, sequence: 1, message: '', firstOperation: 1, operations: 0 };
}

/** Hash (hex) of what is in the log as computed from its bytes; `null` when they are no whole change or entry. For finding damage. */
export function hashOfLogged(documentId: string, bytes: Uint8Array): string | null {
  return (documentId === membershipId ? readLoggedHead(documentId, bytes) : openChunk(bytes))?.hash ?? null;
}
