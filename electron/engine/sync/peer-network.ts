// What sync needs of a network: streams to devices whose identity is proven. Nothing here knows plans or members.
import type { PeerPath } from '#shared/contract/team.ts';

/** A stream of bytes in both directions to a device that has proven to hold its key. */
export interface PeerConnection {
  /** Hex public key of the other device. */
  readonly remoteId: string;
  path(): PeerPath;
  /** Resolves when the bytes are taken; a slow reader on the other side makes it slow. @throws when the connection is lost. */
  send(bytes: Uint8Array): Promise<void>;
  /** The bytes that came next; `null` when the other side has closed or the connection is lost. */
  read(): Promise<Uint8Array | null>;
  close(): Promise<void>;
}

/** A way to reach other devices and to be reached. */
export interface PeerNetwork {
  /** Hex public key of this device. */
  readonly deviceId: string;
  /** Where this device can be reached directly, as `host:port`. */
  addresses(): string[];
  /** @throws when the device cannot be reached there, or is another one. */
  connect(deviceId: string, addresses: readonly string[]): Promise<PeerConnection>;
  /** Connections that others make; ends when the network is closed. */
  incoming(): AsyncIterableIterator<PeerConnection>;
  /** Everybody who is connected hears of it at once; resolves when the addresses are free again, which may take seconds. */
  close(): Promise<void>;
}
