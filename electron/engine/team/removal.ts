import type { Membership } from './membership.ts';
import type { MembershipEntry } from './membership-entry.ts';

/** The newest entry that shuts a device out, alone or with its person; `null` while it belongs to the team, or never did. */
export function removalOf(entries: readonly MembershipEntry[], membership: Membership, deviceId: string): MembershipEntry | null {
  if (membership.role(deviceId) !== null) return null;
  const person = membership.members().find(({ devices }) => devices.some(({ id }) => id === deviceId));
  const isAbout = ({ act }: MembershipEntry): boolean =>
    (act.act === 'revoke-device' && act.deviceId === deviceId) || (act.act === 'revoke-person' && act.personId === person?.personId);
  return entries.findLast((entry) => isAbout(entry) && membership.holds(entry.hash)) ?? null;
}
