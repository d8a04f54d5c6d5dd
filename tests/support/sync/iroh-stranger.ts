// Somebody at the network who does not do what a device of ours does: an endpoint of iroh as it is, and attempts by the thousand.
// As a program (`node iroh-stranger.ts <device id> <address>`) it makes an attempt every millisecond, says how many after each hundred, and at
// its end, when it is told to end, how many connections there were and in how many seconds.
import { type Connection, Endpoint, EndpointAddr, EndpointId, presetMinimal, RelayMode } from '@number0/iroh';
import { setTimeout } from 'node:timers/promises';

const protocol = [...Buffer.from('sextant/sync/1')];

/** An endpoint, and how it connects. */
export interface Stranger {
  connect(deviceId: string, addresses: readonly string[]): Promise<Connection>;
  close(): Promise<void>;
}

/** Another device each time. @param host - the loopback address that it has. */
export async function openStranger(host = '127.0.0.1'): Promise<Stranger> {
  const builder = Endpoint.builder();
  presetMinimal(builder);
  builder.relayMode(RelayMode.disabled());
  builder.alpns([protocol]);
  builder.bindAddr(`${host}:0`);
  const endpoint = await builder.bind();
  return {
    connect: (deviceId, addresses) =>
      endpoint.connect(new EndpointAddr(EndpointId.fromBytes([...Buffer.from(deviceId, 'hex')]), null, [...addresses]), protocol),
    close: () => endpoint.close(),
  };
}

const [script = '', deviceId, address] = process.argv.slice(1);
if (import.meta.filename === script && deviceId !== undefined && address !== undefined) {
  const strangers = await Promise.all(Array.from({ length: 10 }, () => openStranger()));
  let [attempts, connected] = [0, 0];
  const over = new AbortController();
  process.once('message', () => over.abort());
  const attempt = async (): Promise<void> => {
    try {
      await strangers[attempts % strangers.length]?.connect(deviceId, [address]);
      connected += 1;
    } catch {
      // Refused.
    }
  };
  const began = performance.now();
  while (!over.signal.aborted) {
    void attempt();
    attempts += 1;
    if (attempts % 100 === 0) process.send?.({ attempts });
    await setTimeout(1);
  }
  process.send?.({ connected, seconds: (performance.now() - began) / 1000 }, () => process.exit());
}
