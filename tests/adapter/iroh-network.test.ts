import type { Connection } from '@number0/iroh';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { openIrohNetwork } from '#electron/engine/sync/iroh-network.ts';
import type { PeerConnection, PeerNetwork } from '#electron/engine/sync/peer-network.ts';
import { must } from '#shared/base/must.ts';
import { openStranger, type Stranger } from '#tests/support/sync/iroh-stranger.ts';

// What strangers can do to a device that takes connections: nothing that others would notice.

const program = fileURLToPath(new URL('../support/sync/iroh-stranger.ts', import.meta.url));
const peerProgram = fileURLToPath(new URL('../support/sync/peer-program.ts', import.meta.url));
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function openNetwork(seed: number, host = '127.0.0.1', patience = 10_000): Promise<PeerNetwork> {
  const network = await openIrohNetwork({ secret: new Uint8Array(32).fill(seed), bind: `${host}:0`, relays: 'none', patience });
  ends.push(() => network.close());
  return network;
}

/** A device that sends everything back. */
async function openEcho(patience?: number): Promise<{ network: PeerNetwork; seen: string[] }> {
  const network = await openNetwork(1, '127.0.0.1', patience);
  const seen: string[] = [];
  const echo = async (connection: PeerConnection): Promise<void> => {
    for (let bytes = await connection.read(); bytes !== null; bytes = await connection.read()) await connection.send(bytes);
  };
  const listen = async (): Promise<void> => {
    for await (const connection of network.incoming()) {
      seen.push(connection.remoteId);
      // Strangers end as they like.
      void echo(connection).catch(() => {});
    }
  };
  void listen();
  return { network, seen };
}

async function askEcho(connection: PeerConnection, text = 'hello'): Promise<string> {
  await connection.send(Buffer.from(text));
  return Buffer.from(must(await connection.read(), 'an answer')).toString();
}

async function stranger(host?: string): Promise<Stranger> {
  const opened = await openStranger(host);
  ends.push(() => opened.close());
  return opened;
}

test('a connection that opens no stream is ended', async () => {
  const { network, seen } = await openEcho(300);
  const silent = await (await stranger()).connect(network.deviceId, network.addresses());
  expect(await silent.closed()).toBe('closed by peer: 1');
  expect(seen).toEqual([]);
});

test('of many silent connections the oldest make room, so that they keep nobody out', async () => {
  const { network } = await openEcho();
  const silent: Connection[] = [];
  // From several places, since one alone may not make so many a second.
  for (const host of ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5', '127.0.0.6', '127.0.0.7', '127.0.0.8']) {
    const from = await stranger(host);
    silent.push(...(await Promise.all(Array.from({ length: 20 }, () => from.connect(network.deviceId, network.addresses())))));
  }
  await Promise.all(silent.slice(0, 60).map((connection) => connection.closed()));
  expect(silent.at(-1)?.closeReason()).toBeNull();
  const honest = await (await openNetwork(2)).connect(network.deviceId, network.addresses());
  expect(await askEcho(honest)).toBe('hello');
});

test('a second stream ends the connection, before it fills a buffer that nobody empties', async () => {
  const { network, seen } = await openEcho();
  const data = Array.from({ length: 65_536 }, () => 1);
  for (const kind of ['openUni', 'openBi'] as const) {
    const connection = await (await stranger()).connect(network.deviceId, network.addresses());
    const first = await connection.openBi();
    await first.send.writeAll([1]);
    await first.recv.read(1);
    let sent = 0;
    const fill = async (): Promise<void> => {
      const stream = await connection[kind]();
      const send = 'send' in stream ? stream.send : stream;
      for (; sent < 50_000_000; sent += data.length) await send.writeAll(data);
    };
    await Promise.allSettled(Array.from({ length: 50 }, fill));
    expect(await connection.closed()).toBe('closed by peer: 1');
    expect(sent).toBeLessThan(20_000_000);
  }
  expect(seen).toHaveLength(2);
});

test('a thousand attempts a second: who is connected goes on, others get in, memory stays bounded', async () => {
  const { network } = await openEcho();
  const friend = await (await openNetwork(2)).connect(network.deviceId, network.addresses());
  expect(await askEcho(friend)).toBe('hello');
  const before = process.memoryUsage.rss();
  const flood: ChildProcess = fork(program, [network.deviceId, must(network.addresses()[0], 'an address')]);
  ends.push(() => flood.kill('SIGKILL'));
  const said = { attempts: 0, connected: 0, seconds: 0 };
  flood.on('message', (message: Partial<typeof said>) => Object.assign(said, message));
  const over = once(flood, 'exit');
  const newcomer = await openNetwork(3, '127.0.0.9');
  // As long as it takes for others to have done what they want while the flood comes in, however fast this machine is.
  for (let [entries, seen] = [0, 0]; entries < 6 || said.attempts < 3000; entries += 1) {
    for (let round = 0; round < 20; round += 1) expect(await askEcho(friend, `round ${round}`)).toBe(`round ${round}`);
    const connection = await newcomer.connect(network.deviceId, network.addresses());
    expect(await askEcho(connection)).toBe('hello');
    await connection.close();
    while (said.attempts === seen) await once(flood, 'message');
    seen = said.attempts;
  }
  flood.send('enough');
  await over;
  // Twenty a second of one source get as far as a handshake.
  expect(said.seconds).toBeGreaterThan(0);
  expect(said.connected).toBeLessThanOrEqual(20 * (Math.ceil(said.seconds) + 1));
  expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000);
});

test('who is killed is taken for gone long before QUIC would tell', { timeout: 20_000 }, async () => {
  const network = await openNetwork(2);
  const child = fork(peerProgram, ['7', JSON.stringify('none')]);
  ends.push(() => child.kill('SIGKILL'));
  const ready = new Promise<string>((resolve) => {
    child.on('message', (message: { ready?: string }) => message.ready !== undefined && resolve(message.ready));
  });
  const echo = await ready;
  child.send({ deviceId: network.deviceId, address: must(network.addresses()[0], 'an address'), length: 5 });
  const next = await network.incoming().next();
  const connection = must(next.done === true ? null : next.value, 'a connection');
  expect(connection.remoteId).toBe(echo);
  child.kill('SIGKILL');
  while ((await connection.read()) !== null);
});
