import type { InvitationRefusal, PeerPath, PeerProgram, Presence } from '#shared/contract/team.ts';

/** What is known about sync at this moment and kept nowhere. */
export interface LiveSync {
  readonly peers: readonly LivePeer[];
  /** The device that an invitation of its makes this one wait for; `null` when none. */
  readonly waitingFor: { readonly issuer: string; readonly issuerName: string } | null;
  /** Why the last invitation was refused; `null` when it was not. */
  readonly refused: InvitationRefusal | null;
  /** How many changes came that wait for this program to be brought up to date. */
  readonly held: number;
}

/** A device that is connected. */
export interface LivePeer {
  readonly deviceId: string;
  readonly path: PeerPath;
  /** Its program beside this one; `null` while it has not said. */
  readonly program: PeerProgram | null;
  /** ISO instant at which it was heard last. */
  readonly heardAt: string;
  /** Documents of either side, and how many have the same heads on both. */
  readonly documents: number;
  readonly equal: number;
  /** Both have told everything, and all of it is the same. */
  readonly inSync: boolean;
  /** Bytes of a whole document that is coming. */
  readonly coming: { readonly left: number; readonly size: number } | null;
  /** Where the person there is. */
  readonly at: Presence | null;
}

/** What is known at this moment about the network, too. */
export interface SyncSnapshot extends LiveSync {
  /** What the machine is called. */
  readonly deviceName: string;
  /** Where this device can be reached, as `host:port`. */
  readonly addresses: readonly string[];
  /** Why the network does not work; `null` when it does, or is off. */
  readonly trouble: string | null;
}
