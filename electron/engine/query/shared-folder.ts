// The shared folder of this device: where it is, and how far the files in it were dealt with. Looks at no file.
import type { QueryResult } from '#shared/contract/query.ts';
import type { QueryDefinition } from './query-definition.ts';

type Row = Omit<QueryResult<'shared-folder'>['rows'][number], 'here'>;

/** The query `shared-folder`: devices in the order in which they were taken in. */
export const sharedFolder: QueryDefinition<'shared-folder'> = {
  tables: new Set(['folder_setting', 'folder_file', 'member', 'member_device', 'archive_setting']),
  answer(reader): QueryResult<'shared-folder'> {
    const settings = new Map(
      reader
        .rows<{ name: string; value: string }>('SELECT name AS name, value AS value FROM folder_setting')
        .map(({ name, value }) => [name, value]),
    );
    const setting = (name: string): string | null => settings.get(name) || null;
    const [own] = reader.rows<{ id: string }>(`SELECT value AS id FROM archive_setting WHERE name = 'device'`);
    const rows = reader
      .rows<Row>(
        `SELECT member_device.id AS id, member_device.name AS device, member.name AS person,
           (SELECT max(at) FROM folder_file WHERE folder_file.device_id = member_device.id) AS at,
           (SELECT count(*) FROM folder_file WHERE folder_file.device_id = member_device.id) AS files
         FROM member_device JOIN member ON member.id = member_device.person_id
         WHERE member_device.revoked = 0 AND member.revoked = 0 ORDER BY member.position, member_device.added_at, member_device.id`,
      )
      .map((row) => ({ ...row, here: row.id === own?.id }));
    const writtenAt = rows.find(({ here }) => here)?.at ?? null;
    return { summary: { folder: setting('folder'), writtenAt, trouble: setting('trouble') }, rows };
  },
};
