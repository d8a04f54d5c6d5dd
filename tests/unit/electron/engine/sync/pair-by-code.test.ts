import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Announcement } from '#electron/engine/sync/discovery-message.ts';
import type { DiscoveryOptions } from '#electron/engine/sync/discovery.ts';
import { joinByCode } from '#electron/engine/sync/join-by-code.ts';
import { type CodeOffer, offerByCode } from '#electron/engine/sync/offer-by-code.ts';
import type { PairingParts } from '#electron/engine/sync/pairing-parts.ts';
import { readShortCode, type ShortCode } from '#electron/engine/sync/short-code.ts';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { must } from '#shared/base/must.ts';
import { MemoryNetwork } from '#tests/support/sync/memory-network.ts';

// Pairing by a code from one end to the other, without a network; real ones are in tests/adapter/network-namespace.test.ts.

const link = 'sextant://join/abc';
const idOf = (name: string): string => createHash('sha256').update(name).digest('hex');

/** A local network: who is in it hears what all others announce. */
class Room {
  readonly network = new MemoryNetwork();
  readonly #present = new Set<DiscoveryOptions>();

  parts(name: string): PairingParts {
    return {
      openNetwork: () => Promise.resolve(this.network.join(idOf(name))),
      startDiscovery: (options) => {
        this.#present.add(options);
        for (const one of this.#present) this.#tell(one.announcement());
        return Promise.resolve({
          refresh: () => {},
          stop: () => {
            this.#present.delete(options);
            return Promise.resolve();
          },
        });
      },
      now: () => 0,
      randomBytes: (length) => randomBytes(length),
    };
  }

  #tell(announcement: Announcement | null): void {
    if (announcement === null) return;
    for (const { onFound } of this.#present) onFound({ address: 'memory:1', tags: announcement.tags, pairing: announcement.pairing });
  }
}

function codeOf(text: string): ShortCode {
  const read = readShortCode(text);
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

/** The code with another last letter. */
const mistyped = ({ code }: CodeOffer): ShortCode => codeOf(code.slice(0, -1) + (code.endsWith('0') ? '1' : '0'));

const messageOf = (result: Result<string, Problem>): string => (result.ok ? result.value : result.error.message);

test('who knows the code gets the invitation, once, and nothing is left open', async () => {
  const room = new Room();
  const offer = await offerByCode(room.parts('ana'), link, 60_000);
  expect(await joinByCode(room.parts('ben'), codeOf(offer.code), 10_000)).toEqual({ ok: true, value: link });
  expect(await offer.end).toBe('used');
  const late = await joinByCode(room.parts('cleo'), codeOf(offer.code), 50);
  expect(messageOf(late)).toContain(`No device in the local network shows a code that begins with ${offer.code.slice(0, 2)}.`);
});

test('a mistyped code is refused, and the right one is still taken', async () => {
  const room = new Room();
  const offer = await offerByCode(room.parts('ana'), link, 60_000);
  expect(messageOf(await joinByCode(room.parts('ben'), mistyped(offer), 10_000))).toContain('did not accept it');
  expect(await joinByCode(room.parts('ben'), codeOf(offer.code), 10_000)).toEqual({ ok: true, value: link });
  expect(await offer.end).toBe('used');
});

test('the third wrong try kills the code', async () => {
  const room = new Room();
  const offer = await offerByCode(room.parts('ana'), link, 60_000);
  const tries = await Promise.all(['ben', 'cleo', 'dora'].map((name) => joinByCode(room.parts(name), mistyped(offer), 10_000)));
  expect(tries.map(({ ok }) => ok)).toEqual([false, false, false]);
  expect(await offer.end).toBe('guessed');
});

test('a code that is taken back or old is gone', async () => {
  const room = new Room();
  const offer = await offerByCode(room.parts('ana'), link, 60_000);
  await offer.close();
  expect(await offer.end).toBe('withdrawn');
  expect(await (await offerByCode(room.parts('ana'), link, 20)).end).toBe('expired');
});

test('somebody who says to show the code gets a guess at most, and whoever shows it is found all the same', async () => {
  const room = new Room();
  const offer = await offerByCode(room.parts('ana'), link, 60_000);
  const { label } = codeOf(offer.code);
  const mallory = room.network.join(idOf('mallory'));
  const arrived: Uint8Array[] = [];
  const listen = async (): Promise<void> => {
    for await (const connection of mallory.incoming()) {
      arrived.push(must(await connection.read(), 'a message'));
      await connection.send(randomBytes(200));
      expect(await connection.read()).toBeNull();
    }
  };
  const listening = listen();
  const parts = room.parts('mallory');
  const pretending = await parts.startDiscovery({
    announcement: () => ({ port: 1, tags: [], pairing: { label, deviceId: mallory.deviceId } }),
    onFound: () => {},
    onProblem: () => {},
  });
  // Mallory is heard first.
  const ben = room.parts('ben');
  const first: PairingParts = {
    ...ben,
    startDiscovery: (options) => {
      options.onFound({ address: 'memory:2', tags: [], pairing: { label, deviceId: mallory.deviceId } });
      return ben.startDiscovery(options);
    },
  };
  expect(await joinByCode(first, codeOf(offer.code), 10_000)).toEqual({ ok: true, value: link });
  expect(arrived).toHaveLength(1);
  expect(Buffer.from(must(arrived[0], 'a message')).includes(offer.code.replaceAll('-', ''))).toBe(false);
  await pretending.stop();
  await mallory.close();
  await listening;
});

test('a conversation that says nothing, or too much, ends by itself and keeps nobody out', async () => {
  const room = new Room();
  const offer = await offerByCode(room.parts('ana'), link, 60_000);
  const mallory = room.network.join(idOf('mallory'));
  const silent = await Promise.all(Array.from({ length: 12 }, () => mallory.connect(idOf('ana'), [])));
  // Eight at once are heard; the oldest made room for the others.
  for (const ended of silent.slice(0, 4)) expect(await ended.read()).toBeNull();
  const last = must(silent[11], 'a connection');
  await last.send(Buffer.alloc(5000, 0xff));
  expect(await last.read()).toBeNull();
  expect(await joinByCode(room.parts('ben'), codeOf(offer.code), 10_000)).toEqual({ ok: true, value: link });
  await offer.end;
  expect(await must(silent[10], 'a connection').read()).toBeNull();
});
