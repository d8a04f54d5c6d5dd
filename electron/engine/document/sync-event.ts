// What the engine's main thread, which has the network, and the document thread, which has the sessions, tell each other.
import type { LiveSync } from '#electron/engine/store/live-sync.ts';
import type { PeerPath } from '#shared/contract/team.ts';

/** From the network. */
export type NetworkEvent =
  | { readonly type: 'opened'; readonly connection: number; readonly remoteId: string; readonly dialled: boolean; readonly path: PeerPath }
  | { readonly type: 'bytes'; readonly connection: number; readonly bytes: Uint8Array }
  /** The network has taken so many bytes of a connection. */
  | { readonly type: 'drained'; readonly connection: number; readonly bytes: number }
  | { readonly type: 'closed'; readonly connection: number }
  | { readonly type: 'path'; readonly connection: number; readonly path: PeerPath }
  /** Where this device can be reached; nowhere while the network is off. */
  | { readonly type: 'reachable'; readonly addresses: readonly string[]; readonly relays: readonly string[] };

/** Where a device may be reached. */
export interface DialTarget {
  readonly deviceId: string;
  readonly addresses: readonly string[];
}

/** How the network is to be. */
export interface NetworkWish {
  /** Nothing is sent or received otherwise. */
  readonly enabled: boolean;
  /** UDP port; 0 takes a free one. */
  readonly port: number;
  /** A port to be tried where `port` is 0, because it was taken the last time; 0 when there is none. */
  readonly usualPort: number;
  /** URLs of relays; `none` contacts no host but those that are dialled, `default` takes those of iroh's makers. */
  readonly relays: readonly string[] | 'none' | 'default';
  /** Whether devices on the local network are looked for. */
  readonly discovery: boolean;
  /** Names the workspace to its members on the local network; empty while there is none. */
  readonly workspaceId: string | null;
  /** Devices to be connected with, but for those that are. */
  readonly targets: readonly DialTarget[];
}

/** To the network. */
export type SyncEvent =
  | { readonly type: 'send'; readonly connection: number; readonly bytes: Uint8Array }
  | { readonly type: 'close'; readonly connection: number; readonly reason: string }
  /** Bytes of a connection were read; more may come. */
  | { readonly type: 'taken'; readonly connection: number; readonly bytes: number }
  /** The other side of a connection belongs to the workspace. */
  | { readonly type: 'member'; readonly connection: number }
  | { readonly type: 'wish'; readonly wish: NetworkWish }
  | { readonly type: 'state'; readonly state: LiveSync };
