// Projects like those of PSPLIB, of any size: as dense, and as short of resources, as is asked for.
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';
import type { ProjectInstance } from '#shared/schedule/instance/project-instance.ts';

/** What is asked for. */
export interface InstanceShape {
  readonly seed: number;
  /** Activities between the first and the last one, which take no time. */
  readonly activities: number;
  /** Arcs for each activity; PSPLIB has 1.5 to 2.1. */
  readonly complexity: number;
  /** Part of the resources that an activity needs, 0 to 1. */
  readonly factor: number;
  /** How much there is of each: 0 as much as the neediest activity, 1 as much as the longest chain asks for when everything starts as early as it can. */
  readonly strength: number;
}

const resources = 4;
const longest = 10;

/** Makes a project (after Kolisch, Sprecher and Drexl 1995, "Characterization and generation of a general class of RCPSPs"). */
export function generateInstance({ seed, activities, complexity, factor, strength }: InstanceShape): ProjectInstance {
  const random = seededRandom(seed);
  const pick = (from: number, to: number): number => from + Math.floor(random() * (to - from + 1));
  const last = activities + 1;
  const successors: Set<number>[] = Array.from({ length: activities + 2 }, () => new Set());
  const hasBefore = new Uint8Array(activities + 2);
  const link = (from: number, to: number): void => {
    successors[from]?.add(to);
    hasBefore[to] = 1;
  };
  const first = Math.max(1, Math.round(activities / 20));
  for (let activity = first + 1; activity <= activities; activity += 1) link(pick(Math.max(1, activity - 20), activity - 1), activity);
  let arcs = activities - first;
  for (let tries = 0; arcs < complexity * activities && tries < 100 * activities; tries += 1) {
    const from = pick(1, activities - 1);
    const to = pick(from + 1, Math.min(activities, from + 25));
    const after = must(successors[from], 'what comes after each');
    if (after.has(to) || after.size >= 3) continue;
    link(from, to);
    arcs += 1;
  }
  for (let activity = 1; activity <= activities; activity += 1) {
    if (hasBefore[activity] === 0) link(0, activity);
    if (successors[activity]?.size === 0) link(activity, last);
  }
  const duration: number[] = Array.from({ length: activities + 2 }, (_, activity): number =>
    activity === 0 || activity === last ? 0 : pick(1, longest),
  );
  const demand = duration.map((length) => {
    const needs = Array.from({ length: resources }, (): number => (length > 0 && random() < factor ? pick(1, 10) : 0));
    if (length > 0 && !needs.some((units) => units > 0)) needs[pick(0, resources - 1)] = pick(1, 10);
    return needs;
  });
  const peak = earlyPeak(duration, demand, successors);
  const capacity = Array.from({ length: resources }, (_, resource) => {
    const least = demand.reduce((most, units) => Math.max(most, units[resource] ?? 0), 0);
    return least + Math.round(strength * Math.max(0, (peak[resource] ?? 0) - least));
  });
  return {
    activities: duration.map((length, activity) => ({
      duration: length,
      demand: demand[activity] ?? [],
      successors: [...(successors[activity] ?? [])],
    })),
    capacity,
  };
}

/** Most units of each resource that are needed at once when everything starts as early as it can. */
function earlyPeak(
  duration: readonly number[],
  demand: readonly (readonly number[])[],
  successors: readonly ReadonlySet<number>[],
): number[] {
  const start = duration.map((): number => 0);
  for (const [from, length] of duration.entries())
    for (const to of successors[from] ?? []) start[to] = Math.max(start[to] ?? 0, (start[from] ?? 0) + length);
  return Array.from({ length: resources }, (_, resource) => {
    const taken: number[] = [];
    for (const [activity, length] of duration.entries())
      for (let time = start[activity] ?? 0; time < (start[activity] ?? 0) + length; time += 1)
        taken[time] = (taken[time] ?? 0) + (demand[activity]?.[resource] ?? 0);
    return taken.reduce((most, units) => Math.max(most, units), 0);
  });
}

/** The project as a `.sm` text. */
export function progenText({ activities, capacity }: ProjectInstance): string {
  const rule = '*'.repeat(72);
  const names = capacity.map((_, at) => `R ${at + 1}`).join('  ');
  return [
    rule,
    'projects                      :  1',
    `jobs (incl. supersource/sink ):  ${activities.length}`,
    'RESOURCES',
    `  - renewable                 :  ${capacity.length}   R`,
    '  - nonrenewable              :  0   N',
    '  - doubly constrained        :  0   D',
    rule,
    'PRECEDENCE RELATIONS:',
    'jobnr.    #modes  #successors   successors',
    ...activities.map(({ successors }, at) => `  ${at + 1}  1  ${successors.length}  ${successors.map((to) => to + 1).join('  ')}`),
    rule,
    'REQUESTS/DURATIONS:',
    `jobnr. mode duration  ${names}`,
    '-'.repeat(72),
    ...activities.map(({ duration, demand }, at) => `  ${at + 1}  1  ${duration}  ${demand.join('  ')}`),
    rule,
    'RESOURCEAVAILABILITIES:',
    `  ${names}`,
    `  ${capacity.join('  ')}`,
    rule,
    '',
  ].join('\n');
}

/** The project as an `.rcp` text; what comes after an activity stands on lines of its own, as in some files. */
export function pattersonText({ activities, capacity }: ProjectInstance): string {
  const lines = activities.flatMap(({ duration, demand, successors }) => [
    [duration, ...demand, successors.length].join(' '),
    `  ${successors.map((to) => to + 1).join(' ')}`,
  ]);
  return [`${activities.length} ${capacity.length}`, capacity.join(' '), ...lines, ''].join('\n');
}
