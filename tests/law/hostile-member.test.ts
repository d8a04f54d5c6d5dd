// A member who does what no honest device does, without end: memory and disk stay bounded, nothing counts that may not, and others go on.
import { createHash, generateKeyPairSync, type KeyObject, sign as signBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { DeviceKey } from '#electron/engine/store/device-key.ts';
import { deviceKeyFromSeed } from '#electron/engine/store/device-key.ts';
import { memberFrame, writeFrame } from '#electron/engine/sync/frame.ts';
import { type Act, signEntry } from '#electron/engine/team/membership-entry.ts';
import { must } from '#shared/base/must.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { missingChanges } from '#tests/support/second-device.ts';
import { type BareConnection, BareDoor } from '#tests/support/sync/bare-connection.ts';
import { admit, foundTeam } from '#tests/support/team.ts';
import type { Role } from '#electron/engine/team/membership-entry.ts';

const frame = (head: Readonly<Record<string, unknown>>, ...parts: Uint8Array[]): Uint8Array => writeFrame({ head, parts });
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Pair {
  readonly ana: OpenStore;
  /** Who is hostile; the store is what they know. */
  readonly ben: OpenStore;
  readonly bensKey: DeviceKey;
  readonly roadmapId: string;
  readonly door: BareDoor;
  /** Connects as Ben and says what members say first. */
  enter(): BareConnection;
}

/** Ana's workspace, in which Ben has this role. */
function pair(role: Role): Pair {
  const [ana, ben] = [openStore(undefined, undefined, 'Ana'), openStore(undefined, undefined, 'Ben')];
  const { roadmapId = '' } = accepted(ana.command('create-roadmap', { title: 'Harbour' }));
  for (let count = 0; count < 40; count += 1)
    accepted(ana.command('create-issue', { roadmapId, title: `Issue ${count}`, body: 'Long '.repeat(200) }));
  foundTeam(ana);
  admit(ana, ben, role);
  valueOf(ben.store.team.join(ana.store.team.entries(), missingChanges(ana, null)));
  const door = new BareDoor(ana);
  const workspaceId = must(ana.store.team.membership.workspaceId, 'a workspace');
  const tag = hashOf(`sextant/sync/1\n${workspaceId}\n${ben.store.deviceId}\n${ana.store.deviceId}`);
  return {
    ana,
    ben,
    bensKey: deviceKeyFromSeed(ben.seed()),
    roadmapId,
    door,
    enter() {
      const connection = door.connect(ben.store.deviceId);
      connection.say(frame({ t: 'hello', tag, addresses: [] }));
      connection.say(frame({ t: 'chain', heads: [...ana.store.team.membership.heads], count: ana.store.team.entries().length }));
      return connection;
    },
  };
}

const bytesTo = ({ received }: BareConnection): number => received.reduce((sum, { length }) => sum + length, 0);

test('who asks without end and takes nothing gets a few megabytes at most, and is put out', { timeout: 120_000 }, () => {
  const { ana, roadmapId, enter, door } = pair('viewer');
  const hashes = missingChanges(ana, null).map(({ hash }) => hash);
  const questions = {
    want: frame({ t: 'want', d: roadmapId, form: null, from: 0 }),
    fetch: frame({ t: 'fetch', d: roadmapId, hashes: hashes.slice(0, 1000) }),
    'chain-want': frame({ t: 'chain-want', known: [] }),
    restart: frame({ t: 'restart', d: roadmapId }),
    have: frame({ t: 'have', documents: [[roadmapId, 'roadmap', null, []]], whole: true }),
    chain: frame({ t: 'chain', heads: ['ab'.repeat(32)], count: 9 }),
  };
  for (const [what, question] of Object.entries(questions)) {
    const connection = enter();
    for (let count = 0; count < 40_000 && connection.ended() === null; count += 1) connection.say(question);
    expect(bytesTo(connection), what).toBeLessThan(20_000_000);
    if (what === 'want' || what === 'fetch') expect(connection.ended(), what).toBe('It asks for more than it takes.');
    connection.say(frame({ t: 'ping' }));
  }
  expect(door.center.live().peers.length).toBeLessThanOrEqual(1);
  accepted(ana.command('update-roadmap', { roadmapId, title: 'Still here' }));
});

test('documents that nobody could have are not remembered without end', () => {
  const { enter } = pair('viewer');
  const connection = enter();
  for (let round = 0; round < 400 && connection.ended() === null; round += 1) {
    const documents = Array.from({ length: 500 }, (_, index) => [`invented-${round}-${index}`, 'roadmap', null, []]);
    connection.say(frame({ t: 'have', documents, whole: false }));
  }
  expect(connection.ended()).toBe('It tells of more documents than there can be.');
});

test('what a viewer writes with a program of their own counts nowhere', () => {
  const { ana, ben, bensKey, roadmapId, enter } = pair('editor');
  // As an editor they make it, and are a viewer before they send it: the engine of theirs does not know.
  const titles = ['Mine', 'Mine too'];
  for (const title of titles) accepted(ben.command('update-roadmap', { roadmapId, title }));
  valueOf(ana.store.team.sign({ act: 'set-role', personId: 'person-Ben', role: 'viewer' }));
  const made = missingChanges(ben, ana);
  expect(made).toHaveLength(titles.length);
  const connection = enter();
  for (const { documentId: d, signature, bytes } of made) connection.say(frame({ t: 'changes', d }, signature, bytes));
  expect(ana.rows()['roadmap']).toMatchObject([{ title: 'Harbour' }]);
  // Nor when they say that somebody else made it, or sign it as somebody else's.
  const [first] = made;
  const { signature, bytes, documentId: d } = must(first, 'a change');
  connection.say(frame({ t: 'changes', d, of: { by: [ana.store.deviceId], who: [0] } }, signature, bytes));
  connection.say(frame({ t: 'changes', d, of: { by: [ana.store.deviceId], who: [0] } }, bensKey.sign(hashOf('x')), bytes));
  connection.say(frame({ t: 'changes', d, of: { by: [ben.store.deviceId], who: [0] } }, Buffer.alloc(64), bytes));
  expect(ana.rows()['roadmap']).toMatchObject([{ title: 'Harbour' }]);
});

test('grants that somebody gives who may not are worth nothing, and endless ones are not kept', { timeout: 120_000 }, () => {
  const { ana, bensKey, enter } = pair('editor');
  const stranger = randomDevice();
  const give = (by: DeviceKey, act: Act, after: readonly string[] = ana.store.team.membership.heads): Uint8Array[] => {
    const { bytes, signature } = signEntry(by, act, after, '2026-01-01T00:00:00.000Z');
    return [bytes, signature];
  };
  const admitMallory = {
    act: 'admit',
    person: { id: 'mallory', name: 'Mallory' },
    role: 'owner',
    device: { id: stranger.deviceId, name: 'x' },
    invitationId: null,
  } as const;
  let connection = enter();
  const before = ana.store.team.entries().length;
  // By a stranger, by an editor, a second beginning, and one whose signature is another's.
  connection.say(frame({ t: 'entries' }, ...give(stranger, admitMallory)));
  expect(ana.store.team.entries()).toHaveLength(before);
  connection.say(frame({ t: 'entries' }, ...give(bensKey, admitMallory)));
  connection.say(frame({ t: 'entries' }, ...give(bensKey, { act: 'set-role', personId: 'person-Ben', role: 'owner', heads: {} })));
  const [forged = new Uint8Array(0)] = give(bensKey, admitMallory);
  connection.say(frame({ t: 'entries' }, forged, Buffer.alloc(64)));
  expect(ana.store.team.membership.members().map(({ name, role }) => [name, role])).toEqual([
    ['Ana', 'owner'],
    ['Ben', 'editor'],
  ]);
  // Without end, by whoever.
  for (const by of [stranger, bensKey]) {
    connection = enter();
    for (let round = 0; round < 10 && connection.ended() === null; round += 1) {
      const parts = Array.from({ length: 100 }, (_, index) =>
        give(by, { ...admitMallory, person: { id: `m${round}-${index}`, name: 'M' } }),
      ).flat();
      connection.say(frame({ t: 'entries' }, ...parts));
    }
  }
  expect(ana.store.team.entries().length).toBeLessThan(300);
  const other = openStore(undefined, undefined, 'Cleo');
  admit(ana, other, 'editor');
  expect(ana.store.team.membership.role(other.store.deviceId)).toBe('editor');
});

test('little that would become much is not unpacked', { timeout: 120_000 }, () => {
  const { ana, roadmapId, enter } = pair('editor');
  const before = ana.log();
  const began = process.cpuUsage();
  for (const bytes of bombs()) {
    const connection = enter();
    if (bytes.length + 1000 < memberFrame) connection.say(frame({ t: 'changes', d: roadmapId }, Buffer.alloc(64), bytes));
    expect(connection.ended()).not.toBeNull();
    // The same as a document of which only its sender knows.
    const d = 'bomb';
    const beside = Buffer.alloc(70);
    beside.writeUInt32LE(bytes.length, 66);
    for (const as of ['saved', 'changes'] as const) {
      const other = enter();
      other.say(frame({ t: 'have', documents: [[d, 'roadmap', d, []]], whole: true }));
      const all = as === 'saved' ? Buffer.from(bytes) : Buffer.concat([beside, bytes]);
      const form = createHash('sha256').update(all).digest('hex');
      const [changes, by] = as === 'saved' ? [0, []] : [1, [ana.store.deviceId]];
      // What could not be read as saved bytes is asked for once more, in changes.
      for (let time = as === 'saved' ? 2 : 1; time > 0; time--) {
        expect(other.ended()).toBeNull();
        other.say(frame({ t: 'document', d, kind: 'roadmap', roadmap: d, form, as, size: bytes.length, changes, by, from: 0 }));
        for (let at = 0; at < all.length; at += 262_144) other.say(frame({ t: 'piece', d }, all.subarray(at, at + 262_144)));
      }
      expect(other.ended()).not.toBeNull();
    }
  }
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1e6).toBeLessThan(60);
  expect(ana.log()).toEqual(before);
});

