// A team of real workspaces in one process: founded on one, joined by others, and what sync carries between them, without a network.
import type { Receipt } from '#electron/engine/document/receipt.ts';
import type { Role } from '#electron/engine/team/membership-entry.ts';
import { type OpenStore } from './open-store.ts';
import { missingChanges } from './second-device.ts';

/** Founds a team on `founder`, whose person is its author. */
export function foundTeam({ store }: OpenStore): void {
  const signed = store.team.sign({
    act: 'found',
    person: { id: `person-${store.author}`, name: store.author },
    device: { id: store.deviceId, name: `${store.author}’s laptop` },
    nonce: '0'.repeat(64),
  });
  if (!signed.ok) throw new Error(signed.error.message);
}

/** Takes the device of `newcomer`, and its author as a person, into the team of `owner`. */
export function admit(owner: OpenStore, newcomer: OpenStore, role: Role): void {
  const { author, deviceId } = newcomer.store;
  const signed = owner.store.team.sign({
    act: 'admit',
    person: { id: `person-${author}`, name: author },
    role,
    device: { id: deviceId, name: `${author}’s laptop` },
    invitationId: null,
  });
  if (!signed.ok) throw new Error(signed.error.message);
}

/** Founds a team on the first and takes in the others, whose workspaces must be untouched, with the plan. */
export function teamOf(founder: OpenStore, others: readonly OpenStore[], role: Role = 'editor'): void {
  foundTeam(founder);
  for (const other of others) admit(founder, other, role);
  for (const other of others) {
    const joined = other.store.team.join(founder.store.team.entries(), missingChanges(founder, null));
    if (!joined.ok) throw new Error(joined.error.message);
  }
}

/** Brings to `to` everything that only `from` has: entries first, then changes. */
export function carryAll(from: OpenStore, to: OpenStore): Receipt {
  to.store.team.addEntries(from.store.team.entries());
  return to.store.receive(missingChanges(from, to));
}
