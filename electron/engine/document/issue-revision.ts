// Issues whose rows are there already: what has to follow when they change.
import type { Row, RowWriter } from '#electron/engine/store/row-writer.ts';
import type { SearchText } from '#electron/engine/store/search-text.ts';
import { isOpen } from '#shared/plan/status.ts';
import type { IssueRecord } from './record.ts';
import { issueCells } from './record-row.ts';

/** Columns whose words are looked for. */
const worded = ['title', 'key', 'component', 'category', 'flag'] as const satisfies readonly (keyof Row<'issue'>)[];

type IssueRow = Row<'issue'>;

/** What the rows of one projection are revised with. */
export interface RevisionParts {
  readonly rows: RowWriter;
  readonly search: SearchText;
  /** Issues whose counts may have changed. */
  readonly counted: Set<string>;
}

/** What others see of how far an issue is: whether it is begun, and whether it is open. */
function stage({ status_category: category }: IssueRow): 'waiting' | 'begun' | 'closed' {
  // Columns of categories hold nothing else.
  if (!isOpen(category as IssueRecord['status']['category'])) return 'closed';
  return category === 'in-progress' ? 'begun' : 'waiting';
}

/** Writes what differs between two rows of an issue, with what follows from it elsewhere. */
export function reviseIssueRow({ rows, search, counted }: RevisionParts, id: string, before: IssueRow, after: IssueRow): void {
  if (worded.some((column) => before[column] !== after[column])) search.touch(id);
  rows.revise('issue', before, after);
  const [was, is] = [stage(before), stage(after)];
  if (was === is) return;
  if (was !== 'closed' && is !== 'closed') {
    const waiting = rows.cells(`SELECT issue_id FROM dependency WHERE depends_on_id = ? AND kind = 'start-start'`, id);
    for (const other of waiting) counted.add(String(other)).add(id);
    return;
  }
  counted.add(id);
  for (const other of rows.cells('SELECT depends_on_id FROM dependency WHERE issue_id = ?', id)) counted.add(String(other));
  for (const other of rows.cells('SELECT issue_id FROM dependency WHERE depends_on_id = ?', id)) counted.add(String(other));
}

/**
 * Brings the row of an issue up to date with fields that were set, when no more than that row tells of them. `false`: the
 * issue has to be projected as a whole. Reading it from its document cost more than everything else that is written of a
 * small change.
 */
export function reviseIssue(parts: RevisionParts, id: string, set: Partial<IssueRecord>): boolean {
  const cells = issueCells(set);
  const before = cells === null ? null : parts.rows.read('issue', id);
  // Not shown: what is kept of it instead (trash, archive) has other columns.
  if (before === null) return false;
  reviseIssueRow(parts, id, before, { ...before, ...cells });
  return true;
}
