// Turns effort, order and capacity into dates: the door of the scheduler. Must never depend on a clock, on the order of `issues`, or on
// anything but its input.
import { type BuiltProblem, buildProblem } from './build-problem.ts';
import { firstSchedule } from './first-schedule.ts';
import { GenerationScheme } from './generation-scheme.ts';
import { readPlacement } from './read-placement.ts';
import type { ScheduleInput } from './schedule-input.ts';
import { emptyPlacement } from './schedule-problem.ts';
import type { Schedule } from './schedule-result.ts';

/**
 * Gives every open issue that can have one a start, a finish and people, and says why the others have none.
 *
 * Order: of the issues whose prerequisites are placed, the most urgent next. An issue is as urgent as the most urgent one that waits for it; ties
 * go by wished sprint, rank, id. Where a deadline, a target or a dated sprint is missed so, what is due first may come first. Each takes the earliest time that fits, by whoever of those who could do it is done first. What holds
 * besides is in docs/decisions/0020-scheduling.md.
 *
 * Method: serial schedule generation scheme (Kelley 1963; Kolisch 1996).
 */
export function schedulePlan(input: ScheduleInput): Schedule {
  const built = buildProblem(input);
  const scheme = new GenerationScheme(built.problem);
  const { list, placement } = firstSchedule(built, scheme);
  return readPlacement({ ...built, list }, placement, (crew) => scheme.people(crew));
}

/** The schedule of a list of works that improvement has found, in which each comes after what it waits for. */
export function scheduleList(built: BuiltProblem, list: Int32Array): Schedule {
  const scheme = new GenerationScheme(built.problem);
  const placement = emptyPlacement(built.issues.length);
  scheme.forward(list, placement);
  return readPlacement({ ...built, list }, placement, (crew) => scheme.people(crew));
}
