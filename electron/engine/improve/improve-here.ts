import type { BuiltProblem } from '#shared/schedule/build-problem.ts';
import { improvePlan } from '#shared/schedule/improve-plan.ts';
import type { Improvement } from '#shared/schedule/improvement/improvement.ts';
import { expectedSchedules, type ImprovementLimits } from './improvement-run.ts';
import { ImprovementRound } from './improvement-round.ts';

/** Improves a plan in this thread, which does nothing else meanwhile. */
export function improveHere(built: BuiltProblem, limits: ImprovementLimits): Improvement {
  const schedules = expectedSchedules(limits, built.issues.length, 1);
  const round = new ImprovementRound(improvePlan(built, { seed: limits.seed, schedules, onlyEnd: limits.onlyEnd }));
  const milliseconds = limits.seconds === null ? null : limits.seconds * 1000;
  return round.run({ schedules: limits.schedules ?? Number.POSITIVE_INFINITY, milliseconds, list: null });
}
