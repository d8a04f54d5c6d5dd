// Retention rules, and what this device does about them.
import type { QueryResult } from '#shared/contract/query.ts';
import type { QueryDefinition } from './query-definition.ts';
import { naturalOrder } from './natural-order.ts';

type Row = QueryResult<'retention-list'>['rows'][number];
type Column = Omit<Row, 'statuses' | 'enabled' | 'here'> & { readonly statuses: string; readonly enabled: number };

/** The query `retention-list`, by name. */
export const retentionList: QueryDefinition<'retention-list'> = {
  tables: new Set(['retention_rule', 'roadmap', 'archive_setting']),
  answer(reader): QueryResult<'retention-list'> {
    const settings = new Map(
      reader
        .rows<{ name: string; value: string }>('SELECT name AS name, value AS value FROM archive_setting')
        .map(({ name, value }) => [name, value]),
    );
    const setting = (name: string): string | null => settings.get(name) || null;
    const deviceId = setting('device') ?? '';
    const rows = reader
      .rows<Column>(
        `SELECT retention_rule.id AS id, retention_rule.name AS name, retention_rule.statuses AS statuses, retention_rule.days AS days,
           retention_rule.roadmap_id AS roadmapId, roadmap.title AS roadmap, retention_rule.device_id AS deviceId,
           retention_rule.enabled AS enabled
         FROM retention_rule LEFT JOIN roadmap ON roadmap.id = retention_rule.roadmap_id`,
      )
      .map(({ statuses, enabled, ...rule }) => ({
        ...rule,
        // Written by the projection from the list in the document.
        statuses: JSON.parse(statuses) as Row['statuses'],
        enabled: enabled === 1,
        here: rule.deviceId === deviceId,
      }))
      .toSorted((one, other) => naturalOrder(one.name, other.name) || (one.id < other.id ? -1 : 1));
    return { summary: { deviceId, folder: setting('folder'), ranAt: setting('ran-at') }, rows };
  },
};
