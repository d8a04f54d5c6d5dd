// One document's part in an exchange with one other device, by Automerge's sync protocol. Changes are taken out of its messages:
// they travel with their signatures, and are judged and stored before Automerge hears that they came.
import * as Automerge from '@automerge/automerge';
import { ByteReader } from './column-reader.ts';

type Handle = ReturnType<typeof Automerge.getBackend>;

/** What is known about one other device's copy of one document. Free it when the exchange ends. */
export type ExchangeState = Parameters<Handle['generateSyncMessage']>[0];

/**
 * A state to begin with. Automerge hands out only copies of it in JavaScript, and takes them back only together with a document as
 * JavaScript objects, which documents here never are (see plan-document.ts): so it is caught on its way into a document.
 */
export function beginExchange(): ExchangeState {
  const caught: ExchangeState[] = [];
  const handle = { generateSyncMessage: (state: ExchangeState) => (caught.push(state.clone()), null) };
  const document = { [Symbol.for('_am_objectId')]: '_root', [Symbol.for('_am_meta')]: { handle } };
  Automerge.generateSyncMessage(document, Automerge.initSyncState());
  const [state] = caught;
  if (state === undefined) throw new Error('Expected Automerge to ask the document for its message.');
  return state;
}

/** A message of Automerge without the changes that it brought. */
export interface ExchangeMessage {
  /** Hashes of the sender's newest changes. */
  readonly heads: readonly string[];
  readonly bytes: Uint8Array;
  readonly changes: readonly Uint8Array[];
  /** It asks for something, or tells what the sender has beyond its heads. */
  readonly asks: boolean;
}

/**
 * What Automerge makes its filters with: bits and places looked at for each change. It uses whatever a message says, and looks for hours
 * where that is much, or panics.
 */
const filter = { bits: 10, places: 7 } as const;
/** Filters in a message; Automerge makes one. */
const mostFilters = 4;

/** Whether a filter of changes is as Automerge makes them. */
function isSound(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return true;
  const reader = new ByteReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const changes = reader.unsigned();
  if (changes === 0 || reader.unsigned() !== filter.bits || reader.unsigned() !== filter.places) return false;
  return reader.at + Math.ceil((changes * filter.bits) / 8) === bytes.length;
}

/**
 * Takes a message apart; `isUnwanted` names changes that are not asked for again. Without the list of what the sender's Automerge
 * can do, the other side sends changes one by one, never many in one compressed piece, which no signature would fit.
 *
 * @throws {Error} when the bytes are no message.
 */
export function takeApart(message: Uint8Array, isUnwanted: (hash: string) => boolean = () => false): ExchangeMessage {
  const { heads, need, have, changes } = Automerge.decodeSyncMessage(message);
  if (have.length > mostFilters || !have.every(({ bloom }) => isSound(bloom))) throw new Error('Expected filters as Automerge makes them.');
  const needed = need.filter((hash) => !isUnwanted(hash));
  const bytes = Automerge.encodeSyncMessage({ heads, need: needed, have, changes: [] });
  return { heads, bytes, changes, asks: needed.length > 0 || have.length > 0 };
}
