// A document as a whole, in one of the forms of document-form.ts, while it is coming in. A member sent it; what it says about others is verified
// change by change.
import { createHash } from 'node:crypto';
import { isSafeToLoad, openSafely } from '#electron/engine/document/inflated-size.ts';
import { PieceClock } from '#electron/engine/document/piece-clock.ts';
import { PlanDocument } from '#electron/engine/document/plan-document.ts';
import type { PartOfRoadmap } from '#electron/engine/document/receive-changes.ts';
import { type BornDocument, NewDocumentReader } from '#electron/engine/document/read-new-document.ts';
import type { OpenedChunk } from '#electron/engine/store/change-chunk.ts';
import { keepChangeHead } from '#electron/engine/store/change-head.ts';
import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { besideSize, byHash, type FormHead, signerSize } from './document-form.ts';
import { BadFrame } from './frame.ts';

/** Inflated bytes of changes that wait to be read. */
const mostHeld = 67_108_864;
/** How many bytes of changes are taken in at a time of a document that is taken in part by part. */
const partSize = 800_000;
/** A document with a longer change is taken in at once. */
const mostInPart = 900_000;

/** Longest document with its signatures, in bytes: that of a plan of 10,000 issues has four million. */
const mostBytes = 268_435_456;

/** Saved bytes that nobody can read. The sender may be honest: Automerge saves what it cannot load when a change replaces what is not there. */
export class UnreadableDocument extends BadFrame {}

/** A change that came, with whoever signed it. */
type Signed = Pick<JournalChange, 'hash' | 'bytes' | 'deviceId' | 'signature'>;

/** A whole document that is coming in. */
export class IncomingDocument {
  readonly head: FormHead;
  readonly #form = createHash('sha256');
  /** What has come and is not taken apart yet. */
  #pieces: Uint8Array[] = [];
  #waiting = 0;
  #length = 0;
  #isVerified = false;
  /** Of a document in changes, those that are there. */
  readonly #signed: Signed[] = [];
  /** Those of them that are still to be read, inflated, and how many bytes these are. */
  readonly #unread: OpenedChunk[] = [];
  #held = 0;
  /** Reads these while others are on their way. */
  readonly #reader: NewDocumentReader | null;
  #reading: Generator<void, void, void> | null = null;
  /** How many were read to their end. */
  #read = 0;
  /** Its changes may be taken in part by part. */
  inParts = false;
  /** How many of them were. */
  #given = 0;
  /** How many bytes it takes for the next change to be there. */
  #wanted = besideSize.changes;

  /** @throws {BadFrame} when it is to be longer than any. */
  constructor(head: FormHead) {
    const { kind, d, as } = head;
    this.head = head;
    this.#reader = as === 'changes' && (kind === 'roadmap' || kind === 'text') ? new NewDocumentReader(kind, d) : null;
    if (this.size > mostBytes) throw new BadFrame(`A document of ${this.size} bytes was announced; ${mostBytes} are allowed.`);
  }

  /** Bytes that have come. */
  get length(): number {
    return this.#length;
  }

  /** Bytes that there are to be. */
  get size(): number {
    return this.head.size + this.head.changes * besideSize[this.head.as];
  }

  /** Takes a piece, to be read later. @throws {BadFrame} when it is too much. */
  take(piece: Uint8Array): void {
    this.#length += piece.length;
    if (piece.length === 0 || this.#length > this.size) throw new BadFrame(`A document of ${this.size} bytes has ${this.#length}.`);
    this.#form.update(piece);
    this.#pieces.push(piece);
    this.#waiting += piece.length;
  }

  /** Whether a change can be taken apart: before others are read, because whether they count may depend on it. */
  get #isApartNext(): boolean {
    return this.head.as === 'changes' && this.#waiting >= this.#wanted && (this.#held < mostHeld || this.#reader?.isOther !== false);
  }

