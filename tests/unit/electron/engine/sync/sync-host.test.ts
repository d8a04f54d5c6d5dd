import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { NetworkEvent, NetworkWish } from '#electron/engine/document/sync-event.ts';
import { SyncHost } from '#electron/engine/sync/sync-host.ts';
import { MemoryNetwork } from '#tests/support/sync/memory-network.ts';

const idOf = (name: string): string => createHash('sha256').update(name).digest('hex');
const wish: NetworkWish = { enabled: true, port: 0, usualPort: 0, relays: 'none', discovery: false, workspaceId: null, targets: [] };

/** A host in a network of memory, and what it tells the sessions. */
class HostUnderTest {
  readonly network = new MemoryNetwork();
  readonly events: NetworkEvent[] = [];
  readonly host: SyncHost;
  #wake = Promise.withResolvers<void>();

  constructor() {
    this.host = new SyncHost({
      openNetwork: () => Promise.resolve(this.network.join(idOf('host'))),
      findPeers: null,
      tell: (event) => {
        this.events.push(event);
        this.#wake.resolve();
      },
      onState: () => {},
      onTrouble: () => {},
    });
    this.host.hear({ type: 'wish', wish });
  }

  count(type: NetworkEvent['type']): number {
    return this.events.filter((event) => event.type === type).length;
  }

  async until(type: NetworkEvent['type'], count: number): Promise<void> {
    while (this.count(type) < count) {
      this.#wake = Promise.withResolvers();
      await this.#wake.promise;
    }
  }
}

test('strangers who only wait make room for others; members stay, and so does who was dialled', async () => {
  const under = new HostUnderTest();
  await under.until('reachable', 1);
  const join = (name: string) => under.network.join(idOf(name)).connect(idOf('host'), []);
  const member = await join('member');
  await under.until('opened', 1);
  under.host.hear({ type: 'member', connection: 1 });
  const strangers = await Promise.all(Array.from({ length: 40 }, (_, number) => join(`stranger ${number}`)));
  await under.until('opened', 41);
  // Of forty 32 stay: the first eight are gone, on both sides.
  expect(under.events.flatMap((event) => (event.type === 'closed' ? [event.connection] : []))).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  for (const gone of strangers.slice(0, 8)) expect(await gone.read()).toBeNull();
  await member.send(Buffer.from('hello'));
  await under.until('bytes', 1);
  expect(under.events.at(-1)).toMatchObject({ type: 'bytes', connection: 1 });
  await under.host.close();
  expect(await member.read()).toBeNull();
});
