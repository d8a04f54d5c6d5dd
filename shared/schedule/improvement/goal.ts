// What a plan is for, as numbers that schedules are compared by. Serves everything that improves plans.
import type { Score } from '../evolution/score.ts';
import { nowhere, type Placement } from '../schedule-problem.ts';
import type { Minute } from '../working-time.ts';

/** What is wanted, by work. Times are minutes, or periods, as those of the placements that are judged. */
export interface Goals {
  /** When it should be done; {@link nowhere} when that does not matter. */
  readonly due: Int32Array;
  /** What each unit of time after that counts. */
  readonly lateness: Float64Array;
  /** What it is worth to have it done a unit of time earlier, beside what the end of everything is worth. */
  readonly importance: Float64Array;
  /** When it starts in the plan as it is; {@link nowhere} when it has no place in it. */
  readonly current: Int32Array;
}

/** How many numbers a score has: works without a place, lateness, the end, importance, moves. */
export const goalCount = 5;
const [missing, lateness, end, importance, moved] = [0, 1, 2, 3, 4] as const;

/** Nothing but the end of everything. */
export function plainGoals(works: number): Goals {
  return {
    due: new Int32Array(works).fill(nowhere),
    lateness: new Float64Array(works),
    importance: new Float64Array(works),
    current: new Int32Array(works).fill(nowhere),
  };
}

/** The same goals on another scale of time. */
export function rescaledGoals(goals: Goals, scale: (minute: Minute) => number): Goals {
  const times = (minutes: Int32Array): Int32Array => minutes.map((minute) => (minute === nowhere ? nowhere : scale(minute)));
  return { ...goals, due: times(goals.due), current: times(goals.current) };
}

/** Writes what a placement is worth, the objectives in the order in which they count. */
export function judge(goals: Goals): (placement: Placement, to: Score) => void {
  const dated = Int32Array.from(goals.due.keys()).filter((work) => goals.due[work] !== nowhere);
  const weighed = Int32Array.from(goals.importance.keys()).filter((work) => goals.importance[work] !== 0);
  const placed = Int32Array.from(goals.current.keys()).filter((work) => goals.current[work] !== nowhere);
  const works = goals.due.length;
  return ({ start, finish }, to) => {
    to.fill(0);
    let last = 0;
    let without = 0;
    for (let work = 0; work < works; work += 1) {
      const time = finish[work] ?? 0;
      if (time === nowhere) without += 1;
      else if (time > last) last = time;
    }
    to[missing] = without;
    to[end] = last;
    for (const work of dated)
      to[lateness] = (to[lateness] ?? 0) + Math.max(0, (finish[work] ?? 0) - (goals.due[work] ?? 0)) * (goals.lateness[work] ?? 0);
    for (const work of weighed) to[importance] = (to[importance] ?? 0) + (finish[work] ?? 0) * (goals.importance[work] ?? 0);
    for (const work of placed) to[moved] = (to[moved] ?? 0) + Math.abs((start[work] ?? 0) - (goals.current[work] ?? 0));
  };
}

/** Whether nothing counts but the end of everything, as far as this score goes: what is shortest is best then. */
export function onlyEndCounts(goals: Goals, score: Score): boolean {
  return (
    hasAll(score) &&
    (score[lateness] ?? 0) === 0 &&
    goals.importance.every((value) => value === 0) &&
    goals.current.every((start) => start === nowhere)
  );
}

/** The end of everything in a score. */
export function endIn(score: Score): number {
  return score[end] ?? 0;
}

/** Whether every work has a place. */
export function hasAll(score: Score): boolean {
  return (score[missing] ?? 0) === 0;
}
