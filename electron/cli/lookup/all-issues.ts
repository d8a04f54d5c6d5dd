import type { Connection } from '#shared/contract/connection.ts';
import type { IssueOrder, IssueRow } from '#shared/contract/query.ts';
import { limit } from '#shared/plan/limit.ts';
import { take } from '../refusal.ts';
import type { Filter } from './issue-filter.ts';

/** Fetches every row of a list, window by window. @throws {Refusal} when the engine refuses. */
export async function allIssues(
  connection: Connection,
  filter: Filter,
  order: IssueOrder,
  progress: (text: string) => void,
): Promise<IssueRow[]> {
  // By id, because an edit by somebody else between two windows can move a row from one into the next.
  const found = new Map<string, IssueRow>();
  for (let offset = 0; ; offset += limit.window) {
    const { summary, rows } = take(await connection.query('issue-list', { filter, order, offset, limit: limit.window }));
    for (const row of rows) found.set(row.id, row);
    if (rows.length === 0 || offset + rows.length >= summary.total) return [...found.values()];
    progress(`Reading issues ${offset + rows.length} of ${summary.total}`);
  }
}
