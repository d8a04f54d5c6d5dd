// Improves the plan of an input: the door for every front that is given time to find a better one.
import type { BuiltProblem } from './build-problem.ts';
import { firstSchedule } from './first-schedule.ts';
import { GenerationScheme } from './generation-scheme.ts';
import { improve } from './improve.ts';
import { type Goals, plainGoals } from './improvement/goal.ts';
import type { ImprovementOptions, Improving } from './improvement/improvement.ts';

/** What a minute after its day counts, by priority, P0 first. */
const latenessWeight: readonly number[] = [16, 8, 4, 2, 1];
/** What it is worth to have it a minute earlier, by priority: without one, nothing. */
const importanceWeight: readonly number[] = [8, 4, 2, 1, 0];

/** How to improve a plan. */
export interface PlanImprovementOptions extends ImprovementOptions {
  /** Nothing counts but the end of everything, as in the literature; otherwise what the plan wants: deadlines, priorities, few moves. */
  readonly onlyEnd: boolean;
}

/** Improves a plan from its own list on; gives the best so far again and again, see {@link improve}. */
export function improvePlan(built: BuiltProblem, options: PlanImprovementOptions): Improving {
  const { list, placement } = firstSchedule(built, new GenerationScheme(built.problem));
  const goals = options.onlyEnd ? plainGoals(built.issues.length) : planGoals(built, placement.start);
  return improve(built.problem, list, goals, options);
}

/**
 * Objectives in order: what has a place, lateness against deadlines and milestone targets weighted by priority, the end of everything,
 * what is urgent early, and as few moves as possible from the plan that nobody has improved.
 */
function planGoals({ issues, due }: BuiltProblem, current: Int32Array): Goals {
  return {
    due,
    lateness: Float64Array.from(issues, ({ priority }) => latenessWeight[priority] ?? 1),
    importance: Float64Array.from(issues, ({ priority }) => importanceWeight[priority] ?? 0),
    current,
  };
}
