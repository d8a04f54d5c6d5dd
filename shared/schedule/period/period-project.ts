// The combinatorial core of a problem whose working time can be counted through: everybody who does anything works at the same times,
// and who can do what is a pool. Serves the exact search, its bounds and the fast scheme. Null where a problem is not so.
import { adjacency } from '#shared/graph/adjacency.ts';
import type { Project } from '../exact/project.ts';
import { nowhere, type ScheduleProblem, type Work } from '../schedule-problem.ts';
import type { Minute, WorkingTime } from '../working-time.ts';

/** A project, and what its periods are on the clock. Activity `a` is work `a`; there may be one more, the beginning of everything. */
export interface PeriodProject {
  readonly project: Project;
  /** Whether a work may start or finish before what it waits for does. */
  readonly overlaps: boolean;
  /** The moment at which `periods` of work since the beginning are done. */
  minuteAt(periods: number): Minute;
  /** How many whole periods of work there are from the beginning until a moment. */
  periodsUntil(minute: Minute): number;
}

/** Periods in which a whole project can be looked at one by one. */
const mostPeriods = 500_000;

/** Sees a problem as a project in the longest periods that make all times whole; `null` when it is none. */
export function periodProject(problem: ScheduleProblem): PeriodProject | null {
  const { works, links } = problem;
  const pooled = poolsOf(problem);
  if (works.length === 0 || pooled === null) return null;
  const { time } = pooled;
  if (time?.isExact === false) return null;
  if (works.some((work) => isApart(work, time))) return null;
  const positionOf = (minute: Minute): number => (time === null ? minute : time.positionFrom(minute));
  const release = works.map((work) => positionOf(work.release));
  const origin = release.reduce((first, position) => Math.min(first, position), Number.POSITIVE_INFINITY);
  const arcs = arcsOf(problem);
  const later = release.flatMap((position, work) => (position > origin ? [{ work, lag: position - origin }] : []));
  const unit = [...works.map(({ minutes }) => minutes), ...arcs.lag, ...later.map(({ lag }) => lag)].reduce(greatestDivisor, 0) || 1;
  const beginning = later.length > 0 ? 1 : 0;
  const count = works.length + beginning;
  const from = Int32Array.from([...arcs.from, ...later.map(() => works.length)]);
  const to = Int32Array.from([...arcs.to, ...later.map(({ work }) => work)]);
  const lag = Int32Array.from([...arcs.lag, ...later.map((arc) => arc.lag)], (minutes) => minutes / unit);
  const all = Int32Array.from(from.keys());
  const width = pooled.capacity.length;
  const project: Project = {
    duration: Int32Array.from({ length: count }, (_, work) => (works[work]?.minutes ?? 0) / unit),
    demand: Int32Array.from({ length: count * width }, (_, at) => pooled.demand[at] ?? 0),
    capacity: pooled.capacity,
    next: adjacency(count, from, to, all),
    previous: adjacency(count, to, from, all),
    lag,
    order: Int32Array.from([...(beginning === 1 ? [works.length] : []), ...problem.order]),
  };
  const most = project.duration.reduce((sum, periods) => sum + periods, 0) + lag.reduce((sum, periods) => sum + Math.max(0, periods), 0);
  const capacity = time === null ? Number.POSITIVE_INFINITY : time.capacity;
  if (most > mostPeriods || origin + most * unit > capacity) return null;
  return {
    project,
    overlaps: links.some((link) => link.lag < 0 || link.kind !== 'finish-start'),
    minuteAt: (periods) => (time === null ? origin + periods * unit : time.finishAt(origin + periods * unit)),
    periodsUntil: (minute) => Math.floor((positionOf(minute) - origin) / unit),
  };
}

/** Whether something other than work and others keeps a work where it is, or from where it could be. */
function isApart({ fixed, barred, whole }: Work, time: WorkingTime | null): boolean {
  return fixed !== null || barred.length > 0 || (whole && time !== null && time.restWithin(0, nowhere) !== null);
}

