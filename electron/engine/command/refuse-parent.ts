import type { IssueState, PlanRows } from '#electron/engine/document/plan-rows.ts';
import { failure, type Failure } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { notFound } from './command-handler.ts';

/** Refuses a parent in another roadmap and one that is the issue itself or below it; `null`: it may be the parent. */
export function refuseParent(rows: PlanRows, issue: IssueState, parentId: string): Failure<Problem> | null {
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
