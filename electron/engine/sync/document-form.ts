// A document as a whole, as one device gives it to another that has none of it: its saved bytes, then the device and the signature
// of every change, in the order of their hashes. A member sent it; what it says about others is verified change by change.
import { createHash } from 'node:crypto';
import { PlanDocument } from '#electron/engine/document/plan-document.ts';
import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { BadFrame } from './frame.ts';
import { isSafeToLoad } from './inflated-size.ts';
import type { Message } from './sync-message.ts';
import type { SyncStore } from './sync-store.ts';

/** Bytes of a signature, and of the number of its device before it. */
const signatureSize = 64;
const signerSize = signatureSize + 2;

/** What announces a whole document. */
export type FormHead = Extract<Message, { t: 'document' }>;

const byHash = (one: { hash: string }, other: { hash: string }): number => (one.hash < other.hash ? -1 : 1);

/** A document ready to be sent; `null` when there is none. */
export function documentForm(store: SyncStore, id: string): { head: Omit<FormHead, 'from'>; bytes: Buffer } | null {
  const row = store.log.document(id);
  if (row === null) return null;
  const saved = must(store.saved(id), `the document ${id}, which the store lists`);
  const changes = store.log.signatures(id).toSorted(byHash);
  const by = [...new Set(changes.map(({ deviceId }) => deviceId))];
  const place = new Map(by.map((deviceId, index) => [deviceId, index]));
  const signers = Buffer.alloc(changes.length * signerSize);
  for (const [index, { deviceId, signature }] of changes.entries()) {
    signers.writeUInt16LE(place.get(deviceId) ?? 0, index * signerSize);
    signers.set(signature, index * signerSize + 2);
  }
  const bytes = Buffer.concat([saved, signers]);
  const form = createHash('sha256').update(bytes).digest('hex');
  return {
    head: { t: 'document', d: id, kind: row.kind, roadmap: row.roadmapId, form, saved: saved.length, changes: changes.length, by },
    bytes,
  };
}

/** A whole document that is coming in. */
export class IncomingDocument {
  readonly head: FormHead;
  readonly #pieces: Uint8Array[] = [];
  #length = 0;

  constructor(head: FormHead) {
    this.head = head;
  }

  /** Bytes that have come. */
  get length(): number {
    return this.#length;
  }

  /** Bytes that there are to be. */
  get size(): number {
    return this.head.saved + this.head.changes * signerSize;
  }

  /** Takes a piece. @throws {BadFrame} when it is too much. */
  take(piece: Uint8Array): void {
    this.#length += piece.length;
    if (piece.length === 0 || this.#length > this.size) throw new BadFrame(`A document of ${this.size} bytes has ${this.#length}.`);
    this.#pieces.push(piece);
  }

  /** The bytes of the document and its changes, each after those that it follows upon. @throws {BadFrame} when it is not what was announced. */
  open(receivedAt: string): { saved: Buffer; changes: JournalChange[] } {
    const { d, kind, roadmap, form, saved: savedLength, by } = this.head;
    const bytes = Buffer.concat(this.#pieces);
    if (createHash('sha256').update(bytes).digest('hex') !== form) throw new BadFrame(`The document ${d} is not what was announced.`);
    const saved = bytes.subarray(0, savedLength);
    const made = changesIn(d, saved);
    if (made.length !== this.head.changes) throw new BadFrame(`The document ${d} has ${made.length} changes, not ${this.head.changes}.`);
    const signed = new Map<string, { deviceId: string; signature: Buffer }>();
    for (const [index, { hash }] of made.toSorted(byHash).entries()) {
      const at = savedLength + index * signerSize;
      const deviceId = by[bytes.readUInt16LE(at)];
      if (deviceId === undefined) throw new BadFrame(`A change of the document ${d} names no device.`);
      signed.set(hash, { deviceId, signature: bytes.subarray(at + 2, at + signerSize) });
    }
    const changes = made.map((change) => ({
      ...change,
      ...must(signed.get(change.hash), 'a signature'),
      documentId: d,
      kind: kind satisfies DocumentKind,
      roadmapId: roadmap,
      receivedAt,
    }));
    return { saved, changes };
  }
}

function changesIn(id: string, saved: Buffer): { hash: string; bytes: Uint8Array }[] {
  if (!isSafeToLoad(saved)) throw new BadFrame(`The document ${id} is no saved document, or would be too large.`);
  let document: PlanDocument;
  try {
    document = PlanDocument.load('00'.repeat(16), saved, []);
  } catch {
    throw new BadFrame(`The document ${id} cannot be read.`);
  }
  try {
    return document.changes();
  } finally {
    document.free();
  }
}
