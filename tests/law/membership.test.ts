import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Membership, type SignedChange } from '#electron/engine/team/membership.ts';
import { type Act, type MembershipEntry, readEntry, signEntry } from '#electron/engine/team/membership-entry.ts';
import type { DeviceKey } from '#electron/engine/store/device-key.ts';
import { must } from '#shared/base/must.ts';

// Who belongs and what counts is the same for everybody who has the same entries, and nobody gives themselves anything.

function makeDevice(): DeviceKey {
  const { publicKey, privateKey }: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('ed25519');
  const deviceId = publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('hex');
  return { deviceId, sign: (hash) => sign(null, Buffer.from(hash, 'hex'), privateKey) };
}

const devices = Array.from({ length: 7 }, makeDevice);
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** What one of the devices does: an act on a random person or device, by what it knows; `honest` ones only what they may. */
interface Move {
  readonly by: number;
  readonly kind: 'admit' | 'add-device' | 'set-role' | 'revoke-device' | 'revoke-person' | 'change' | 'meet';
  readonly whom: number;
  readonly role: 'owner' | 'editor' | 'viewer';
}

const move: fc.Arbitrary<Move> = fc.record({
  // The founder and those who are taken in first do most of it, so that something comes of it.
  by: fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 1 }) }, { weight: 2, arbitrary: fc.nat({ max: devices.length - 1 }) }),
  kind: fc.constantFrom('admit', 'admit', 'add-device', 'set-role', 'revoke-device', 'revoke-person', 'change', 'change', 'meet', 'meet'),
  whom: fc.nat({ max: devices.length - 1 }),
  role: fc.constantFrom('owner', 'owner', 'editor', 'viewer'),
});

/** A change with the changes before it. */
interface MadeChange extends SignedChange {
  readonly past: ReadonlySet<string>;
}

/** What a device knows. */
interface Knowledge {
  readonly entries: Map<string, MembershipEntry>;
  readonly changes: Map<string, MadeChange>;
}

function act({ kind, whom, role }: Move, knowledge: Knowledge): Act {
  const device = must(devices[whom], 'a device');
  const heads = { plan: headsOf([...knowledge.changes.values()]) };
  if (kind === 'admit') {
    return {
      act: 'admit',
      person: { id: `p${whom}`, name: `P${whom}` },
      role,
      device: { id: device.deviceId, name: 'd' },
      invitationId: null,
    };
  }
  if (kind === 'add-device') {
    return {
      act: 'add-device',
      personId: `p${(whom + 3) % devices.length}`,
      device: { id: device.deviceId, name: 'e' },
      invitationId: null,
    };
  }
  if (kind === 'set-role') return { act: 'set-role', personId: `p${whom}`, role, heads };
  if (kind === 'revoke-device') return { act: 'revoke-device', deviceId: device.deviceId, heads };
  return { act: 'revoke-person', personId: `p${whom}`, heads };
}

function headsOf(changes: readonly MadeChange[]): string[] {
  const followed = new Set(changes.flatMap(({ past }) => [...past]));
  return changes.map((change) => change.hash).filter((one) => !followed.has(one));
}

/** Lets the devices act; whoever is not entitled may try all the same. */
function play(moves: readonly Move[]): Knowledge[] {
  const founder = must(devices[0], 'a founder');
  const found = signEntry(
    founder,
    { act: 'found', person: { id: 'p0', name: 'P0' }, device: { id: founder.deviceId, name: 'd' }, heads: {}, nonce: hash('nonce') },
    [],
    '2026-01-01T00:00:00Z',
  );
  const known: Knowledge[] = devices.map(() => ({ entries: new Map([[found.hash, found]]), changes: new Map() }));
  for (const [at, one] of moves.entries()) {
    const own = must(known[one.by], 'knowledge');
    const other = must(known[one.whom], 'knowledge');
    const device = must(devices[one.by], 'a device');
    const { heads } = new Membership([...own.entries.values()]);
    if (one.kind === 'meet') {
      for (const [from, to] of [
        [own, other],
        [other, own],
      ] as const) {
        for (const [key, entry] of from.entries) to.entries.set(key, entry);
        for (const [key, change] of from.changes) to.changes.set(key, change);
      }
    } else if (one.kind === 'change') {
      const change = { documentId: 'plan', hash: hash(`change ${at}`), deviceId: device.deviceId, membership: heads };
      own.changes.set(change.hash, { ...change, past: new Set(own.changes.keys()) });
    } else {
      const entry = signEntry(device, act(one, own), heads, '2026-01-01T00:00:00Z');
      own.entries.set(entry.hash, entry);
    }
  }
  return known;
}

function everything(known: readonly Knowledge[]): { entries: MembershipEntry[]; changes: Map<string, MadeChange> } {
  return {
    entries: [...new Map(known.flatMap(({ entries }) => [...entries])).values()],
    changes: new Map(known.flatMap(({ changes }) => [...changes])),
  };
}

const history =
  (changes: ReadonlyMap<string, MadeChange>) =>
  (change: SignedChange, heads: readonly string[]): boolean =>
    heads.some((head) => head === change.hash || changes.get(head)?.past.has(change.hash) === true);

