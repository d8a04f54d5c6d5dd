import type { IssueRow } from '#shared/contract/query.ts';
import type { Paint } from './paint.ts';
import { estimateText } from './quantity.ts';
import { priorityCell, stateCell } from './state-cell.ts';
import { table } from './table.ts';

/** Draws issues as an aligned table; the roadmap's column is there only when rows of several are shown. */
export function issueTable(rows: readonly IssueRow[], paint: Paint, columns: number | null): string {
  const several = new Set(rows.map((row) => row.roadmapId)).size > 1;
  return table(
    [
      { head: 'Key' },
      { head: 'State' },
      { head: 'Priority' },
      { head: 'Estimate', align: 'right' },
      { head: 'Title', flexible: true },
      { head: 'Component' },
      { head: 'Milestone' },
      { head: 'Sprint' },
      { head: 'Assignee' },
      { head: 'Checklist', align: 'right' },
      { head: 'Roadmap' },
    ],
    rows.map((row) => [
      row.key,
      stateCell(row),
      priorityCell(row.priority),
      estimateText(row.estimate),
      row.title,
      row.component ?? '',
      row.milestone ?? '',
      row.sprint ?? '',
      row.assignee ?? '',
      row.checklistTotal > 0 ? `${row.checklistDone}/${row.checklistTotal}` : '',
      several ? row.roadmap : '',
    ]),
    paint,
    columns,
  );
}
