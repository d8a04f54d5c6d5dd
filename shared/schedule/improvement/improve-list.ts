// Improves plans of people with calendars of their own: evolution through the generation scheme, with a bound.
import { seededRandom } from '#shared/base/random.ts';
import { Evolution } from '../evolution/evolution.ts';
import { GenerationScheme } from '../generation-scheme.ts';
import type { ScheduleProblem } from '../schedule-problem.ts';
import { calendarBound } from './calendar-bound.ts';
import { endIn, goalCount, type Goals, hasAll, judge, onlyEndCounts } from './goal.ts';
import { type ImprovementOptions, type Improving, populationFor, sliceEnd } from './improvement.ts';

/** Works that are placed in one slice. */
const sliceWorks = 5000;

/** Improves a plan until nothing better is left, or for ever. */
export function* improveList(problem: ScheduleProblem, first: Int32Array, goals: Goals, options: ImprovementOptions): Improving {
  const { works, next, previous, order, links } = problem;
  const scheme = new GenerationScheme(problem);
  const evolution = new Evolution({
    scheme,
    links: { next, previous, order, overlaps: links.some(({ kind, lag }) => lag < 0 || kind !== 'finish-start') },
    random: seededRandom(options.seed),
    goals: goalCount,
    score: judge(goals),
    urgency: urgencyOf(problem),
    weight: weightsOf(problem),
    first,
    population: populationFor(options.schedules),
  });
  const begin = works.reduce((earliest, { release }) => Math.min(earliest, release), works[0]?.release ?? 0);
  const bound = calendarBound(problem);
  for (;;) {
    const { madeOf: list, score } = evolution.best;
    const finish = Math.max(begin, endIn(score));
    // The bound is one of all works, also of those that find no place here.
    const lowerBound = hasAll(score) ? bound : begin;
    const isOptimal = finish <= lowerBound && onlyEndCounts(goals, score);
    const [length, lowerLength] = [finish - begin, lowerBound - begin];
    const handed = yield { list, score, finish, lowerBound, length, lowerLength, isOptimal, schedules: scheme.schedules };
    if (isOptimal) return;
    if (handed !== undefined) evolution.add(handed);
    const until = sliceEnd(scheme.schedules, Math.ceil(sliceWorks / Math.max(1, works.length)), options);
    while (scheme.schedules < until) evolution.step();
  }
}

/** The longer what follows, the more urgent. */
function urgencyOf({ works, order, next }: ScheduleProblem): Float64Array {
  const urgency = Float64Array.from(works, ({ minutes }) => -minutes);
  for (let turn = order.length - 1; turn >= 0; turn -= 1) {
    const work = order[turn] ?? 0;
    let most = 0;
    for (let at = next.start[work] ?? 0; at < (next.start[work + 1] ?? 0); at += 1) most = Math.min(most, urgency[next.node[at] ?? 0] ?? 0);
    urgency[work] = (urgency[work] ?? 0) + most;
  }
  return urgency;
}

/** How much of all resources each work takes while it goes on. */
function weightsOf({ works, pools }: ScheduleProblem): Float64Array {
  return Float64Array.from(works, (work) => {
    const people = work.crews.reduce((sum, { count }) => sum + count, 0);
    const shares = work.pools.flatMap(({ pool, units }) => [...units].map((unit, at) => unit / Math.max(1, pools[pool]?.[at] ?? 1)));
    return shares.reduce((sum, share) => sum + share, people);
  });
}
