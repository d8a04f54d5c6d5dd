import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import type { ChangeSearch } from '#electron/engine/sync/change-search.ts';

/** What is known of another device that is connected. */
export interface PeerTalk {
  /** Hex public key. */
  readonly remoteId: string;
  /** Its heads of a document, as it told them last; empty while it has told nothing. */
  headsOf(documentId: string): readonly string[];
  /** Documents that it has and this device has not. */
  onlyThere(): readonly { readonly id: string; readonly kind: DocumentKind; readonly roadmapId: string | null }[];
}

/** The other devices, for jobs that compare and repair. */
export interface PeerHelp {
  /** Those that are connected. */
  talks(): readonly PeerTalk[];
  /** Has everybody who is connected, or comes meanwhile, asked for what is sought; `null` ends that. */
  seek(search: ChangeSearch | null): void;
  /** Begins anew with those who are connected and have not the same. Gives how many these are. */
  beginAnew(): number;
}
