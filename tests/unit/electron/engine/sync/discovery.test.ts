import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, test } from 'vitest';
import { type Announcement, readDiscoveryMessage, writeAnnouncement, writeQuestion } from '#electron/engine/sync/discovery-message.ts';
import { type Discovery, type FoundPeer, startDiscovery } from '#electron/engine/sync/discovery.ts';
import { DiscoverySocket, type LocalAddress } from '#electron/engine/sync/discovery-socket.ts';
import type { Problem } from '#shared/contract/problem.ts';

// Real multicast, on the loopback of this machine only, at a port that no other program has, and no other test.

const port = 20_000 + (process.pid % 12_000);
const loopback: LocalAddress = { address: '127.0.0.1', cidr: '127.0.0.1/8' };
const tagOf = (letter: string): string => letter.repeat(32);

/** What was told to somebody who looks for devices. */
class Finder {
  readonly found: FoundPeer[] = [];
  readonly problems: Problem[] = [];
  #wake = Promise.withResolvers<void>();
  announcement: Announcement;

  constructor(at: number, tags: string[]) {
    this.announcement = { port: at, tags, pairing: null };
  }

  start(addresses: () => LocalAddress[] = () => [loopback]): Promise<Discovery> {
    return startDiscovery({
      announcement: () => this.announcement,
      onFound: (peer) => this.#hear(this.found, peer),
      onProblem: (problem) => this.#hear(this.problems, problem),
      addresses,
      port,
    });
  }

  #hear<Thing>(list: Thing[], thing: Thing): void {
    list.push(thing);
    this.#wake.resolve();
  }

  async until(what: () => boolean): Promise<void> {
    while (!what()) {
      this.#wake = Promise.withResolvers();
      await this.#wake.promise;
    }
  }

  hasFound(at: number, pairing: Announcement['pairing'] = null): boolean {
    return this.found.some((peer) => peer.address === `127.0.0.1:${at}` && peer.pairing?.label === pairing?.label);
  }
}

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function started(finder: Finder, addresses?: () => LocalAddress[]): Promise<Discovery> {
  const discovery = await finder.start(addresses);
  ends.push(() => discovery.stop());
  return discovery;
}

/** Somebody else on the loopback, who hears and says what a test wants. */
async function stranger(address = '127.0.0.1'): Promise<{ socket: Socket; heard: Buffer[]; say: (bytes: Uint8Array) => Promise<void> }> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  const heard: Buffer[] = [];
  socket.on('message', (bytes) => heard.push(bytes));
  socket.bind(port, '0.0.0.0');
  await once(socket, 'listening');
  socket.addMembership('224.0.0.251', '127.0.0.1');
  const speaker = createSocket('udp4');
  speaker.bind(0, address);
  await once(speaker, 'listening');
  speaker.setMulticastInterface('127.0.0.1');
  ends.push(async () => {
    for (const one of [socket, speaker]) {
      one.close();
      await once(one, 'close');
    }
  });
  return {
    socket,
    heard,
    say: async (bytes) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      speaker.send(bytes, port, '224.0.0.251', (error) => (error === null ? resolve() : reject(error)));
      await promise;
    },
  };
}

test('two devices find each other, and hear of a code that is opened', async () => {
  const [ana, ben] = [new Finder(41_001, [tagOf('a')]), new Finder(41_002, [tagOf('b')])];
  const opening = await started(ana);
  await started(ben);
  await ana.until(() => ana.hasFound(41_002));
  await ben.until(() => ben.hasFound(41_001));
  expect(ana.found.find(({ address }) => address.endsWith(':41002'))).toEqual({
    address: '127.0.0.1:41002',
    tags: [tagOf('b')],
    pairing: null,
  });
  const pairing = { label: 'K7', deviceId: 'd'.repeat(64) };
  ana.announcement = { ...ana.announcement, pairing };
  opening.refresh();
  await ben.until(() => ben.hasFound(41_001, pairing));
  expect([ana.hasFound(41_001), ben.hasFound(41_002)]).toEqual([false, false]);
});

