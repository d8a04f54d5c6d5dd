import { createPrivateKey, createPublicKey } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { openIrohNetwork } from '#electron/engine/sync/iroh-network.ts';
import type { PeerConnection, PeerNetwork } from '#electron/engine/sync/peer-network.ts';
import { must } from '#shared/base/must.ts';
import { MemoryNetwork } from '#tests/support/sync/memory-network.ts';

// What sync relies on, of every network that it runs over.

const seedOf = (number: number): Uint8Array => new Uint8Array(32).fill(number);

function idOf(seed: Uint8Array): string {
  const key = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(12).toString('hex');
}

const memory = new MemoryNetwork();
const networks: Record<string, (number: number) => Promise<PeerNetwork>> = {
  iroh: (number) => openIrohNetwork({ secret: seedOf(number), bind: '127.0.0.1:0', relays: 'none' }),
  memory: (number) => Promise.resolve(memory.join(idOf(seedOf(number)))),
};

describe.each(Object.entries(networks))('%s', (_, open) => {
  const opened: PeerNetwork[] = [];
  const join = async (number: number): Promise<PeerNetwork> => {
    const network = await open(number);
    opened.push(network);
    return network;
  };
  afterEach(async () => {
    for (const network of opened.splice(0)) await network.close();
  });

  async function pair(): Promise<[PeerConnection, PeerConnection]> {
    const [one, other] = [await join(1), await join(2)];
    const arriving = other.incoming().next();
    const connection = await one.connect(other.deviceId, other.addresses());
    // Whoever connects speaks first; only then does the other side hear of it.
    await connection.send(Buffer.from('!'));
    const arrived = must((await arriving).value as PeerConnection | undefined, 'a connection'); // an iterator's value may be its return
    expect(Buffer.from(must(await arrived.read(), 'bytes')).toString()).toBe('!');
    return [connection, arrived];
  }

  async function collect(connection: PeerConnection, length: number): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for (let held = 0; held < length;) {
      const piece = must(await connection.read(), `${length} bytes, but the connection ended after ${held}`);
      pieces.push(piece);
      held += piece.length;
    }
    return Buffer.concat(pieces);
  }

  test('a device is known by its key', async () => {
    const [one, other] = await pair();
    expect([one.remoteId, other.remoteId]).toEqual([idOf(seedOf(2)), idOf(seedOf(1))]);
    expect(['memory', 'local']).toContain(one.path());
  });

  test('bytes arrive whole and in order, both ways at once', async () => {
    const [one, other] = await pair();
    const bytes = Buffer.from(Uint32Array.from({ length: 100_000 }, (_one, at) => at).buffer);
    const there = collect(other, bytes.length);
    const back = collect(one, bytes.length);
    await Promise.all([one.send(bytes), other.send(bytes)]);
    expect((await there).equals(bytes)).toBe(true);
    expect((await back).equals(bytes)).toBe(true);
  });

  test('a side that closes ends the reading of the other', async () => {
    const [one, other] = await pair();
    const reading = other.read();
    await one.close();
    expect(await reading).toBeNull();
    expect(await other.read()).toBeNull();
  });

  test('nobody is there under a key that nobody has', async () => {
    const [one, other] = [await join(1), await join(2)];
    await expect(one.connect(idOf(seedOf(3)), other.addresses())).rejects.toThrow(Error);
  });

  test('a network that is closed ends the connections of the others and its own listening', async () => {
    const [one] = await pair();
    const [, network] = opened;
    const listening = must(network, 'a network').incoming().next();
    await must(network, 'a network').close();
    expect((await listening).done).toBe(true);
    expect(await one.read()).toBeNull();
  });
});
