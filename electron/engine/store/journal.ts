// The journal: every change once more, in an append-only file beside the database, so that one damaged file is never
// the only copy. One entry holds the changes of one transaction, so that half a command is never restored.
//
// Entry: length of the body (u32 LE) · CRC-32 of the body (u32 LE) · body · length of the body again, so that the last
// entry is found from the end. Body: length of the head (u32 LE) · head (JSON) · the bytes of the changes in order.
import { closeSync, existsSync, fstatSync, fsyncSync, ftruncateSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { LogKind, StoredChange } from './change-log.ts';
import { renameDurably } from './sync-file.ts';
import { syncFolder } from './sync-folder.ts';

/** A change with what is needed to file it. */
export interface JournalChange extends StoredChange {
  readonly kind: LogKind;
  readonly roadmapId: string | null;
}

const head = z.array(
  z.object({
    documentId: z.string(),
    kind: z.enum(['space', 'roadmap', 'text', 'archive', 'membership']),
    roadmapId: z.string().nullable(),
    hash: z.string(),
    deviceId: z.string(),
    signature: z.string(),
    receivedAt: z.string(),
    length: z.int().min(0),
  }),
);

const word = 4;
const frame = 3 * word;
/** Changes of one entry when many are written. */
const atOnce = 500;

/** Path of the journal of the workspace in `folder`. */
export function journalPath(folder: string): string {
  return join(folder, 'journal.bin');
}

function encode(changes: readonly JournalChange[]): Buffer {
  const json = Buffer.from(
    JSON.stringify(
      changes.map(({ documentId, kind, roadmapId, hash, deviceId, signature, receivedAt, bytes }) => ({
        documentId,
        kind,
        roadmapId,
        hash,
        deviceId,
        signature: Buffer.from(signature).toString('base64'),
        receivedAt,
        length: bytes.length,
      })) satisfies z.input<typeof head>,
    ),
  );
  const headLength = Buffer.alloc(word);
  headLength.writeUInt32LE(json.length);
  const body = Buffer.concat([headLength, json, ...changes.map((change) => change.bytes)]);
  const start = Buffer.alloc(2 * word);
  start.writeUInt32LE(body.length);
  start.writeUInt32LE(crc32(body), word);
  const end = Buffer.alloc(word);
  end.writeUInt32LE(body.length);
  return Buffer.concat([start, body, end]);
}

function decode(body: Buffer): JournalChange[] {
  const headLength = body.readUInt32LE(0);
  let at = word + headLength;
  return head.parse(JSON.parse(body.toString('utf8', word, at))).map(({ length, signature, ...change }) => {
    const bytes = body.subarray(at, at + length);
    at += length;
    return { ...change, signature: Buffer.from(signature, 'base64'), bytes };
  });
}

/** The whole entry that begins at a place in the bytes of a journal, with the place behind it; `null` when none does. */
export function entryAt(journal: Buffer, position: number): { readonly changes: JournalChange[]; readonly end: number } | null {
  if (position + frame > journal.length) return null;
  const length = journal.readUInt32LE(position);
  const end = position + length + frame;
  if (length < word || end > journal.length || journal.readUInt32LE(end - word) !== length) return null;
  const body = journal.subarray(position + 2 * word, end - word);
  if (crc32(body) !== journal.readUInt32LE(position + word)) return null;
  return { changes: decode(body), end };
}

/** Writes a whole new journal with these entries to the new file at `path`, and brings it to disk. */
export function writeJournal(path: string, entries: Iterable<readonly JournalChange[]>): void {
  const file = openSync(path, 'w', 0o600);
  try {
    for (const entry of entries) {
      const bytes = encode(entry);
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/**
 * Hash of the last change in the journal of `folder`, when it looks as if it ended with a whole entry; `null` otherwise. A
 * look from outside, before anything is opened for writing: it reads the head of that entry only and proves no checksum.
 */
export function lastJournalHash(folder: string): string | null {
  return lastHashIn(journalPath(folder));
}

function lastHashIn(path: string): string | null {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const read = (position: number, length: number): Buffer | null => {
      if (position < 0 || length > size - position) return null;
      const bytes = Buffer.alloc(length);
      return readSync(file, bytes, 0, length, position) === length ? bytes : null;
    };
    const bodyLength = read(size - word, word)?.readUInt32LE(0) ?? 0;
    const position = size - frame - bodyLength;
    if (bodyLength < word || read(position, word)?.readUInt32LE(0) !== bodyLength) return null;
    const headAt = position + 3 * word;
    const headLength = read(headAt - word, word)?.readUInt32LE(0) ?? 0;
    const json = headLength > bodyLength - word ? null : read(headAt, headLength);
    return json === null ? null : (head.parse(JSON.parse(json.toString())).at(-1)?.hash ?? null);
  } finally {
    closeSync(file);
  }
}

const nextPath = (folder: string): string => `${journalPath(folder)}.next`;

/** Finishes or forgets an exchange of the journal that a stop interrupted; `isKnown` tells whether the database has a change. */
export function settleExchange(folder: string, isKnown: (hash: string) => boolean): void {
  const next = nextPath(folder);
  if (!existsSync(next)) return;
  const hash = lastHashIn(next);
  if (hash !== null && isKnown(hash)) renameDurably(next, journalPath(folder));
  else rmSync(next, { force: true });
}

/** An open journal. */
export class Journal {
  readonly #folder: string;
  #file: number;
  /** Length of what is known to be whole. */
  #size: number;
  /** Entries that could not be written so far; the next one must not stand there as if nothing came before it. */
  #owed: Buffer[] = [];
  /** Something of a failed attempt may follow the whole entries. */
  #torn = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.#file = openSync(journalPath(folder), 'a+', 0o600);
    this.#size = fstatSync(this.#file).size;
    // It may have been made just now; what is synced in it is lost with its name.
    if (this.#size === 0) syncFolder(folder);
  }

  /**
   * Appends the changes of one transaction and returns when they are on disk. @throws when that fails; the next call
   * writes them first, so that the last entry vouches for all before it.
   */
  append(changes: readonly JournalChange[]): void {
    this.#owed.push(encode(changes));
    // What was written of a failed attempt would hide every entry that follows.
    if (this.#torn) ftruncateSync(this.#file, this.#size);
    this.#torn = true;
    const entries = Buffer.concat(this.#owed);
    for (let written = 0; written < entries.length;) written += writeSync(this.#file, entries, written);
    fsyncSync(this.#file);
    this.#torn = false;
    this.#owed = [];
    this.#size += entries.length;
  }

  /** Writes a journal of these changes alone beside this one, for {@link Journal.exchange}. */
  prepare(changes: readonly JournalChange[]): void {
    const next = nextPath(this.#folder);
    const file = openSync(next, 'w', 0o600);
    try {
      for (let first = 0; first < changes.length; first += atOnce) {
        const entry = encode(changes.slice(first, first + atOnce));
        for (let written = 0; written < entry.length;) written += writeSync(file, entry, written);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    syncFolder(this.#folder);
  }

  /** Puts the journal that was prepared in the place of this one. */
  exchange(): void {
    // Windows renames over no file that is open.
    closeSync(this.#file);
    renameDurably(nextPath(this.#folder), journalPath(this.#folder));
    this.#file = openSync(journalPath(this.#folder), 'a+', 0o600);
    this.#size = fstatSync(this.#file).size;
    this.#owed = [];
    this.#torn = false;
  }

  /** Nothing at all is in the file. */
  get isEmpty(): boolean {
    return this.#size === 0;
  }

  #bodyAt(position: number): Buffer | null {
    const start = Buffer.alloc(2 * word);
    if (readSync(this.#file, start, 0, start.length, position) < start.length) return null;
    const length = start.readUInt32LE(0);
    // Zeros, as a file system may leave them after a loss of power, would pass for an empty body with its checksum.
    if (length < word || position + length + frame > this.#size) return null;
    const body = Buffer.alloc(length);
    readSync(this.#file, body, 0, length, position + 2 * word);
    return crc32(body) === start.readUInt32LE(word) ? body : null;
  }

  /** The last entry when the journal ends with a whole one; reads nothing before it. */
  last(): JournalChange[] | null {
    if (this.#size < frame) return null;
    const end = Buffer.alloc(word);
    readSync(this.#file, end, 0, word, this.#size - word);
    const position = this.#size - frame - end.readUInt32LE(0);
    const body = position < 0 ? null : this.#bodyAt(position);
    return body === null ? null : decode(body);
  }

  /** Every whole entry up to the first damaged one, in order. */
  *entries(): IterableIterator<JournalChange[]> {
    let position = 0;
    for (let body = this.#bodyAt(0); body !== null; body = this.#bodyAt(position)) {
      position += body.length + frame;
      yield decode(body);
    }
  }

  /** Cuts off what follows the last whole entry: the rest of one that was being written when the machine stopped. */
  cutTail(): void {
    let whole = 0;
    for (let body = this.#bodyAt(0); body !== null; body = this.#bodyAt(whole)) whole += body.length + frame;
    if (whole === this.#size) return;
    ftruncateSync(this.#file, whole);
    fsyncSync(this.#file);
    this.#size = whole;
  }

  /** Closes the file. */
  close(): void {
    closeSync(this.#file);
  }
}
