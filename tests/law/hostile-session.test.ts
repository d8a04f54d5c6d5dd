// What hostile sessions leave behind on honest devices: nothing in memory, and, where somebody says different things to different people, the same
// outcome for all of them.
import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { writeFrame } from '#electron/engine/sync/frame.ts';
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';
import { actorOf, foreignChange, keyOf } from '#tests/support/foreign-change.ts';
import { joinChange, splitChange } from '#tests/support/fuzz/automerge-piece.ts';
import { hashOfChunk } from '#electron/engine/store/change-chunk.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { missingChanges } from '#tests/support/second-device.ts';
import { type BareConnection, BareDoor } from '#tests/support/sync/bare-connection.ts';
import { SimulatedNetwork } from '#tests/support/sync/simulated-network.ts';
import { sharedRows } from '#tests/support/shared-rows.ts';
import { teamOf } from '#tests/support/team.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';

const frame = (head: Readonly<Record<string, unknown>>, ...parts: Uint8Array[]): Uint8Array => writeFrame({ head, parts });
const asChange = ({ documentId: d, signature, bytes }: JournalChange): Uint8Array => frame({ t: 'changes', d }, signature, bytes);

/** Connects to a device as a member and says what members say first. */
function enter(door: BareDoor, to: OpenStore, as: OpenStore): BareConnection {
  const workspaceId = must(to.store.team.membership.workspaceId, 'a workspace');
  const tag = createHash('sha256').update(`sextant/sync/1\n${workspaceId}\n${as.store.deviceId}\n${to.store.deviceId}`).digest('hex');
  const connection = door.connect(as.store.deviceId);
  connection.say(frame({ t: 'hello', tag, addresses: [] }));
  connection.say(frame({ t: 'chain', heads: [...to.store.team.membership.heads], count: to.store.team.entries().length }));
  return connection;
}

function threeDevices(): [OpenStore, OpenStore, OpenStore] {
  const devices: [OpenStore, OpenStore, OpenStore] = [
    openStore(undefined, undefined, 'Ana'),
    openStore(undefined, undefined, 'Ben'),
    openStore(undefined, undefined, 'Cleo'),
  ];
  accepted(devices[0].command('create-roadmap', { title: 'Harbour' }));
  teamOf(devices[0], devices.slice(1));
  return devices;
}

const refusedOn = ({ reader }: OpenStore): { hash: string; reason: string }[] =>
  reader.prepare<[], { hash: string; reason: string }>('SELECT hash, reason FROM refused_change ORDER BY hash').all();

test('a member who shows a different change with one number to each: all honest devices end alike, and it is listed', () => {
  const [ana, ben, cleo] = threeDevices();
  const key = keyOf(ben);
  const { heads } = ben.store.team.membership;
  const twins = ['One harbour', 'Another harbour'].map((name) => foreignChange(ben, key, actorOf(key), heads, name));
  const [one, other] = [must(twins[0], 'a change'), must(twins[1], 'a change')];
  for (const [device, change] of [
    [ana, one],
    [cleo, other],
  ] as const) {
    const connection = enter(new BareDoor(device), device, ben);
    connection.say(asChange(change));
    expect(device.store.log.has(change.hash)).toBe(true);
    connection.leave();
  }
  expect(ana.rows()['workspace']).not.toEqual(cleo.rows()['workspace']);
  const network = new SimulatedNetwork(seededRandom(5));
  network.connect(network.join(ana), network.join(cleo));
  network.settle();
  expect(sharedRows(ana)).toEqual(sharedRows(cleo));
  expect(refusedOn(ana)).toEqual(refusedOn(cleo));
  expect(refusedOn(ana)).toEqual([{ hash: [one.hash, other.hash].toSorted().at(-1), reason: 'equivocation' }]);
  accepted(ana.command('rename-workspace', { name: 'Still here' }));
  network.settle();
  expect(sharedRows(ana)).toEqual(sharedRows(cleo));
});

