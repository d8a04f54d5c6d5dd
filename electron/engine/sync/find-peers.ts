// Finds the devices of a workspace in the local network, and lets them find this one.
import { randomBytes } from 'node:crypto';
import type { NetworkWish } from '#electron/engine/document/sync-event.ts';
import { type Discovery, startDiscovery } from './discovery.ts';
import { deviceOfTag, discoveryTag } from './discovery-tag.ts';
import type { PeerNetwork } from './peer-network.ts';

/** Looks for those with whom `wish` wants to be connected, as it is whenever somebody is found. */
export function findPeers(
  wish: () => NetworkWish | null,
  network: PeerNetwork,
  onFound: (deviceId: string, address: string) => void,
): Promise<Discovery> {
  const port = Number(network.addresses()[0]?.replace(/^.*:/u, '') ?? 0);
  return startDiscovery({
    announcement: () => {
      const { workspaceId = null } = wish() ?? {};
      return { port, tags: workspaceId === null ? [] : [discoveryTag(workspaceId, network.deviceId, randomBytes)], pairing: null };
    },
    onFound: ({ address, tags }) => {
      const { workspaceId = null, targets = [] } = wish() ?? {};
      if (workspaceId === null) return;
      const ids = targets.map(({ deviceId }) => deviceId);
      for (const tag of tags) {
        const deviceId = deviceOfTag(tag, workspaceId, ids);
        if (deviceId !== null) onFound(deviceId, address);
      }
    },
    // A network that cannot be used is no reason for anything: others may be reached another way.
    onProblem: () => {},
  });
}