/** Links as times from start to start. */
function arcsOf({ works, previous, links }: ScheduleProblem): { readonly from: number[]; readonly to: number[]; readonly lag: number[] } {
  const arcs: { readonly from: number[]; readonly to: number[]; readonly lag: number[] } = { from: [], to: [], lag: [] };
  for (const [to, { minutes }] of works.entries()) {
    for (let at = previous.start[to] ?? 0; at < (previous.start[to + 1] ?? 0); at += 1) {
      const from = previous.node[at] ?? 0;
      const link = links[previous.edge[at] ?? 0];
      if (link === undefined) continue;
      const ended = link.kind === 'finish-start' || link.kind === 'finish-finish' ? (works[from]?.minutes ?? 0) : 0;
      const ends = link.kind === 'finish-finish' || link.kind === 'start-finish' ? minutes : 0;
      arcs.from.push(from);
      arcs.to.push(to);
      arcs.lag.push(ended + link.lag - ends);
    }
  }
  return arcs;
}

/** All that is shared, as resources in numbers, and when all of it works. */
interface Pooled {
  readonly capacity: Int32Array;
  /** By work, units of each resource. */
  readonly demand: Int32Array;
  readonly time: WorkingTime | null;
}

function poolsOf(problem: ScheduleProblem): Pooled | null {
  const { works, pools, people } = problem;
  const groups = groupsOf(problem);
  if (groups === null) return null;
  const firstOf = pools.reduce<number[]>((sums, pool) => [...sums, (sums.at(-1) ?? 0) + pool.length], [0]);
  const pooledUnits = firstOf.at(-1) ?? 0;
  const capacity = Int32Array.from([...pools.flatMap((pool) => [...pool]), ...groups.size]);
  const demand = new Int32Array(works.length * capacity.length);
  const times = new Set<WorkingTime | null>(problem.links.some(({ lag }) => lag !== 0) ? [problem.working] : []);
  const add = (work: number, resource: number, units: number): void => {
    const at = work * capacity.length + resource;
    demand[at] = (demand[at] ?? 0) + units;
  };
  for (const [number, work] of works.entries()) {
    if (work.minutes === 0) continue;
    for (const { pool, units } of work.pools) for (const [at, unit] of units.entries()) add(number, (firstOf[pool] ?? 0) + at, unit);
    for (const { people: able, count } of work.crews) add(number, pooledUnits + (groups.of.get(able[0] ?? -1) ?? 0), count);
    for (const time of timesOf(work, people, problem.working)) times.add(time);
  }
  const [time = null, ...others] = times;
  const alike = others.every((other) => (other === null || time === null ? other === time : time.equals(other)));
  const enough = demand.every((units, at) => units <= (capacity[at % capacity.length] ?? 0));
  return alike && enough ? { capacity, demand, time } : null;
}

function timesOf({ crews, passes }: Work, people: readonly WorkingTime[], working: WorkingTime | null): readonly (WorkingTime | null)[] {
  return [
    ...(crews.length === 0 || passes ? [working] : []),
    ...crews.flatMap((crew) => crew.people.map((person) => people[person] ?? null)),
  ];
}

/**
 * Whether nobody is chosen beside anybody or anything else: where the generation scheme has to choose several, it takes those who are free
 * first, one by one, and may find all of them at once later than a pool would.
 */
function isChoiceFree({ pools, crews }: Work): boolean {
  const isOne = crews.length === 1 && pools.length === 0 && crews[0]?.count === 1;
  return isOne || crews.every(({ people, count }) => people.length === count);
}

/** People who are interchangeable: each crew takes anyone of a group, or nobody of it; `null` where crews overlap otherwise. */
function groupsOf({ works }: ScheduleProblem): { readonly of: ReadonlyMap<number, number>; readonly size: readonly number[] } | null {
  const of = new Map<number, number>();
  const size: number[] = [];
  for (const work of works) {
    const { minutes, crews } = work;
    if (minutes === 0) continue;
    if (!isChoiceFree(work)) return null;
    const seen = new Set<number | undefined>();
    for (const { people } of crews) {
      const group = of.get(people[0] ?? -1);
      if (people.length === 0 || seen.has(group ?? size.length)) return null;
      if (group === undefined) {
        if (people.some((person) => of.has(person))) return null;
        for (const person of people) of.set(person, size.length);
        size.push(people.length);
      } else if (size[group] !== people.length || people.some((person) => of.get(person) !== group)) return null;
      seen.add(of.get(people[0] ?? -1));
    }
  }
  return { of, size };
}

function greatestDivisor(one: number, other: number): number {
  let [left, right] = [Math.abs(one), Math.abs(other)];
  while (right > 0) [left, right] = [right, left % right];
  return left;
}