test('one says nothing before the start, farewell at the end, and nothing after', async () => {
  const { heard, say, socket } = await stranger();
  const ana = new Finder(41_003, [tagOf('c')]);
  const own = (): string[] =>
    heard.flatMap((bytes) => {
      const message = readDiscoveryMessage(bytes);
      return message === null || message.kind === 'question' || message.announcement.port !== 41_003 ? [] : [message.kind];
    });
  await say(writeQuestion());
  await once(socket, 'message');
  expect(own()).toEqual([]);
  const discovery = await ana.start();
  while (own().length === 0) await once(socket, 'message');
  await discovery.stop();
  while (own().at(-1) !== 'farewell') await once(socket, 'message');
  const said = own().length;
  await say(writeQuestion());
  await once(socket, 'message');
  discovery.refresh();
  expect(own()).toHaveLength(said);
  expect(said).toBeLessThanOrEqual(3);
});

test('what a network says is neither believed nor kept without bounds', async () => {
  const { say } = await stranger();
  const elsewhere = await stranger('127.0.0.2');
  const ana = new Finder(41_004, [tagOf('d')]);
  // A network of one address: everybody else is elsewhere, though their messages arrive.
  await started(ana, () => [{ address: '127.0.0.1', cidr: '127.0.0.1/32' }]);
  await elsewhere.say(writeAnnouncement('announcement', 'e'.repeat(16), { port: 1, tags: [], pairing: null }, '127.0.0.1'));
  const noise = [Buffer.from('garbage'), Buffer.alloc(60_000, 0xff), Buffer.alloc(0), Buffer.alloc(12)];
  for (let round = 0; round < 500; round += 1) for (const bytes of noise) await say(bytes);
  // More than is looked at in a second, each another peer at an address of its own, which is not taken from the message.
  for (let number = 0; number < 400; number += 1) {
    const instance = number.toString(16).padStart(16, '0');
    await say(writeAnnouncement('announcement', instance, { port: 50_000 + number, tags: [], pairing: null }, '203.0.113.1'));
  }
  const ben = new Finder(41_005, [tagOf('e')]);
  await started(ben);
  await ana.until(() => ana.hasFound(41_005));
  expect(ana.found.every(({ address }) => address.startsWith('127.0.0.1:'))).toBe(true);
  expect(ana.found.some(({ address }) => address.endsWith(':1'))).toBe(false);
  expect(ana.found.length).toBeLessThan(400);
  expect(ana.problems).toEqual([]);
});

test('a network that cannot be used is said once and does not end the others; one that comes later is used', async () => {
  const [ana, ben] = [new Finder(41_006, [tagOf('f')]), new Finder(41_007, [tagOf('0')])];
  const gone = { address: '203.0.113.7', cidr: '203.0.113.7/24' };
  let addresses = [gone];
  const discovery = await started(ana, () => addresses);
  await ana.until(() => ana.problems.length > 0);
  expect(ana.problems).toMatchObject([
    { code: 'unavailable', message: expect.stringContaining('in the network of 203.0.113.7 cannot be found') as string },
  ]);
  await started(ben);
  addresses = [gone, loopback];
  discovery.refresh();
  await ana.until(() => ana.hasFound(41_007));
  addresses = [];
  discovery.refresh();
  expect(ana.problems).toHaveLength(1);
});

test('a socket that cannot be bound fails by name', async () => {
  const taken = createSocket('udp4');
  taken.bind(0, '0.0.0.0');
  await once(taken, 'listening');
  const errors: string[] = [];
  const listener = { onMessage: () => {}, onError: ({ message }: Error) => errors.push(message) };
  const socket = new DiscoverySocket(loopback, listener, taken.address().port);
  await socket.ready;
  expect(socket.isClosed).toBe(true);
  expect(errors).toEqual([expect.stringContaining('EADDRINUSE')]);
  await socket.send(writeQuestion());
  await socket.close();
  taken.close();
});
