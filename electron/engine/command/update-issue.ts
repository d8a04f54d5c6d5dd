import type { IssueState, PlanRows } from '#electron/engine/document/plan-rows.ts';
import { failure, type Failure, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { changeIssue } from './change-issue.ts';
import { type CommandHandler, notFound } from './command-handler.ts';

/** Refuses a parent in another roadmap and one that is the issue itself or below it. */
function refuseParent(rows: PlanRows, issue: IssueState, parentId: string): Failure<Problem> | null {
  const parent = rows.issue(parentId);
  if (parent === null) return notFound('issue', parentId, 'patch.parentId');
  if (parent.roadmapId !== issue.roadmapId) {
    return failure(
      problem('invalid-argument', `The parent ${parent.key} is in another roadmap; choose one of the same.`, 'patch.parentId'),
    );
  }
  const keys = [issue.key];
  const seen = new Set<string>();
  for (let above: IssueState | null = parent; above !== null && !seen.has(above.id);) {
    keys.push(above.key);
    if (above.id === issue.id) {
      const path = keys.join(' → ');
      return failure(problem('cycle', `${parent.key} lies below ${issue.key} (${path}); choose a parent outside.`, 'patch.parentId', keys));
    }
    seen.add(above.id);
    above = above.parentId === null ? null : rows.issue(above.parentId);
  }
  return null;
}

/** Sets the fields of one issue that are given. */
export const updateIssue: CommandHandler<'update-issue'> = ({ issueId, patch }, context) => {
  const { rows, step } = context;
  const issue = rows.issue(issueId);
  if (issue === null) return notFound('issue', issueId, 'issueId');
  const { body, labels, ...given } = patch;
  if (given.parentId !== undefined && given.parentId !== null && given.parentId !== issue.parentId) {
    const refused = refuseParent(rows, issue, given.parentId);
    if (refused !== null) return refused;
  }
  if (given.key !== undefined && given.key !== issue.key && rows.issueIdByKey(issue.roadmapId, given.key) !== null) {
    return failure(problem('duplicate', `The key ${given.key} is taken in this roadmap; choose another.`, 'patch.key', [given.key]));
  }
  changeIssue(context, issue, Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)));
  if (labels !== undefined) {
    const before = rows.labels(issueId);
    const after = [...new Set(labels)].toSorted();
    const spell = (names: readonly string[]): string | null => (names.length === 0 ? null : names.join(', '));
    if (before.length !== after.length || before.toSorted().some((label, index) => label !== after[index])) {
      step.set(issue.roadmapId, 'issue', issueId, { labels: after });
      step.note(issue.roadmapId, { issueId, field: 'labels', before: spell(before), after: spell(after) });
    }
  }
  const written = rows.body(issueId);
  if (body !== undefined && body !== written) step.setText(issue.roadmapId, issueId, body, written);
  return success({});
};
