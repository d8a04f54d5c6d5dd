// The exact search: what it calls the shortest schedule is one, and is as short as trying everything finds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '#shared/base/random.ts';
import { type ExactResult, shorten } from '#shared/schedule/exact/exact-search.ts';
import {
  lengthOf,
  type PlainProject,
  plainProject,
  projectBreaches,
  projectOf,
  shortestByAll,
} from '../support/schedule/project-arbitrary.ts';

/** One activity after the other. */
function oneByOne({ activities, arcs }: PlainProject): number[] {
  const start: number[] = [];
  let free = 0;
  for (const [activity, { duration }] of activities.entries()) {
    const before = arcs.filter(({ to }) => to === activity);
    const time = Math.max(free, ...before.map(({ from, lag }) => (start[from] ?? 0) + (lag ?? activities[from]?.duration ?? 0)));
    start.push(time);
    free = time + duration;
  }
  return start;
}

function proven(plain: PlainProject, seed: number): ExactResult {
  const start = oneByOne(plain);
  const known = { lowerBound: 0, start: Int32Array.from(start), length: lengthOf(plain, start) };
  let last: ExactResult = known;
  for (const result of shorten(projectOf(plain), known, seededRandom(seed), 50)) {
    expect(projectBreaches(plain, [...result.start])).toEqual([]);
    expect(result.length).toBeLessThanOrEqual(last.length);
    expect(result.lowerBound).toBeGreaterThanOrEqual(last.lowerBound);
    last = result;
  }
  return last;
}

test('the shortest schedule is found and proven to be the shortest', () => {
  fc.assert(
    fc.property(plainProject(6), fc.integer(), (plain, seed) => {
      const { length, lowerBound, start } = proven(plain, seed);
      expect(lengthOf(plain, [...start])).toBe(length);
      expect(lowerBound).toBe(length);
      expect(length).toBe(shortestByAll(plain));
    }),
    { numRuns: 300 },
  );
});

test('the same seed gives the same schedule', () => {
  fc.assert(
    fc.property(plainProject(12), fc.integer(), (plain, seed) => {
      expect(proven(plain, seed)).toEqual(proven(plain, seed));
    }),
    { numRuns: 30 },
  );
});