test('a device that comes byte by byte, and one that never ends its document, keep nobody else from theirs', () => {
  const { ana, ben, roadmapId, enter, door } = pair('editor');
  const slow = enter();
  for (const byte of frame({ t: 'presence', on: null })) slow.say(Uint8Array.of(byte));
  slow.say(frame({ t: 'have', documents: [['later', 'roadmap', 'later', []]], whole: true }));
  slow.say(
    frame({
      t: 'document',
      d: 'later',
      kind: 'roadmap',
      roadmap: 'later',
      form: 'ab'.repeat(32),
      as: 'changes',
      size: 500_000_000,
      changes: 0,
      by: [],
      from: 0,
    }),
  );
  accepted(ben.command('update-roadmap', { roadmapId, title: 'By the honest Ben' }));
  const honest = door.connect(ben.store.deviceId);
  honest.say(Uint8Array.from([]));
  const again = enter();
  for (const { documentId: d, signature, bytes } of missingChanges(ben, ana)) again.say(frame({ t: 'changes', d }, signature, bytes));
  expect(ana.rows()['roadmap']).toMatchObject([{ title: 'By the honest Ben' }]);
});

function randomDevice(): DeviceKey {
  const { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ed25519');
  const deviceId = publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('hex');
  return { deviceId, sign: (hash) => signBytes(null, Buffer.from(hash, 'hex'), privateKey) };
}

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return [...bytes, rest];
}

