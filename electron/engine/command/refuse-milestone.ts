import type { PlanRows } from '#electron/engine/document/plan-rows.ts';
import { failure, type Failure } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { notFound } from './command-handler.ts';

/** Refuses a milestone that is not one of the roadmap; `null`: issues of the roadmap may be under it. */
export function refuseMilestone(rows: PlanRows, roadmapId: string, milestoneId: string, where: string): Failure<Problem> | null {
  const milestone = rows.milestone(milestoneId);
  if (milestone === null) return notFound('milestone', milestoneId, where);
  if (milestone.roadmapId === roadmapId) return null;
  return failure(problem('invalid-argument', `The milestone ${milestone.key} is in another roadmap; choose one of the same.`, where));
}
