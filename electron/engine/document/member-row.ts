import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import type { Member } from '#electron/engine/team/membership.ts';

/** Makes the rows of all members and their devices. */
export function putMembers(rows: RowWriter, members: readonly Member[]): void {
  rows.run('member_device', 'DELETE FROM member_device');
  rows.run('member', 'DELETE FROM member');
  for (const [position, { personId, name, role, revoked, at, devices }] of members.entries()) {
    rows.put('member', { id: personId, name, role, revoked: Number(revoked), position, admitted_at: at });
    for (const device of devices) {
      rows.put('member_device', {
        id: device.id,
        name: device.name,
        person_id: personId,
        revoked: Number(device.revoked),
        added_at: device.at,
      });
    }
  }
}
