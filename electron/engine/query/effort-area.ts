// Effort as areas: the largest issues one by one, the rest as one area a group.
import type { QueryResult } from '#shared/contract/query.ts';
import { groupHeads, groupKey, groupingTables } from './grouping.ts';
import { roadmapCondition } from './issue-filter.ts';
import { naturalOrder } from './natural-order.ts';
import type { QueryDefinition } from './query-definition.ts';

interface Area {
  readonly id: QueryResult<'effort-area'>['rows'][number]['id'];
  readonly key: string;
  readonly title: string;
  readonly hours: number;
  readonly done: number;
  readonly groupKey: string | null;
}

/** The query `effort-area`: issues with hours only, largest first; groups largest first. */
export const effortArea: QueryDefinition<'effort-area'> = {
  tables: new Set(groupingTables),
  answer(reader, { roadmapIds, group, limit }): QueryResult<'effort-area'> {
    const condition = roadmapCondition(roadmapIds);
    const headOf = groupHeads(reader, group);
    const totals = reader.rows<{ groupKey: string | null; hours: number; issues: number }>(
      `SELECT ${groupKey[group]} AS groupKey, sum(issue.estimate_likely) AS hours, count(*) AS issues
       FROM issue WHERE issue.estimate_likely > 0 AND ${condition.sql} GROUP BY 1 ORDER BY 1`,
      condition.parameters,
    );
    const areas = reader.rows<Area>(
      `SELECT issue.id AS id, issue.key AS key, issue.title AS title, issue.estimate_likely AS hours,
         issue.status_category = 'done' AS done, ${groupKey[group]} AS groupKey
       FROM issue WHERE issue.estimate_likely > 0 AND ${condition.sql}
       ORDER BY issue.estimate_likely DESC, issue.rank, issue.id LIMIT @limit`,
      { ...condition.parameters, limit },
    );
    const shown = new Map<string | null, { hours: number; issues: number }>();
    for (const area of areas) {
      const { hours, issues } = shown.get(area.groupKey) ?? { hours: 0, issues: 0 };
      shown.set(area.groupKey, { hours: hours + area.hours, issues: issues + 1 });
    }
    return {
      summary: {
        groups: totals
          .map((total) => {
            const restIssues = total.issues - (shown.get(total.groupKey)?.issues ?? 0);
            // Sums in another order may differ in the last bit; a group that is shown whole has no rest.
            const restHours = restIssues === 0 ? 0 : Math.max(0, total.hours - (shown.get(total.groupKey)?.hours ?? 0));
            return { name: headOf(total.groupKey).name, hours: total.hours, restHours, restIssues };
          })
          .toSorted((left, right) => right.hours - left.hours || naturalOrder(left.name ?? '', right.name ?? '')),
      },
      rows: areas.map(({ groupKey: key, done, ...area }) => ({ ...area, done: done === 1, group: headOf(key).name })),
    };
  },
};
