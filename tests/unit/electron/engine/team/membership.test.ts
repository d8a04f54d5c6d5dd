import { generateKeyPairSync, sign } from 'node:crypto';
import { expect, test } from 'vitest';
import { Membership, type SignedChange, type Standing } from '#electron/engine/team/membership.ts';
import { type Act, type MembershipEntry, type Role, signEntry } from '#electron/engine/team/membership-entry.ts';
import type { DeviceKey } from '#electron/engine/store/device-key.ts';

function makeDevice(): DeviceKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const deviceId = publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('hex');
  return { deviceId, sign: (hash) => sign(null, Buffer.from(hash, 'hex'), privateKey) };
}

const [ana, ben, cleo, dana] = [makeDevice(), makeDevice(), makeDevice(), makeDevice()] as const;
const at = '2026-11-20T09:00:00Z';
const zero = '0'.repeat(64);
const one = '1'.repeat(64);

const says = (device: DeviceKey, act: Act, ...after: readonly MembershipEntry[]): MembershipEntry =>
  signEntry(
    device,
    act,
    after.map(({ hash }) => hash),
    at,
  );
const admit = (name: string, device: DeviceKey, role: Role): Act => ({
  act: 'admit',
  person: { id: name, name },
  role,
  device: { id: device.deviceId, name: 'laptop' },
  invitationId: null,
});
const revoke = (personId: string, heads: Record<string, string[]> = {}): Act => ({ act: 'revoke-person', personId, heads });

const found = says(ana, {
  act: 'found',
  person: { id: 'ana', name: 'ana' },
  device: { id: ana.deviceId, name: 'laptop' },
  heads: {},
  nonce: zero,
});
const withBen = says(ana, admit('ben', ben, 'owner'), found);
const withCleo = says(ben, admit('cleo', cleo, 'editor'), withBen);

const roles = (membership: Membership): Record<string, string> =>
  Object.fromEntries(membership.members().map(({ personId, role, revoked }) => [personId, revoked ? 'revoked' : role]));
const standing = (membership: Membership, device: DeviceKey, knew: MembershipEntry, named = false): Standing => {
  const change: SignedChange = { documentId: 'plan', hash: one, deviceId: device.deviceId, membership: [knew.hash] };
  return membership.standing(change, (_, heads) => named && heads.includes(one));
};

test('of two owners who shut out each other, the one who was taken in first stays', () => {
  const byAna = says(ana, revoke('ben'), withCleo);
  const byBen = says(ben, revoke('ana'), withCleo);
  const membership = new Membership([byBen, withCleo, byAna, withBen, found]);
  expect(roles(membership)).toEqual({ ana: 'owner', ben: 'revoked', cleo: 'editor' });
  expect([membership.holds(byAna.hash), membership.holds(byBen.hash)]).toEqual([true, false]);
});

test('an owner who was taken in later may shut out the founder, and what the founder does without knowing it does not hold', () => {
  const byBen = says(ben, revoke('ana'), withCleo);
  const withDana = says(ana, admit('dana', dana, 'editor'), withCleo);
  const membership = new Membership([found, withBen, withCleo, byBen, withDana]);
  expect(roles(membership)).toEqual({ ana: 'revoked', ben: 'owner', cleo: 'editor' });
  expect(standing(membership, dana, withDana)).toBe('refused');
});

test('of what somebody did who was shut out, what the revocation names counts, and nothing else', () => {
  const out = says(ana, revoke('cleo', { plan: [one] }), withCleo);
  const membership = new Membership([found, withBen, withCleo, out]);
  expect(standing(new Membership([found, withBen, withCleo]), cleo, withCleo)).toBe('counts');
  expect(standing(membership, cleo, withCleo, true)).toBe('counts');
  expect(standing(membership, cleo, withCleo)).toBe('refused');
  // Neither by saying that they knew of it.
  expect(standing(membership, cleo, out)).toBe('refused');
});

test('a viewer changes nothing, before and after being more than one; an editor changes the plan, not the members', () => {
  const asViewer = says(ana, { act: 'set-role', personId: 'cleo', role: 'viewer', heads: { plan: [one] } }, withCleo);
  const asEditor = says(ana, { act: 'set-role', personId: 'cleo', role: 'editor', heads: {} }, asViewer);
  const membership = new Membership([found, withBen, withCleo, asViewer, asEditor]);
  expect(standing(membership, cleo, asEditor)).toBe('counts');
  expect(standing(membership, cleo, asViewer)).toBe('refused');
  expect(standing(membership, cleo, withCleo, true)).toBe('counts');
  const byCleo = says(cleo, admit('dana', dana, 'editor'), asEditor);
  expect(roles(new Membership([found, withBen, withCleo, asViewer, asEditor, byCleo]))).not.toHaveProperty('dana');
});

test('whoever was shut out may be taken in again, and goes on from there', () => {
  const out = says(ana, revoke('cleo'), withCleo);
  const again = says(ana, admit('cleo', cleo, 'viewer'), out);
  const membership = new Membership([found, withBen, withCleo, out, again]);
  expect(roles(membership)).toEqual({ ana: 'owner', ben: 'owner', cleo: 'viewer' });
  expect(standing(membership, cleo, withCleo)).toBe('refused');
});

test('everybody adds devices of their own and shuts them out; a stranger’s changes do not count, those before the founding do', () => {
  const phone = says(
    cleo,
    { act: 'add-device', personId: 'cleo', device: { id: dana.deviceId, name: 'phone' }, invitationId: null },
    withCleo,
  );
  const lost = says(dana, { act: 'revoke-device', deviceId: cleo.deviceId, heads: {} }, phone);
  const membership = new Membership([found, withBen, withCleo, phone, lost]);
  expect([membership.role(dana.deviceId), membership.role(cleo.deviceId)]).toEqual(['editor', null]);
  expect(standing(new Membership([found, withBen]), cleo, withBen)).toBe('refused');
  const old = says(ana, {
    act: 'found',
    person: { id: 'ana', name: 'ana' },
    device: { id: ana.deviceId, name: 'laptop' },
    heads: { plan: [one] },
    nonce: one,
  });
  expect(standing(new Membership([old]), dana, old, true)).toBe('counts');
});

test('what follows on an entry that has not come waits for it', () => {
  const membership = new Membership([found, withCleo]);
  expect(membership.missing).toEqual([withBen.hash]);
  expect(membership.heads).toEqual([found.hash]);
  expect(standing(membership, cleo, withCleo)).toBe('unknown');
});
