// Effort by one grouping, optionally crossed with a second one: the table and the bars of the effort screen.
import type { QueryResult } from '#shared/contract/query.ts';
import { type GroupHead, groupHeads, groupKey, groupingTables } from './grouping.ts';
import { roadmapCondition } from './issue-filter.ts';
import { naturalOrder } from './natural-order.ts';
import type { QueryDefinition } from './query-definition.ts';

interface Cell {
  readonly rowKey: string | null;
  readonly columnKey: string | null;
  readonly hours: number;
  readonly issues: number;
  readonly unestimated: number;
}

interface Group {
  readonly key: string | null;
  readonly head: GroupHead;
  readonly cells: Cell[];
}

/**
 * The query `effort-breakdown`: likely hours of every issue, whatever its status. Groups with an order of their own keep
 * it, others stand largest first; an issue without a value is in the group `null`, which stands last.
 */
export const effortBreakdown: QueryDefinition<'effort-breakdown'> = {
  tables: new Set(groupingTables),
  answer(reader, { roadmapIds, rows, columns }): QueryResult<'effort-breakdown'> {
    const condition = roadmapCondition(roadmapIds);
    const cells = reader.rows<Cell>(
      `SELECT ${groupKey[rows]} AS rowKey, ${columns === null ? 'NULL' : groupKey[columns]} AS columnKey,
         total(issue.estimate_likely) AS hours, count(*) AS issues, sum(issue.estimate_likely IS NULL) AS unestimated
       FROM issue WHERE ${condition.sql} GROUP BY 1, 2 ORDER BY 1, 2`,
      condition.parameters,
    );
    const total = hoursOf(cells);
    const columnGroups = columns === null ? [] : groupsBy(cells, 'columnKey', groupHeads(reader, columns));
    return {
      summary: {
        total,
        issues: sum(cells, 'issues'),
        unestimated: sum(cells, 'unestimated'),
        columns: columnGroups.map((group) => ({ name: group.head.name, hours: hoursOf(group.cells) })),
      },
      rows: groupsBy(cells, 'rowKey', groupHeads(reader, rows)).map((group) => {
        const hours = hoursOf(group.cells);
        return {
          id: group.key ?? '',
          name: group.head.name,
          hours,
          issues: sum(group.cells, 'issues'),
          unestimated: sum(group.cells, 'unestimated'),
          share: total === 0 ? 0 : hours / total,
          cells: columnGroups.map(({ key }) => group.cells.find(({ columnKey }) => columnKey === key)?.hours ?? 0),
        };
      }),
    };
  },
};

function groupsBy(cells: readonly Cell[], side: 'rowKey' | 'columnKey', headOf: (key: string | null) => GroupHead): Group[] {
  const groups = new Map<string | null, Group>();
  for (const cell of cells) {
    const key = cell[side];
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { key, head: headOf(key), cells: [cell] });
    else group.cells.push(cell);
  }
  return [...groups.values()].toSorted(
    (left, right) =>
      left.head.position - right.head.position ||
      hoursOf(right.cells) - hoursOf(left.cells) ||
      naturalOrder(left.head.name ?? '', right.head.name ?? ''),
  );
}

function hoursOf(cells: readonly Cell[]): number {
  return sum(cells, 'hours');
}

function sum(cells: readonly Cell[], amount: 'hours' | 'issues' | 'unestimated'): number {
  return cells.reduce((total, cell) => total + cell[amount], 0);
}
