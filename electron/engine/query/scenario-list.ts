// The forks in which people try things out.
import type { QueryResult } from '#shared/contract/query.ts';
import { namedView } from '#shared/contract/view.ts';
import type { QueryDefinition } from './query-definition.ts';

type Row = QueryResult<'scenario-list'>['rows'][number];

/** The query `scenario-list`: open ones first, then those that were merged or discarded; newest first. */
export const scenarioList: QueryDefinition<'scenario-list'> = {
  tables: new Set(['scenario', 'roadmap']),
  answer(reader) {
    const rows = reader.rows<Omit<Row, 'view'>>(
      `SELECT scenario.id AS id, scenario.name AS name, scenario.roadmap_id AS roadmapId, roadmap.title AS roadmap,
         scenario.author AS author, scenario.created_at AS createdAt, scenario.device_id AS deviceId, scenario.state AS state
       FROM scenario LEFT JOIN roadmap ON roadmap.id = scenario.roadmap_id
       ORDER BY scenario.state <> 'open', scenario.created_at DESC, scenario.id`,
    );
    return { summary: {}, rows: rows.map((row) => ({ ...row, view: namedView('scenario', row.id) })) };
  },
};