function judge(entries: readonly MembershipEntry[], changes: ReadonlyMap<string, MadeChange>): unknown {
  const membership = new Membership(entries);
  return {
    members: membership.members(),
    holds: Object.fromEntries(entries.map((entry) => [entry.hash, membership.holds(entry.hash)])),
    standing: Object.fromEntries([...changes.values()].map((change) => [change.hash, membership.standing(change, history(changes))])),
  };
}

const runs = 300;

test('whoever has the same entries sees the same members and counts the same changes, in whatever order they came', () => {
  const seen = { members: 0, refused: 0, revoked: 0 };
  fc.assert(
    fc.property(
      fc.array(move, { minLength: 10, maxLength: 60, size: 'max' }),
      fc.array(fc.nat(), { minLength: 60, maxLength: 60 }),
      (moves, order) => {
        const { entries, changes } = everything(play(moves));
        const shuffled = entries
          .map((entry, at) => ({ entry, by: order[at % order.length] ?? 0 }))
          .toSorted((one, other) => one.by - other.by);
        expect(
          judge(
            shuffled.map(({ entry }) => entry),
            changes,
          ),
        ).toEqual(judge(entries, changes));
        const membership = new Membership(entries);
        seen.members += membership.members().length;
        seen.revoked += membership.members().filter(({ revoked }) => revoked).length;
        seen.refused += [...changes.values()].filter((change) => membership.standing(change, history(changes)) === 'refused').length;
      },
    ),
    { numRuns: runs, seed: 41 },
  );
  // The moves do come to something.
  expect(Math.min(seen.members, seen.revoked, seen.refused)).toBeGreaterThan(runs / 4);
});

test('entries and changes of those who were never taken in alter nothing', () => {
  let judged = 0;
  fc.assert(
    fc.property(fc.array(move, { minLength: 10, maxLength: 60, size: 'max' }), (moves) => {
      const { entries, changes } = everything(play(moves));
      const membership = new Membership(entries);
      const taken = new Set(entries.flatMap(({ act: done }) => ('device' in done ? [done.device.id] : [])));
      const strangers = new Set(devices.flatMap(({ deviceId }) => (taken.has(deviceId) ? [] : [deviceId])));
      const without = entries.filter(({ author }) => !strangers.has(author));
      // What follows on a stranger's entry is lost with it, so that only whole pasts are compared.
      const whole = new Membership(without);
      for (const entry of entries) if (strangers.has(entry.author)) expect(membership.holds(entry.hash)).toBe(false);
      if (whole.missing.length === 0) expect(whole.members()).toEqual(membership.members());
      for (const change of changes.values()) {
        if (!strangers.has(change.deviceId)) continue;
        expect(membership.standing(change, history(changes))).toBe('refused');
        judged += 1;
      }
    }),
    { numRuns: runs, seed: 42 },
  );
  expect(judged).toBeGreaterThan(runs / 2);
});

test('nobody does more than they may: entries that hold are by owners, or about devices of one’s own', () => {
  const held = { byOwner: 0, own: 0 };
  fc.assert(
    fc.property(fc.array(move, { minLength: 10, maxLength: 60, size: 'max' }), (moves) => {
      const { entries } = everything(play(moves));
      const membership = new Membership(entries);
      const byHash = new Map(entries.map((entry) => [entry.hash, entry]));
      for (const entry of entries) {
        if (!membership.holds(entry.hash) || entry.act.act === 'found') continue;
        const past: MembershipEntry[] = [];
        for (const queue = [...entry.after]; queue.length > 0;) {
          const one = must(byHash.get(queue.pop() ?? ''), 'an entry of the past');
          if (past.includes(one)) continue;
          past.push(one);
          queue.push(...one.after);
        }
        // What the author knew, read by itself: later revocations may void parts of it, never add a right.
        const then = new Membership(past);
        const role = must(then.role(entry.author), 'a role');
        if (role === 'owner') held.byOwner += 1;
        else {
          const own = then.members().find((member) => member.devices.some(({ id }) => id === entry.author));
          if (entry.act.act === 'add-device') expect(entry.act.personId).toBe(own?.personId);
          else
            expect(own?.devices.map(({ id }) => id)).toContain(
              entry.act.act === 'revoke-device' ? entry.act.deviceId : 'a device of one’s own',
            );
          held.own += 1;
        }
      }
    }),
    { numRuns: runs, seed: 43 },
  );
  expect(held.byOwner).toBeGreaterThan(runs);
  expect(held.own).toBeGreaterThan(0);
});

test('bytes that were tampered with are no entry', () => {
  const [, device] = devices;
  const entry = signEntry(must(device, 'a device'), { act: 'revoke-person', personId: 'p1', heads: {} }, [], '2026-01-01T00:00:00Z');
  expect(readEntry(entry)).toMatchObject({ ok: true, value: { hash: entry.hash } });
  fc.assert(
    fc.property(fc.nat({ max: entry.bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, flip, ofSignature) => {
      const bytes = Buffer.from(entry.bytes);
      const signature = Buffer.from(entry.signature);
      const target = ofSignature ? signature : bytes;
      const place = at % target.length;
      target.writeUInt8(target.readUInt8(place) ^ flip, place);
      expect(readEntry({ bytes, signature }).ok).toBe(false);
    }),
    { numRuns: 500, seed: 44 },
  );
});
