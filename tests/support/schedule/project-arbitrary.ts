// Random small projects, and the shortest schedule of each by trying everything.
import fc from 'fast-check';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import type { Project } from '#shared/schedule/exact/project.ts';

/** A project as plain numbers, which a failing test prints. */
export interface PlainProject {
  readonly activities: readonly { readonly duration: number; readonly demand: readonly number[] }[];
  readonly capacity: readonly number[];
  /** An arc leads from a lower number to a higher one; without a lag it is as long as what comes first. */
  readonly arcs: readonly { readonly from: number; readonly to: number; readonly lag: number | null }[];
}

const capacity = [3, 4] as const;

/** Up to `most` activities that share two resources, with dependencies and lags. */
export function plainProject(most: number): fc.Arbitrary<PlainProject> {
  return fc.integer({ min: 0, max: most }).chain((count) =>
    fc.record({
      activities: fc.array(
        fc.record({
          duration: fc.integer({ min: 0, max: 4 }),
          demand: fc.tuple(...capacity.map((units) => fc.integer({ min: 0, max: units }))),
        }),
        { minLength: count, maxLength: count },
      ),
      capacity: fc.constant(capacity),
      arcs:
        count < 2
          ? fc.constant([])
          : fc.array(
              fc
                .record({
                  from: fc.integer({ min: 0, max: count - 2 }),
                  step: fc.integer({ min: 1, max: count - 1 }),
                  lag: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 4 }),
                })
                .map(({ from, step, lag }) => ({ from, to: Math.min(from + step, count - 1), lag })),
              { maxLength: 2 * count },
            ),
    }),
  );
}

/** The project that the scheduler reads. */
export function projectOf({ activities, capacity: units, arcs }: PlainProject): Project {
  const graph = dependencyGraph(
    activities.map((_, number) => String(number)),
    arcs.map(({ from, to }) => ({ from: String(from), to: String(to) })),
  );
  return {
    duration: Int32Array.from(activities, ({ duration }) => duration),
    demand: Int32Array.from(activities.flatMap(({ demand }) => demand)),
    capacity: Int32Array.from(units),
    next: graph.next,
    previous: graph.previous,
    lag: Int32Array.from(arcs, ({ from, lag }) => lag ?? activities[from]?.duration ?? 0),
    order: graph.order,
  };
}

/** What is wrong with start times, a sentence each. Shares no code with the scheduler: looks at every moment. */
export function projectBreaches({ activities, capacity: units, arcs }: PlainProject, start: readonly number[]): string[] {
  const at = (activity: number): number => start[activity] ?? Number.NaN;
  const length = lengthOf({ activities }, start);
  return [
    ...(start.length === activities.length ? [] : [`Expected ${activities.length} start times, found ${start.length}.`]),
    ...activities.flatMap((_, activity) => (at(activity) >= 0 ? [] : [`${activity} starts at ${at(activity)}.`])),
    ...arcs
      .filter(({ from, to, lag }) => !(at(to) >= at(from) + (lag ?? activities[from]?.duration ?? 0)))
      .map(({ from, to }) => `${to} starts at ${at(to)}, too soon after ${from} at ${at(from)}.`),
    ...Array.from({ length }, (_, time) =>
      units.flatMap((most, resource) => {
        const running = activities.filter(({ duration }, activity) => at(activity) <= time && time < at(activity) + duration);
        const taken = running.reduce((sum, { demand }) => sum + (demand[resource] ?? 0), 0);
        return taken <= most ? [] : [`At ${time}, ${taken} of resource ${resource} are taken, of ${most}.`];
      }),
    ).flat(),
  ];
}

/** When everything has ended. */
export function lengthOf({ activities }: Pick<PlainProject, 'activities'>, start: readonly number[]): number {
  return Math.max(0, ...activities.map(({ duration }, activity) => (start[activity] ?? 0) + duration));
}

/** The shortest length, by trying all orders: some list gives it when each activity takes the first time that fits (Kolisch 1996). */
export function shortestByAll(project: PlainProject): number {
  const { activities, arcs } = project;
  let best = Number.POSITIVE_INFINITY;
  const start: number[] = Array.from({ length: activities.length }, () => Number.NaN);
  const visit = (placed: number): void => {
    if (
      lengthOf(
        { activities },
        start.map((time) => (Number.isNaN(time) ? 0 : time)),
      ) >= best &&
      placed > 0
    )
      return;
    if (placed === activities.length) best = Math.min(best, lengthOf(project, start));
    for (const [activity] of activities.entries()) {
      const before = arcs.filter(({ to }) => to === activity);
      if (!Number.isNaN(start[activity]) || before.some(({ from }) => Number.isNaN(start[from]))) continue;
      let time = Math.max(0, ...before.map(({ from, lag }) => (start[from] ?? 0) + (lag ?? activities[from]?.duration ?? 0)));
      while (!fits(project, start, activity, time)) time += 1;
      start[activity] = time;
      visit(placed + 1);
      start[activity] = Number.NaN;
    }
  };
  visit(0);
  return best;
}

function fits({ activities, capacity: units }: PlainProject, start: readonly number[], activity: number, from: number): boolean {
  const own = activities[activity];
  return Array.from({ length: own?.duration ?? 0 }, (_, offset) => from + offset).every((time) =>
    units.every((most, resource) => {
      const others = activities.filter(({ duration }, other) => (start[other] ?? NaN) <= time && time < (start[other] ?? NaN) + duration);
      return others.reduce((sum, { demand }) => sum + (demand[resource] ?? 0), own?.demand[resource] ?? 0) <= most;
    }),
  );
}
