// What pairing by a short code needs of its surroundings.
import type { Discovery, DiscoveryOptions } from './discovery.ts';
import type { PeerNetwork } from './peer-network.ts';

/** Given by the engine, or by a test. */
export interface PairingParts {
  /** A network of its own for the time of the pairing: it contacts nobody but devices in the local network. */
  openNetwork(): Promise<PeerNetwork>;
  startDiscovery(options: DiscoveryOptions): Promise<Discovery>;
  /** ms since 1970. */
  now(): number;
  /** That many random bytes, never the same twice. */
  randomBytes(length: number): Uint8Array;
}
