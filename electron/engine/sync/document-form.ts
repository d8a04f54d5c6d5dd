// A document as a whole, as one device gives it to another that has none of it, in one of two forms: its saved bytes with the
// device and the signature of every change behind them, or its changes one by one. What was imported and hardly edited is as small as
// changes, which need not be taken out of anything; what was edited for long is much smaller saved. A member sent it; what it says about
// others is verified change by change.
import { createHash } from 'node:crypto';
import { isSafeToLoad, openSafely } from '#electron/engine/document/inflated-size.ts';
import { PlanDocument } from '#electron/engine/document/plan-document.ts';
import { type BornDocument, NewDocumentReader } from '#electron/engine/document/read-new-document.ts';
import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { BadFrame } from './frame.ts';
import type { Message } from './sync-message.ts';
import type { SyncStore } from './sync-store.ts';

/** Bytes of a signature, and of the number of its device before it. */
const signatureSize = 64;
const signerSize = signatureSize + 2;
/** Bytes beside a change: device, signature and, where it stands by itself, its length. */
const besideSize = { saved: signerSize, changes: signerSize + 4 } as const;
/** Changes are given as such up to so many times the bytes of the saved document: taking them out of that costs ten times their reading. */
const preference = 1.2;
/** How many changes a document may have so that nobody looks whether its saved bytes were fewer, when these are still to be made. */
const fewChanges = 500;

/** Longest document with its signatures, in bytes: that of a plan of 10,000 issues has four million. */
const mostBytes = 268_435_456;

/** What announces a whole document. */
export type FormHead = Extract<Message, { t: 'document' }>;

/** A document ready to be sent. */
interface DocumentForm {
  readonly head: Omit<FormHead, 'from'>;
  readonly bytes: Buffer;
}

type Head = Pick<FormHead, 'd' | 'kind' | 'roadmap'>;

const byHash = (one: { hash: string }, other: { hash: string }): number => (one.hash < other.hash ? -1 : 1);

/** A document ready to be sent, `as` changes or in whichever form is the better one; `null` when there is none. */
export function documentForm(store: SyncStore, id: string, as?: 'changes'): DocumentForm | null {
  const row = store.log.document(id);
  if (row === null) return null;
  const head: Head = { d: id, kind: row.kind, roadmap: row.roadmapId };
  if (as === 'changes') return inChanges(store, head);
  const changes = store.log.sizeOf(id);
  const kept = store.log.savedSize(id);
  if (kept === null ? changes.count <= fewChanges : changes.bytes <= preference * kept) return inChanges(store, head);
  const saved = must(store.saved(id), `the document ${id}, which the store lists`);
  return changes.bytes <= preference * saved.length ? inChanges(store, head) : inSavedBytes(store, head, saved);
}

const formOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function signersOf(signed: readonly { readonly deviceId: string }[]): { by: string[]; place: (deviceId: string) => number } {
  const by = [...new Set(signed.map(({ deviceId }) => deviceId))];
  const places = new Map(by.map((deviceId, index) => [deviceId, index]));
  return { by, place: (deviceId) => places.get(deviceId) ?? 0 };
}

function inSavedBytes(store: SyncStore, head: Head, saved: Uint8Array): DocumentForm {
  const changes = store.log.signatures(head.d).toSorted(byHash);
  const { by, place } = signersOf(changes);
  const signers = Buffer.alloc(changes.length * signerSize);
  for (const [index, { deviceId, signature }] of changes.entries()) {
    signers.writeUInt16LE(place(deviceId), index * signerSize);
    signers.set(signature, index * signerSize + 2);
  }
  const bytes = Buffer.concat([saved, signers]);
  return { head: { t: 'document', ...head, as: 'saved', form: formOf(bytes), size: saved.length, changes: changes.length, by }, bytes };
}

function inChanges(store: SyncStore, head: Head): DocumentForm {
  const changes = store.log.of(head.d);
  const { by, place } = signersOf(changes);
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const { deviceId, signature, bytes } of changes) {
    const beside = Buffer.alloc(besideSize.changes);
    beside.writeUInt16LE(place(deviceId), 0);
    beside.set(signature, 2);
    beside.writeUInt32LE(bytes.length, signerSize);
    parts.push(beside, bytes);
    size += bytes.length;
  }
  const bytes = Buffer.concat(parts);
  return { head: { t: 'document', ...head, as: 'changes', form: formOf(bytes), size, changes: changes.length, by }, bytes };
}

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
  /** Of a document in changes, those that are there. */
  readonly #signed: Signed[] = [];
  /** Reads these while others are on their way. */
  readonly #reader: NewDocumentReader | null;
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

  /** Takes a piece. @throws {BadFrame} when it is too much, or holds what it should not. */
  take(piece: Uint8Array): void {
    this.#length += piece.length;
    if (piece.length === 0 || this.#length > this.size) throw new BadFrame(`A document of ${this.size} bytes has ${this.#length}.`);
    this.#form.update(piece);
    this.#pieces.push(piece);
    this.#waiting += piece.length;
    if (this.head.as === 'changes' && this.#waiting >= this.#wanted) this.#takeApart();
  }

  /**
   * The changes of the document, each after those that it follows upon, and what they make together where that is known. @throws {BadFrame}
   * when it is not what was announced. @throws {UnreadableDocument} when it should be asked for in changes.
   */
  open(receivedAt: string): { made: Uint8Array | BornDocument | null; changes: JournalChange[] } {
    const { d, kind, roadmap, form, as, size, changes } = this.head;
    if (this.#form.digest('hex') !== form) throw new BadFrame(`The document ${d} is not what was announced.`);
    const place = { documentId: d, kind: kind satisfies DocumentKind, roadmapId: roadmap, receivedAt };
    const filed = (signed: readonly Signed[]): JournalChange[] => signed.map((change) => ({ ...change, ...place }));
    if (as === 'saved') {
      const bytes = Buffer.concat(this.#pieces);
      const saved = bytes.subarray(0, size);
      return { made: saved, changes: filed(this.#savedChanges(saved, bytes.subarray(size))) };
    }
    if (this.#waiting > 0 || this.#signed.length !== changes) throw new BadFrame(`The document ${d} does not have ${changes} changes.`);
    return { made: this.#reader?.finish() ?? null, changes: filed(this.#signed) };
  }

  /** Takes changes out of what has come. */
  #takeApart(): void {
    const bytes = Buffer.concat(this.#pieces);
    let at = 0;
    for (;;) {
      const start = at + besideSize.changes;
      const end = start > bytes.length ? start : start + bytes.readUInt32LE(at + signerSize);
      this.#wanted = end - at;
      if (end > bytes.length || start > bytes.length) break;
      const change = bytes.subarray(start, end);
      const opened = openSafely(change);
      if (opened === null) throw new BadFrame(`The document ${this.head.d} holds something that is no change, or would be too large.`);
      this.#signed.push({ hash: opened.hash, bytes: change, ...this.#signer(bytes, at) });
      this.#reader?.take(opened);
      at = end;
    }
    this.#pieces = at < bytes.length ? [bytes.subarray(at)] : [];
    this.#waiting = bytes.length - at;
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
