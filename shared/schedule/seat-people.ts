// Who of several people takes which part in a work, so that nobody takes two. Serves the placing of works.
import type { Crew } from './schedule-problem.ts';
import type { Minute } from './working-time.ts';

/**
 * People for all crews of a work, ascending; those who are `done` first as far as each has to be somebody else, `null` when there are too few.
 * Whoever is never done has no time. Method: augmenting paths (Kuhn 1955).
 */
export function seatPeople(crews: readonly Crew[], done: (person: number) => Minute | null): readonly number[] | null {
  const finish = new Map<number, Minute>();
  for (const { people } of crews) {
    for (const person of people) {
      const end = finish.has(person) ? null : done(person);
      if (end !== null) finish.set(person, end);
    }
  }
  const after = (person: number): Minute => finish.get(person) ?? 0;
  const seats = crews.flatMap(({ people, count }) => {
    const able = people.filter((person) => finish.has(person)).sort((left, right) => after(left) - after(right) || left - right);
    return Array.from({ length: count }, () => able);
  });
  const sits = new Map<number, number>();
  const find = (seat: number, tried: Set<number>): boolean => {
    for (const person of seats[seat] ?? []) {
      if (tried.has(person)) continue;
      tried.add(person);
      const there = sits.get(person);
      if (there !== undefined && !find(there, tried)) continue;
      sits.set(person, seat);
      return true;
    }
    return false;
  };
  return seats.every((_, seat) => find(seat, new Set())) ? [...sits.keys()].sort((left, right) => left - right) : null;
}

/** Working times whose combinations are all tried; beyond that, single ones and pairs. */
const mostCombined = 6;

/** People of some crews who work at few different times: all combinations of working times, those of few first. */
export function* alikeGroups(crews: readonly Crew[], timeOf: (person: number) => unknown): Iterable<ReadonlySet<number>> {
  const groups = [...Map.groupBy(new Set(crews.flatMap(({ people }) => people)), timeOf).values()];
  const largest = groups.length <= mostCombined ? groups.length - 1 : 2;
  for (let size = 1; size <= largest; size += 1) for (const chosen of combinations(groups, size)) yield new Set(chosen.flat());
}

function* combinations<Item>(items: readonly Item[], size: number): Iterable<readonly Item[]> {
  if (size === 0) yield [];
  else for (const [at, item] of items.entries()) for (const rest of combinations(items.slice(at + 1), size - 1)) yield [item, ...rest];
}
