// A device without a plan: takes connections and sends everything back, is found by mDNS, and connects when it is told to.
// `node peer-program.ts <seed> <relays, as JSON>`. Tells `{ ready }`, `{ found }`, `{ echo, path }` and `{ failed }`.
import { randomBytes } from 'node:crypto';
import { discoveryTag } from '#electron/engine/sync/discovery-tag.ts';
import { startDiscovery } from '#electron/engine/sync/discovery.ts';
import { openIrohNetwork } from '#electron/engine/sync/iroh-network.ts';
import type { PeerConnection } from '#electron/engine/sync/peer-network.ts';

/** What it is told: connect there and say this; or, with neither, to end. */
interface Order {
  readonly deviceId: string;
  readonly address: string;
  readonly length: number;
}

const [seed = '', relays = ''] = process.argv.slice(2);
const network = await openIrohNetwork({
  secret: new Uint8Array(32).fill(Number(seed)),
  bind: '0.0.0.0:0',
  patience: 3000,
  // From the test that starts it.
  relays: JSON.parse(relays) as string[] | 'none' | 'default',
});
const tell = (message: object): unknown => process.send?.(message);

async function echo(connection: PeerConnection): Promise<void> {
  for (let bytes = await connection.read(); bytes !== null; bytes = await connection.read()) await connection.send(bytes);
}

async function listen(): Promise<void> {
  for await (const connection of network.incoming()) void echo(connection).catch(() => {});
}

async function obey({ deviceId, address, length }: Order): Promise<void> {
  const connection = await network.connect(deviceId, [address]);
  const said = Buffer.alloc(length, 'x');
  const sending = connection.send(said);
  let heard = 0;
  while (heard < length) {
    const bytes = await connection.read();
    if (bytes === null) throw new Error(`The connection ended after ${heard} of ${length} bytes.`);
    heard += bytes.length;
  }
  await sending;
  tell({ echo: heard, path: connection.path() });
  await connection.close();
}

void listen();
const port = Number(network.addresses()[0]?.split(':').at(-1));
const announcement = { port, tags: [discoveryTag('workspace', network.deviceId, (length) => randomBytes(length))], pairing: null };
const discovery = await startDiscovery({
  announcement: () => announcement,
  onFound: (peer) => tell({ found: peer }),
  onProblem: ({ message }) => tell({ problem: message }),
});
process.on('message', (order: Order) => void obey(order).catch((error: unknown) => tell({ failed: String(error) })));
process.on('disconnect', () => void discovery.stop().then(() => network.close()));
tell({ ready: network.deviceId });