  /** Reads for `pieceTime` ms what has come; answers whether there is more to read. @throws {BadFrame} when it holds what it should not. */
  read(pieceTime: number): boolean {
    const clock = new PieceClock(pieceTime);
    for (;;) {
      if (this.#isApartNext) this.#takeApart();
      else if (!this.#readOn()) return false;
      if (clock.isOver) return true;
    }
  }

  /** Reads a little of the next change; answers whether there is any. */
  #readOn(): boolean {
    const [next] = this.#unread;
    if (next === undefined || this.#reader === null) return false;
    this.#reading ??= this.#reader.take(next);
    if (this.#reading.next().done !== true) return true;
    this.#reading = null;
    this.#read += 1;
    this.#held -= next.content.length;
    this.#unread.shift();
    if (this.#reader.isOther) this.#unread.length = this.#held = 0;
    return true;
  }

  /**
   * The changes that were not taken yet, and how many of the first of them can be taken while the rest is still read; `null` when none can.
   * @throws {BadFrame} as {@link IncomingDocument.open}.
   */
  part(receivedAt: string): { changes: JournalChange[]; count: number; made: PartOfRoadmap } | null {
    const { beginning = null, born = null } = this.#reader ?? {};
    if (!this.inParts || this.#length < this.size || this.#waiting > 0 || beginning === null || born === null) return null;
    const read = this.#given === 0 ? beginning.changes : this.#read;
    const last = this.#signed[read - 1];
    const size = this.#signed.slice(this.#given, read).reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (last === undefined || read >= this.#signed.length || size === 0 || (this.#given > 0 && size < partSize)) return null;
    // What a stop leaves undone comes change by change, each in a frame.
    if (this.#signed.some(({ bytes }) => bytes.length > mostInPart)) return null;
    this.#verify();
    const made = { head: last.hash, document: born.document, first: beginning.touched };
    return { changes: this.#filed(this.#signed.slice(this.#given), receivedAt), count: read - this.#given, made };
  }

  /** So many more changes were taken in. */
  given(count: number): void {
    this.#given += count;
  }

  #verify(): void {
    const { d, form, as, changes } = this.head;
    if (!this.#isVerified && this.#form.digest('hex') !== form) throw new BadFrame(`The document ${d} is not what was announced.`);
    this.#isVerified = true;
    if (as === 'changes' && (this.#waiting > 0 || this.#signed.length !== changes))
      throw new BadFrame(`The document ${d} does not have ${changes} changes.`);
  }

  /**
   * The changes of the document that were not taken yet, each after those that it follows upon, and what all together make where that is
   * known. @throws {BadFrame} when it is not what was announced. @throws {UnreadableDocument} when it should be asked for in changes.
   */
  open(receivedAt: string): { made: Uint8Array | BornDocument | null; changes: JournalChange[] } {
    const { as, size } = this.head;
    this.read(Number.POSITIVE_INFINITY);
    this.#verify();
    if (as === 'saved') {
      const bytes = Buffer.concat(this.#pieces);
      const saved = bytes.subarray(0, size);
      return { made: saved, changes: this.#filed(this.#savedChanges(saved, bytes.subarray(size)), receivedAt) };
    }
    return { made: this.#reader?.born ?? null, changes: this.#filed(this.#signed.slice(this.#given), receivedAt) };
  }

  #filed(signed: readonly Signed[], receivedAt: string): JournalChange[] {
    const { d, kind, roadmap } = this.head;
    return signed.map((change) => ({ ...change, documentId: d, kind: kind satisfies DocumentKind, roadmapId: roadmap, receivedAt }));
  }

  /** Takes a change out of what has come, when all of it is there. */
  #takeApart(): void {
    const [first = Buffer.alloc(0), ...rest] = this.#pieces;
    const bytes = rest.length > 0 ? Buffer.concat(this.#pieces) : Buffer.from(first.buffer, first.byteOffset, first.byteLength);
    this.#pieces = [bytes];
    const end = besideSize.changes + bytes.readUInt32LE(signerSize);
    this.#wanted = end;
    if (end > bytes.length) return;
    this.#wanted = besideSize.changes;
    this.#waiting -= end;
    this.#pieces = end < bytes.length ? [bytes.subarray(end)] : [];
    const change = bytes.subarray(besideSize.changes, end);
    const opened = openSafely(change);
    if (opened === null) throw new BadFrame(`The document ${this.head.d} holds something that is no change, or would be too large.`);
    keepChangeHead(change, opened);
    this.#signed.push({ hash: opened.hash, bytes: change, ...this.#signer(bytes, 0) });
    if (this.#reader === null || this.#reader.isOther) return;
    this.#unread.push(opened);
    this.#held += opened.content.length;
  }

  #signer(signers: Buffer, at: number): Pick<Signed, 'deviceId' | 'signature'> {
    const deviceId = this.head.by[signers.readUInt16LE(at)];
    if (deviceId === undefined) throw new BadFrame(`A change of the document ${this.head.d} names no device.`);
    return { deviceId, signature: signers.subarray(at + 2, at + signerSize) };
  }

  #savedChanges(saved: Buffer, signers: Buffer): Signed[] {
    const { d, changes } = this.head;
    const made = changesIn(d, saved, changes);
    if (made.length !== changes) throw new BadFrame(`The document ${d} has ${made.length} changes, not ${changes}.`);
    const by = new Map(made.toSorted(byHash).map(({ hash }, index) => [hash, this.#signer(signers, index * signerSize)]));
    return made.map((change) => ({ ...change, ...must(by.get(change.hash), 'a signature') }));
  }
}

function changesIn(id: string, saved: Buffer, announced: number): { hash: string; bytes: Uint8Array }[] {
  if (!isSafeToLoad(saved, announced)) throw new UnreadableDocument(`The document ${id} is no saved document, or would be too large.`);
  let document: PlanDocument;
  try {
    document = PlanDocument.load('00'.repeat(16), saved, []);
  } catch {
    throw new UnreadableDocument(`The document ${id} cannot be read.`);
  }
  try {
    return document.changes();
  } finally {
    document.free();
  }
}
