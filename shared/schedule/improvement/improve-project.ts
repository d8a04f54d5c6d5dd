// Improves plans that are projects in periods: evolution and exact search by turns in one thread, each with what the other has found.
import { seededRandom } from '#shared/base/random.ts';
import { Evolution } from '../evolution/evolution.ts';
import { ListOrder } from '../evolution/list-order.ts';
import { ExactSearch, lengthOf } from '../exact/exact-search.ts';
import { type Project, tails } from '../exact/project.ts';
import { must } from '#shared/base/must.ts';
import { type PeriodProject } from '../period/period-project.ts';
import { PeriodScheme } from '../period/period-scheme.ts';
import { nowhere } from '../schedule-problem.ts';
import { endIn, goalCount, type Goals, judge, onlyEndCounts, rescaledGoals } from './goal.ts';
import { type ImprovementOptions, type Improving, populationFor, sliceEnd } from './improvement.ts';
import { projectBound } from './project-bound.ts';

/** Schedules before the exact search begins, an activity: most plans that are easy are settled by then. */
const warmUp = 10;
/** Schedules of a slice. */
const sliceSchedules = 300;
/** Activities and times that the exact search looks at, an activity, while that many schedules are made. */
const sameTime = 180;

/**
 * What the exact search does in a slice, in its own measure: as long as the schedules take where there are 45 activities, more where there are
 * fewer, for it settles nearly all of those, and hardly anything where there are many more.
 */
function exactEffort(activities: number): number {
  return sameTime * activities * Math.max(0.03, Math.min(6, (45 / activities) ** 4));
}

/** Improves a plan until nothing better is left. */
export function* improveProject(problem: PeriodProject, first: Int32Array, goals: Goals, options: ImprovementOptions): Improving {
  const { project } = problem;
  const count = project.duration.length;
  const wanted = rescaledGoals(padded(goals, count), problem.periodsUntil);
  const scheme = new PeriodScheme(project);
  const links = { next: project.next, previous: project.previous, order: project.order, overlaps: problem.overlaps };
  const order = new ListOrder(links);
  const evolution = new Evolution({
    scheme,
    links,
    random: seededRandom(options.seed),
    goals: goalCount,
    score: judge(wanted),
    urgency: tails(project).map((tail) => -tail),
    weight: weightsOf(project),
    first: withBeginning(first, count),
    population: populationFor(options.schedules),
  });
  let lower = projectBound(project, endIn(evolution.best.score));
  const proof = new Proof(project, options.seed);
  for (;;) {
    const { best } = evolution;
    const end = endIn(best.score);
    const isOptimal = end <= lower && onlyEndCounts(wanted, best.score);
    const handed = yield {
      list: best.madeOf.filter((work) => work < goals.due.length),
      score: best.score,
      finish: problem.minuteAt(end),
      lowerBound: problem.minuteAt(lower),
      length: end,
      lowerLength: lower,
      isOptimal,
      schedules: scheme.schedules,
    };
    if (isOptimal) return;
    if (handed !== undefined) evolution.add(withBeginning(handed, count));
    const until = sliceEnd(scheme.schedules, sliceSchedules, options);
    while (scheme.schedules < until && !(endIn(evolution.best.score) <= lower && onlyEndCounts(wanted, evolution.best.score)))
      evolution.step();
    if (scheme.schedules < warmUp * count || endIn(evolution.best.score) <= lower) continue;
    const found = proof.below(endIn(evolution.best.score), exactEffort(count));
    if (found === 'none') lower = proof.shortest;
    else if (found !== null) evolution.add(order.upwards(found).slice());
  }
}

/** The exact search, which asks for less with every shorter schedule that anybody finds. */
class Proof {
  readonly #project: Project;
  readonly #seed: number;
  #search: ExactSearch | null = null;
  /** Length of the shortest schedule that is known. */
  shortest = Number.POSITIVE_INFINITY;

  constructor(project: Project, seed: number) {
    this.#project = project;
    this.#seed = seed;
  }

  /** Start times of a schedule shorter than `length` and all that were found here; `'none'` when there is none; `null` while neither is known. */
  below(length: number, effort: number): Int32Array | 'none' | null {
    if (length < this.shortest) {
      this.shortest = length;
      if (this.#search === null) this.#search = new ExactSearch(this.#project, length - 1, seededRandom(this.#seed));
      else this.#search.lower(length - 1);
    }
    const search = must(this.#search, 'a search');
    search.run(effort);
    const { answer } = search;
    if (answer === 'none' || answer === null) return answer;
    this.shortest = lengthOf(this.#project, answer);
    search.lower(this.shortest - 1);
    return answer;
  }
}

/** Goals for the beginning too, which has none. */
function padded(goals: Goals, count: number): Goals {
  const padding = count - goals.due.length;
  if (padding === 0) return goals;
  const longer = (numbers: Int32Array | Float64Array, value: number): number[] => [
    ...numbers,
    ...Array.from({ length: padding }, () => value),
  ];
  return {
    due: Int32Array.from(longer(goals.due, nowhere)),
    lateness: Float64Array.from(longer(goals.lateness, 0)),
    importance: Float64Array.from(longer(goals.importance, 0)),
    current: Int32Array.from(longer(goals.current, nowhere)),
  };
}

function withBeginning(list: Int32Array, count: number): Int32Array {
  return list.length === count ? list : Int32Array.from([count - 1, ...list]);
}

/** How much of all resources each activity takes while it goes on. */
function weightsOf({ duration, demand, capacity }: Project): Float64Array {
  return Float64Array.from(duration, (_, activity) =>
    capacity.reduce((sum, units, resource) => sum + (demand[activity * capacity.length + resource] ?? 0) / Math.max(1, units), 0),
  );
}