const chunk = (kind: number, content: Uint8Array, hashed: Uint8Array = content): Buffer => {
  const hash = createHash('sha256')
    .update(Uint8Array.of(kind === 2 ? 1 : kind, ...unsigned(hashed.length)))
    .update(hashed)
    .digest();
  return Buffer.concat([Buffer.from('856f4a83', 'hex'), hash.subarray(0, 4), Uint8Array.of(kind, ...unsigned(content.length)), content]);
};

/** Changes and documents of a few kilobytes that claim to be much more. */
function bombs(): Buffer[] {
  const zeros = Buffer.alloc(300_000_000);
  // A change of one actor whose one column repeats a value a thousand million times.
  const actor = Buffer.alloc(16, 1);
  const head = [0, actor.length, ...actor, 1, 1, 0, 0, 0];
  const run = [...unsigned(1_000_000_000), 1];
  const columns = [1, 0x42, run.length, ...run];
  const repeated = Uint8Array.from([...head, ...columns]);
  const deflated = deflateRawSync(zeros, { level: 9 });
  // A document whose column is deflated.
  const document = Buffer.concat([
    Uint8Array.from([1, actor.length, ...actor, 1]),
    Buffer.alloc(32, 2),
    Uint8Array.from([1, 0x09, ...unsigned(deflated.length), 0]),
    deflated,
    Uint8Array.of(0),
  ]);
  const repeatedDocument = Buffer.concat([
    Uint8Array.from([1, actor.length, ...actor, 1]),
    Buffer.alloc(32, 2),
    Uint8Array.from([0, 1, 0x42, run.length, ...run]),
    Uint8Array.of(0),
  ]);
  return [chunk(2, deflated, zeros), chunk(1, repeated), chunk(0, document), chunk(0, repeatedDocument)];
}
