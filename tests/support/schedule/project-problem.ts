// Random projects as the problems that plans are, in minutes, with or without a calendar, with pools or people.
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import type { Link, ScheduleProblem, Work } from '#shared/schedule/schedule-problem.ts';
import { commonDays, type WorkingDays, WorkingTime } from '#shared/schedule/working-time.ts';
import type { PlainProject } from './project-arbitrary.ts';

const week = [480, 480, 480, 480, 240, 0, 0];
/** The day of the beginning. */
const firstDay = 20_000;
/** Minutes of a period of the project. */
const period = 60;

/** The same project with its resources as one pool, day and night or in weeks of work. */
export function pooledProblem(plain: PlainProject, working: WorkingTime | null): ScheduleProblem {
  return {
    ...problemOf(plain, (demand) => ({ pools: [{ pool: 0, units: Int32Array.from(demand) }], crews: [] })),
    pools: [Int32Array.from(plain.capacity)],
    people: [],
    working,
    together: () => someWeek(),
  };
}

/** The same project with a person for each unit, who begins each day so many minutes `later`. */
export function peopledProblem(plain: PlainProject, later: (person: number) => number): ScheduleProblem {
  const timeOf = (person: number): WorkingTime => someWeek(later(person));
  const known = new Map<string, WorkingTime>();
  const first = plain.capacity.map((_, resource) => plain.capacity.slice(0, resource).reduce((sum, units) => sum + units, 0));
  const people = (resource: number): number[] =>
    Array.from({ length: plain.capacity[resource] ?? 0 }, (_, at) => (first[resource] ?? 0) + at);
  return {
    ...problemOf(plain, (demand) => ({
      // What needs nobody is done by somebody of whom there are enough.
      pools: demand.some((count) => count > 0) ? [] : [{ pool: 0, units: Int32Array.of(1) }],
      crews: demand.flatMap((count, resource) => (count === 0 ? [] : [{ people: people(resource), count }])),
    })),
    pools: [Int32Array.of(plain.activities.length)],
    people: plain.capacity.flatMap((_, resource) => people(resource)).map(timeOf),
    working: timeOf(0),
    together: (together) => {
      const name = together.join();
      const time = known.get(name) ?? new WorkingTime(firstDay, commonDays(together.map((person) => daysFrom(later(person)))));
      known.set(name, time);
      return time;
    },
  };
}

/** A usual week with a holiday. */
export function someWeek(later = 0): WorkingTime {
  return new WorkingTime(firstDay, daysFrom(later));
}

function daysFrom(later: number): WorkingDays {
  return { week, exceptions: new Map([[firstDay + 3, 0]]), opens: 540 + later };
}

function problemOf(
  { activities, arcs }: PlainProject,
  needs: (demand: readonly number[]) => Pick<Work, 'pools' | 'crews'>,
): Pick<ScheduleProblem, 'works' | 'links' | 'next' | 'previous' | 'order'> {
  const { next, previous, order } = dependencyGraph(
    activities.map((_, number) => String(number)),
    arcs.map(({ from, to }) => ({ from: String(from), to: String(to) })),
  );
  return {
    works: activities.map(({ duration, demand }) => ({
      minutes: duration * period,
      ...needs(demand),
      release: firstDay * 1440,
      fixed: null,
      passes: false,
      whole: false,
      barred: [],
    })),
    links: arcs.map(({ lag }): Link => (lag === null ? { kind: 'finish-start', lag: 0 } : { kind: 'start-start', lag: lag * period })),
    next,
    previous,
    order,
  };
}
