// Improves a plan for as long as it is asked to, and knows how far it is from the best possible. Every front that improves anything
// (plans, samples of the literature, several threads) comes here.
import { improveList } from './improvement/improve-list.ts';
import { improveProject } from './improvement/improve-project.ts';
import type { Goals } from './improvement/goal.ts';
import type { ImprovementOptions, Improving } from './improvement/improvement.ts';
import { periodProject } from './period/period-project.ts';
import type { ScheduleProblem } from './schedule-problem.ts';

/**
 * Starts with the schedule of a list, in which each work comes after what it waits for. Gives the best so far after each slice of a few
 * milliseconds; the first one comes at once.
 */
export function improve(problem: ScheduleProblem, first: Int32Array, goals: Goals, options: ImprovementOptions): Improving {
  const periods = periodProject(problem);
  return periods === null ? improveList(problem, first, goals, options) : improveProject(periods, first, goals, options);
}
