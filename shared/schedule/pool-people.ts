// Which people are looked at one by one, and which only in numbers: those of whom there are several alike, and who work whenever the team
// does, are units of a pool, unless something could be done by them or by somebody else. Serves the building of problems.
import { must } from '#shared/base/must.ts';
import type { Seats } from './issue-need.ts';
import type { ScheduleInputIssue, ScheduleInputPerson } from './schedule-input.ts';
import type { Crew, PoolDemand } from './schedule-problem.ts';

/** People by number, and pools of the others. */
export interface Pooling {
  /** Number in the people given of each person of the problem: those with units are several. */
  readonly people: Int32Array;
  readonly pools: readonly Int32Array[];
  /** The same for each resource of each pool. */
  readonly pooled: readonly Int32Array[];
  needOf(issue: ScheduleInputIssue): { readonly pools: readonly PoolDemand[]; readonly crews: readonly Crew[] };
}

/** Divides people; those that some issue needs at once share a pool. `isUsual` says who works whenever the team does. */
export function poolPeople(
  issues: readonly ScheduleInputIssue[],
  seats: ReadonlyMap<string, readonly Seats[]>,
  able: readonly ScheduleInputPerson[],
  isUsual: (person: number) => boolean,
): Pooling {
  const numberOf = new Map(able.map((person, number) => [person, number]));
  const seatsOf = (issue: ScheduleInputIssue): readonly Seats[] => seats.get(issue.id) ?? [];
  // Where there are such, a single one of a kind is a resource beside them.
  const isCounted = able.some((person, number) => person.units > 1 && isUsual(number));
  const inNumbers = able.map((_, number) => isCounted && isUsual(number));
  const asked = new Set<readonly ScheduleInputPerson[]>(issues.flatMap((issue) => seatsOf(issue).map(({ people }) => people)));
  for (const people of asked) if (people.length > 1) for (const person of people) inNumbers[must(numberOf.get(person), 'a number')] = false;

  const pools = poolsOf(issues, seatsOf, able, (person) => must(inNumbers[must(numberOf.get(person), 'a number')], 'yes or no'));
  const placeOf = new Map(pools.flatMap((pool, number) => pool.map((person, at) => [person, { pool: number, at }] as const)));
  const people = able.flatMap((person, number) => (placeOf.has(person) ? [] : Array.from({ length: person.units }, () => number)));
  const numbers = Map.groupBy(people.keys(), (number) => people[number]);
  const crewOf = new Map<readonly ScheduleInputPerson[], readonly number[]>();
  return {
    people: Int32Array.from(people),
    pools: pools.map((pool) => Int32Array.from(pool, ({ units }) => units)),
    pooled: pools.map((pool) => Int32Array.from(pool, (person) => numberOf.get(person) ?? 0)),
    needOf(issue) {
      const demands = new Map<number, Int32Array>();
      const crews: Crew[] = [];
      for (const { people: wanted, count } of seatsOf(issue)) {
        const [only] = wanted;
        const place = only === undefined || wanted.length > 1 ? undefined : placeOf.get(only);
        if (place === undefined) {
          const known = crewOf.get(wanted) ?? wanted.flatMap((person) => numbers.get(must(numberOf.get(person), 'a number')) ?? []);
          crewOf.set(wanted, known);
          crews.push({ people: known, count });
          continue;
        }
        const units = demands.get(place.pool) ?? new Int32Array(pools[place.pool]?.length ?? 0);
        units[place.at] = (units[place.at] ?? 0) + count;
        demands.set(place.pool, units);
      }
      return { pools: [...demands].map(([pool, units]) => ({ pool, units })), crews };
    },
  };
}

/** People in numbers, together with those that some issue needs besides. */
function poolsOf(
  issues: readonly ScheduleInputIssue[],
  seatsOf: (issue: ScheduleInputIssue) => readonly Seats[],
  able: readonly ScheduleInputPerson[],
  isPooled: (person: ScheduleInputPerson) => boolean,
): ScheduleInputPerson[][] {
  const parent = new Map(able.filter(isPooled).map((person) => [person, person]));
  const rootOf = (person: ScheduleInputPerson): ScheduleInputPerson => {
    let root = person;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    return root;
  };
  for (const issue of issues) {
    const [first, ...others] = seatsOf(issue).flatMap(({ people }) => people.filter((person) => parent.has(person)));
    if (first === undefined) continue;
    for (const other of others) parent.set(rootOf(other), rootOf(first));
  }
  return [...Map.groupBy(parent.keys(), rootOf).values()];
}
