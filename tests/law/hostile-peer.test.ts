// Whoever is not a member gets nothing and changes nothing, whatever they say; a member who says anything does no more than members may.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spaceId } from '#electron/engine/document/place.ts';
import { openDeviceKey } from '#electron/engine/store/device-key.ts';
import { writeFrame } from '#electron/engine/sync/frame.ts';
import { must } from '#shared/base/must.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { missingChanges } from '#tests/support/second-device.ts';
import { type BareConnection, BareDoor } from '#tests/support/sync/bare-connection.ts';
import { admit, foundTeam } from '#tests/support/team.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const stranger = 'e'.repeat(64);
const frame = (head: Readonly<Record<string, unknown>>, ...parts: Uint8Array[]): Buffer => Buffer.from(writeFrame({ head, parts }));

/** What a device says first to another one when it knows the workspace. */
function hello(workspaceId: string, from: string, to: string): Buffer {
  const tag = createHash('sha256').update(`sextant/sync/1\n${workspaceId}\n${from}\n${to}`).digest('hex');
  return frame({ t: 'hello', tag, addresses: [] });
}

interface Team {
  readonly roadmapId: string;
  readonly ana: OpenStore;
  readonly ben: OpenStore;
  readonly workspaceId: string;
  readonly door: BareDoor;
}

/** Ana's workspace with a plan, and Ben, an editor of it. */
function team(): Team {
  const [ana, ben] = [openStore(undefined, undefined, 'Ana'), openStore(undefined, undefined, 'Ben')];
  const { roadmapId } = accepted(ana.command('create-roadmap', { title: 'Secret harbour' }));
  for (let count = 0; count < 3; count += 1) accepted(ana.command('create-issue', { roadmapId, title: `Secret ${count}` }));
  foundTeam(ana);
  admit(ana, ben, 'editor');
  valueOf(ben.store.team.join(ana.store.team.entries(), missingChanges(ana, null)));
  const { workspaceId } = ana.store.team.membership;
  return { ana, ben, roadmapId: must(roadmapId, 'a roadmap'), workspaceId: must(workspaceId, 'a workspace'), door: new BareDoor(ana) };
}

/** Frames that mean something to a member, made with all that an insider could know. */
function insiderFrames({ ana, ben, workspaceId }: Team): Buffer[] {
  const changes = missingChanges(ana, null);
  const first = must(changes[0], 'a change');
  const entries = ana.store.team.entries().flatMap(({ bytes, signature }) => [bytes, signature]);
  return [
    // Ben's own first word, which proves nothing when somebody else says it.
    hello(workspaceId, ben.store.deviceId, ana.store.deviceId),
    hello('0'.repeat(64), stranger, ana.store.deviceId),
    frame({ t: 'proof' }, ...entries),
    frame({ t: 'welcome', addresses: [] }),
    frame({ t: 'redeem', invitation: 'i', proof: '0'.repeat(64), person: { id: 'p', name: 'Eve' }, device: 'x', addresses: [] }),
    frame({ t: 'chain', heads: [], count: 0 }),
    frame({ t: 'chain-want', known: [] }),
    frame({ t: 'entries' }, ...entries),
    frame({ t: 'have', documents: [], whole: true }),
    ...[spaceId, first.documentId, ...changes.map(({ documentId }) => documentId)].map((d) => frame({ t: 'want', d, form: null, from: 0 })),
    frame({ t: 'fetch', d: first.documentId, hashes: [first.hash] }),
    frame({ t: 'changes', d: first.documentId }, first.signature, first.bytes),
    frame({ t: 'sync', d: spaceId }, Buffer.alloc(8)),
    frame({ t: 'presence', on: null }),
    frame({ t: 'ping' }),
    Buffer.from('ffffff3f', 'hex'),
    Buffer.from('GET / HTTP/1.1\r\n\r\n'),
  ];
}

/** The frames as they are, cut, altered and strung together; the choice is the test's. */
function hostileBytes(frames: readonly Buffer[]): fc.Arbitrary<Buffer[]> {
  const whole = fc.constantFrom(...frames);
  const flipped = fc.tuple(whole, fc.nat(), fc.integer({ min: 1, max: 255 })).map(([bytes, at, mask]) => {
    const altered = Buffer.from(bytes);
    const place = at % altered.length;
    altered[place] = (altered[place] ?? 0) ^ mask;
    return altered;
  });
  const cut = fc.tuple(whole, fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % bytes.length));
  const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes));
  return fc.array(fc.oneof({ weight: 4, arbitrary: whole }, { weight: 2, arbitrary: flipped }, cut, noise), { minLength: 1, maxLength: 8 });
}

const said = (connection: BareConnection): unknown[] =>
  connection.frames().map(({ head, parts }) => [head['t'], head['reason'], parts.length]);

