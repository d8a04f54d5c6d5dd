// Who belongs to the workspace, and who is invited to it.
import type { QueryResult } from '#shared/contract/query.ts';
import type { QueryDefinition } from './query-definition.ts';

type Row = QueryResult<'team'>['rows'][number];
type Device = Row['devices'][number];
type Invitation = QueryResult<'team'>['summary']['invitations'][number];

/** The query `team`: members in the order in which they were taken in. */
export const team: QueryDefinition<'team'> = {
  tables: new Set(['change', 'member', 'member_device', 'invitation', 'archive_setting']),
  answer(reader): QueryResult<'team'> {
    const deviceId = reader.rows<{ value: string }>("SELECT value AS value FROM archive_setting WHERE name = 'device'")[0]?.value ?? '';
    const devices = Map.groupBy(
      reader.rows<{ id: string; name: string; personId: string; revoked: number }>(
        'SELECT id AS id, name AS name, person_id AS personId, revoked AS revoked FROM member_device ORDER BY added_at, id',
      ),
      ({ personId }) => personId,
    );
    const rows = reader
      .rows<{ id: string; name: string; role: Row['role']; revoked: number }>(
        'SELECT id AS id, name AS name, role AS role, revoked AS revoked FROM member ORDER BY position',
      )
      .map((member): Row => {
        const own = (devices.get(member.id) ?? []).map(({ id, name, revoked }): Device => ({
          id,
          name,
          revoked: revoked === 1,
          isThis: id === deviceId,
        }));
        return { ...member, revoked: member.revoked === 1, isMe: own.some(({ isThis }) => isThis), devices: own };
      });
    const me = rows.find(({ devices: own }) => own.some(({ isThis, revoked }) => isThis && !revoked)) ?? null;
    const founding = reader.rows<{ hash: string }>("SELECT hash AS hash FROM change WHERE document_id = 'membership' ORDER BY seq LIMIT 1");
    const invitations = reader.rows<Invitation>(
      `SELECT id AS id, role AS role, person_id AS personId, made_at AS madeAt, expires_at AS expiresAt FROM invitation
       WHERE device_id IS NULL ORDER BY made_at DESC, id`,
    );
    return {
      summary: {
        workspaceId: rows.length === 0 ? null : (founding[0]?.hash ?? null),
        deviceId,
        personId: me?.id ?? null,
        role: me === null || me.revoked ? null : me.role,
        called: { person: reader.me ?? '', device: reader.sync()?.deviceName ?? '' },
        invitations,
      },
      rows,
    };
  },
};
