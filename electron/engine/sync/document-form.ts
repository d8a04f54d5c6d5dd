// A document as a whole, as one device gives it to another that has none of it, in one of two forms: its saved bytes with the
// device and the signature of every change behind them, or its changes one by one. What was imported and hardly edited is as small as
// changes, which need not be taken out of anything; what was edited for long is much smaller saved.
import { createHash } from 'node:crypto';
import { must } from '#shared/base/must.ts';
import type { Message } from './sync-message.ts';
import type { SyncStore } from './sync-store.ts';

/** Bytes of a signature. */
const signatureSize = 64;
/** Bytes of a signature and of the number of its device before it. */
export const signerSize = signatureSize + 2;
/** Bytes beside a change: device, signature and, where it stands by itself, its length. */
export const besideSize = { saved: signerSize, changes: signerSize + 4 } as const;
/** Changes are given as such up to so many times the bytes of the saved document: taking them out of that costs ten times their reading. */
const preference = 1.2;
/** How many changes a document may have so that nobody looks whether its saved bytes were fewer, when these are still to be made. */
const fewChanges = 500;

/** What announces a whole document. */
export type FormHead = Extract<Message, { t: 'document' }>;

/** A document ready to be sent. */
interface DocumentForm {
  readonly head: Omit<FormHead, 'from'>;
  readonly bytes: Buffer;
}

type Head = Pick<FormHead, 'd' | 'kind' | 'roadmap'>;

/** The order in which signatures stand behind saved bytes. */
export const byHash = (one: { hash: string }, other: { hash: string }): number => (one.hash < other.hash ? -1 : 1);

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
