// Rows of issues as views last showed them, of the plan that the page looks at.
import type { IssueRow } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';

const known = new Map<IssueId, IssueRow>();

/** Keeps rows at hand; a view calls it with what it shows. */
export function rememberIssues(rows: readonly IssueRow[]): void {
  for (const row of rows) known.set(row.id, row);
}

/** Forgets all rows: what comes next is of another plan. */
export function forgetIssues(): void {
  known.clear();
}

/** A row as it was last seen; `undefined` when no view has shown it. */
export function knownIssue(id: IssueId): IssueRow | undefined {
  return known.get(id);
}
