import type { PlanRows } from '#electron/engine/document/plan-rows.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { limit } from '#shared/plan/limit.ts';

/** The refusal of `more` issues beyond what a workspace holds; `null` when there is room. */
export function issueLimit(rows: PlanRows, more: number, where: string): Problem | null {
  const count = rows.issueCount(limit.issues - more + 1);
  if (count + more <= limit.issues) return null;
  return problem(
    'limit',
    `A workspace holds at most ${limit.issues} issues; this one has ${count}, and ${more} would be added. Archive or delete some, or put them into another workspace.`,
    where,
  );
}