test('a stranger gets nothing, not even a word, and leaves nothing behind', { timeout: 120_000 }, () => {
  const all = team();
  const { ana, door } = all;
  const before = [ana.log(), ana.rows(), ana.store.team.entries().length];
  let ended = 0;
  fc.assert(
    fc.property(hostileBytes(insiderFrames(all)), (pieces) => {
      const connection = door.connect(stranger);
      for (const bytes of pieces) connection.say(bytes);
      if (connection.ended() !== null) ended += 1;
      expect(connection.received).toEqual([]);
      expect(door.center.live().peers).toEqual([]);
    }),
    { numRuns: 400 },
  );
  expect(ended).toBeGreaterThan(200);
  expect([ana.log(), ana.rows(), ana.store.team.entries().length]).toEqual(before);
});

test('who knows the workspace and does not belong to it is asked for a proof, and gets nothing for a wrong one', () => {
  const all = team();
  const { ana, ben, workspaceId, door } = all;
  const eve = valueOf(openDeviceKey(`${temporaryFolder()}/device.key`)).deviceId;
  const genuine = ana.store.team.entries().flatMap(({ bytes, signature }) => [bytes, signature]);
  for (const proof of [
    frame({ t: 'proof' }),
    frame({ t: 'proof' }, ...genuine),
    frame({ t: 'proof' }, Buffer.from('{}'), Buffer.alloc(64)),
  ]) {
    const connection = door.connect(eve);
    connection.say(hello(workspaceId, eve, ana.store.deviceId));
    expect(said(connection)).toEqual([['who', undefined, 0]]);
    connection.say(proof);
    expect(said(connection)).toHaveLength(1);
    expect(connection.ended()).not.toBeNull();
  }
  expect(ana.store.team.membership.members().map(({ name }) => name)).toEqual(['Ana', 'Ben']);
  expect(ben.store.team.entries()).toHaveLength(2);
});

test('who was shut out is cut off at once, and gets nothing when they come back with everything they had', () => {
  const { ana, ben, workspaceId, door } = team();
  const connection = door.connect(ben.store.deviceId);
  const first = hello(workspaceId, ben.store.deviceId, ana.store.deviceId);
  connection.say(first);
  expect(said(connection)[0]).toEqual(['welcome', undefined, 0]);
  const entries = ben.store.team.entries().flatMap(({ bytes, signature }) => [bytes, signature]);
  valueOf(ana.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' }));
  expect(connection.ended()).toContain('does not belong');
  // That and since when is all that they are told, and the entry that says so is not: it names documents.
  const farewell = [['removed', undefined, 0]];
  expect(said(connection).slice(-1)).toEqual(farewell);
  const heard = connection.received.length;
  connection.say(frame({ t: 'chain-want', known: [] }));
  expect(connection.received).toHaveLength(heard);

  const back = door.connect(ben.store.deviceId);
  back.say(first);
  back.say(frame({ t: 'proof' }, ...entries));
  expect(said(back)).toEqual([['who', undefined, 0], ...farewell]);
  expect(back.frames().at(-1)?.head).toEqual({ t: 'removed', at: expect.any(String), own: true });
  expect(back.ended()).not.toBeNull();
});

test('whoever says nothing, or stops in the middle of a word, is not waited for', () => {
  const { ana, ben, workspaceId, door } = team();
  const [silent, slow, member] = [door.connect(stranger), door.connect(stranger), door.connect(ben.store.deviceId)];
  slow.say(frame({ t: 'ping' }).subarray(0, 7));
  member.say(hello(workspaceId, ben.store.deviceId, ana.store.deviceId));
  member.say(frame({ t: 'ping' }).subarray(0, 7));
  // The clock of the test goes on by a second whenever somebody looks at it.
  for (let looks = 0; looks < 40; looks += 1) door.center.tick();
  expect([silent.ended(), slow.ended()]).toEqual(['It did not say who it is.', 'It did not say who it is.']);
  expect(member.ended()).not.toBeNull();
});

test('a member may say anything: the engine goes on, and holds no change that nobody made', { timeout: 120_000 }, () => {
  const all = team();
  const { ana, ben, roadmapId, workspaceId, door } = all;
  for (let count = 0; count < 5; count += 1) accepted(ben.command('update-roadmap', { roadmapId, title: `By Ben, ${count}` }));
  const genuine = new Set([...missingChanges(ana, null), ...missingChanges(ben, null)].map(({ hash }) => hash));
  const bens = missingChanges(ben, ana).map(({ documentId: d, signature, bytes }) => frame({ t: 'changes', d }, signature, bytes));
  const first = hello(workspaceId, ben.store.deviceId, ana.store.deviceId);
  let admitted = 0;
  fc.assert(
    fc.property(hostileBytes([...insiderFrames(all), ...bens, ...bens]), (pieces) => {
      const connection = door.connect(ben.store.deviceId);
      connection.say(first);
      if (said(connection)[0] !== undefined) admitted += 1;
      for (const bytes of pieces) connection.say(bytes);
    }),
    { numRuns: 300 },
  );
  expect(admitted).toBe(300);
  for (const { hash } of missingChanges(ana, null)) expect(genuine.has(hash)).toBe(true);
  // What Ben did make is there, so somebody was listening.
  expect(missingChanges(ben, ana)).toEqual([]);
  expect(ana.store.team.membership.members().map(({ name, role }) => [name, role])).toEqual([
    ['Ana', 'owner'],
    ['Ben', 'editor'],
  ]);
  accepted(ana.command('rename-workspace', { name: 'Still here' }));
});
