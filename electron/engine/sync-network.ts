// The network that devices sync over. Its native code is loaded when sync is turned on for the first time, and not before.
import type { OpenNetwork, OpenPairingNetwork } from './open-engine.ts';

/** Makes this device reachable at all its addresses; nothing is sent but to those who are dialled, unless relays are wished for. */
export const openSyncNetwork: OpenNetwork = async ({ port, usualPort, relays }, secret) => {
  const { openIrohNetwork } = await import('./sync/iroh-network.ts');
  const openAt = (at: number): ReturnType<OpenNetwork> => openIrohNetwork({ secret, bind: `0.0.0.0:${at}`, relays });
  if (port !== 0 || usualPort === 0) return openAt(port);
  // Somebody else may have it now.
  return openAt(usualPort).catch(() => openAt(0));
};

/** Reaches devices of the local network for the time of a pairing, and nobody else. */
export const openPairingNetwork: OpenPairingNetwork = async (secret) => {
  const { openIrohNetwork } = await import('./sync/iroh-network.ts');
  return openIrohNetwork({ secret, bind: '0.0.0.0:0', relays: 'none', purpose: 'pairing' });
};