test('a twin of which no document can be made is not taken, and the document goes on', () => {
  const [ana, ben] = threeDevices();
  const key = keyOf(ben);
  const { heads } = ben.store.team.membership;
  const twin = (name: string): JournalChange => foreignChange(ben, key, actorOf(key), heads, name);
  // Each says that it writes into something that is not there.
  const broken = ['One', 'Two', 'Three'].map((name) => {
    const change = twin(name);
    const pieces = splitChange(Buffer.from(change.bytes)).map((piece) =>
      piece.tag === 'column 2' ? { tag: piece.tag, bytes: Buffer.from('7fcc01', 'hex') } : piece,
    );
    const bytes = joinChange(pieces);
    const hash = must(hashOfChunk(bytes), 'a hash');
    return { ...change, bytes, hash, signature: key.sign(hash) };
  });
  const smallest = must(broken.map(({ hash }) => hash).toSorted()[0], 'a hash');
  // Of twins the one with the smaller hash counts: at least one of these would, beside this one.
  let number = 0;
  let first = twin('Harbour 0');
  while (first.hash < smallest) first = twin(`Harbour ${(number += 1)}`);
  const connection = enter(new BareDoor(ana), ana, ben);
  connection.say(asChange(first));
  for (const change of broken) connection.say(asChange(change));
  expect(connection.ended()).toBeNull();
  // Those that lose against the first one anyway are kept beside it; those that would win are not.
  const refused = new Set(refusedOn(ana).map(({ hash }) => hash));
  expect(broken.filter(({ hash }) => ana.store.log.has(hash) && !refused.has(hash))).toEqual([]);
  expect(broken.filter(({ hash }) => !ana.store.log.has(hash)).length).toBeGreaterThan(0);
  expect(ana.rows()['workspace']).toMatchObject([{ name: `Harbour ${number}` }]);
  ana.store.rebuild();
  accepted(ana.command('rename-workspace', { name: 'Still here' }));
  expect(ana.rows()['workspace']).toMatchObject([{ name: 'Still here' }]);
});

/** Bytes that this process holds, once what nobody needs any more was given back. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test(
  'a thousand hostile connections leave less than 16 MB behind, and none of them heard a byte who is a stranger',
  { timeout: 120_000 },
  () => {
    const [ana, ben] = threeDevices();
    const door = new BareDoor(ana);
    const changes = missingChanges(ana, null);
    const gigabyte = Buffer.from('00000040', 'hex');
    const stranger = [
      gigabyte,
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.alloc(4000, 0x7b),
      frame({ t: 'want', d: changes[0]?.documentId ?? '', form: null, from: 0 }),
      frame({ t: 'redeem', invitation: 'guessed', proof: '0'.repeat(64), person: { id: 'p', name: 'Eve' }, device: 'x', addresses: [] }),
      // The beginning of a frame, which never ends.
      frame({ t: 'ping' }).subarray(0, 9),
    ];
    const member = [
      gigabyte,
      ...changes.map(asChange),
      frame({ t: 'changes', d: 'space' }, Buffer.alloc(64), Buffer.alloc(200_000, 7)),
      frame({ t: 'sync', d: 'space' }, Buffer.alloc(5000, 0xff)),
      frame({ t: 'have', documents: [['guessed', 'roadmap', 'guessed', []]], whole: true }),
      frame({
        t: 'document',
        d: 'guessed',
        kind: 'roadmap',
        roadmap: 'guessed',
        form: 'ab'.repeat(32),
        as: 'saved',
        size: 500_000_000,
        changes: 0,
        by: [],
        from: 0,
      }),
      frame({ t: 'piece', d: 'guessed' }, Buffer.alloc(100_000)),
    ];
    const attack = (rounds: number): void => {
      for (let round = 0; round < rounds; round += 1) {
        const eve = door.connect('e'.repeat(64));
        eve.say(stranger[round % stranger.length] ?? gigabyte);
        expect(eve.received).toEqual([]);
        eve.leave();
        const hostile = enter(door, ana, ben);
        for (let word = 0; word < 4; word += 1) hostile.say(member[(round * 3 + word) % member.length] ?? gigabyte);
        hostile.leave();
      }
    };
    attack(100);
    const before = heldBytes();
    attack(500);
    expect(heldBytes() - before).toBeLessThan(16_000_000);
    expect(door.center.live().peers).toEqual([]);
    accepted(ana.command('rename-workspace', { name: 'Still here' }));
  },
);
