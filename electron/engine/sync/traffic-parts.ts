// What the documents of a connection work with, and what they tell about themselves.
import type { JournalChange } from '#electron/engine/store/journal.ts';
import type { IncomingShelf } from './incoming-shelf.ts';
import type { Message } from './sync-message.ts';
import type { SyncStore } from './sync-store.ts';

/** What traffic works with. */
export interface TrafficParts {
  readonly store: SyncStore;
  /** Hex public key of the other device. */
  readonly remoteId: string;
  /** Documents that are coming on any connection. */
  readonly incoming: IncomingShelf;
  send(message: Message, parts?: readonly Uint8Array[]): void;
  /** Bytes that were sent and that the network has not taken yet. */
  backlog(): number;
  /** Called when some changes wait for entries of the membership chain. */
  onUnknown(): void;
  /** Does `work` once what is at hand is done, unless the connection has ended by then. */
  later(work: () => void): void;
  /** How long whole documents that came are read at a time, in milliseconds: commands wait for it. */
  readonly pieceTime: number;
  /** Takes a change that was lost here and is sought; answers whether it was one. */
  found(change: JournalChange): boolean;
}

/** How far the documents of both sides are alike. */
export interface TrafficState {
  /** Documents of either side. */
  readonly documents: number;
  /** Those with the same heads on both. */
  readonly equal: number;
  /** Bytes still to come of the documents that are coming now, and of how many. */
  readonly coming: { readonly left: number; readonly size: number } | null;
  /** The other side has told of all that it has. */
  readonly whole: boolean;
}
