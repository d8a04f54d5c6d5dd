// A device that speaks the protocol and keeps what it hears, without an engine around it: twenty of them fit into one process.
import { join } from 'node:path';
import { openPlanStore } from '#electron/engine/document/open-plan-store.ts';
import { openIrohNetwork } from '#electron/engine/sync/iroh-network.ts';
import { SyncCenter, tickTime } from '#electron/engine/sync/sync-center.ts';
import { SyncDesk } from '#electron/engine/sync/sync-desk.ts';
import { SyncHost } from '#electron/engine/sync/sync-host.ts';
import { openDeviceKey } from '#electron/engine/store/device-key.ts';

/** A light peer that has joined. */
interface LightPeer {
  /** Milliseconds since 1970 at which the next change was on its disk. */
  nextChange(): Promise<number>;
  close(): Promise<void>;
}

/** Joins by an invitation; resolves once it has the plan. */
export async function startLightPeer(folder: string, author: string, link: string): Promise<LightPeer> {
  const deviceKeyPath = join(folder, 'key', 'device.key');
  const key = openDeviceKey(deviceKeyPath);
  let told: (() => void)[] = [];
  // A store that is opened for the first time commits before there are sessions to tell.
  let sessions: SyncCenter | null = null;
  let isThere = (): void => {};
  const opened = openPlanStore({ folder, deviceKeyPath, author }, () => {
    sessions?.committed();
    for (const tell of told) tell();
    told = [];
  });
  if (!opened.ok || !key.ok) throw new Error(`Expected a light peer to open its store: ${opened.ok ? 'no key' : opened.error.message}`);
  const { store } = opened.value;
  const host: SyncHost = new SyncHost({
    openNetwork: () => openIrohNetwork({ secret: key.value.seed(), bind: '127.0.0.1:0', relays: 'none' }),
    findPeers: null,
    tell: (event) => center.hear(event),
    onState: ({ peers }) => {
      if (peers.some(({ inSync }) => inSync)) isThere();
    },
    onTrouble: () => {},
  });
  const center: SyncCenter = new SyncCenter({
    store,
    table: store.peers,
    tell: (event) => void setImmediate(() => host.hear(event)),
    touch: () => {},
    later: (work) => void setImmediate(work),
    soon: (work) => void setTimeout(work, 100),
  });
  sessions = center;
  center.start();
  const ticking = setInterval(() => center.tick(), tickTime);
  const there = new Promise<void>((resolve) => (isThere = resolve));
  const joined = new SyncDesk(store, store.peers, center, () => {})['join-team']({ link });
  if (!joined.ok) throw new Error(joined.error.message);
  await there;
  return {
    nextChange: () => new Promise((resolve) => told.push(() => resolve(Date.now()))),
    async close() {
      clearInterval(ticking);
      center.close();
      await host.close();
      store.close();
    },
  };
}
