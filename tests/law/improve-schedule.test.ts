// Improving: what is given is a schedule, as good as is said, never better than the bound, and the same for the same seed.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GenerationScheme } from '#shared/schedule/generation-scheme.ts';
import { improve } from '#shared/schedule/improve.ts';
import { calendarBound } from '#shared/schedule/improvement/calendar-bound.ts';
import { plainGoals } from '#shared/schedule/improvement/goal.ts';
import type { Improvement } from '#shared/schedule/improvement/improvement.ts';
import { projectBound } from '#shared/schedule/improvement/project-bound.ts';
import { PeriodScheme } from '#shared/schedule/period/period-scheme.ts';
import { emptyPlacement, type Placement, type ScheduleProblem } from '#shared/schedule/schedule-problem.ts';
import {
  lengthOf,
  type PlainProject,
  plainProject,
  projectBreaches,
  projectOf,
  shortestByAll,
} from '../support/schedule/project-arbitrary.ts';
import { peopledProblem, pooledProblem, someWeek } from '../support/schedule/project-problem.ts';

const period = 60;

function placed(problem: ScheduleProblem, list: Int32Array): Placement {
  const placement = emptyPlacement(list.length);
  new GenerationScheme(problem).forward(list, placement);
  return placement;
}

function endOf({ finish }: Placement): number {
  return finish.reduce((latest, time) => Math.max(latest, time), 0);
}

function improved(problem: ScheduleProblem, seed: number, schedules: number): Improvement[] {
  const all: Improvement[] = [];
  const { works, order } = problem;
  for (const improvement of improve(problem, order, plainGoals(works.length), { seed, schedules })) {
    all.push(improvement);
    if (improvement.schedules > schedules) break;
  }
  return all;
}

function last(improvements: readonly Improvement[]): Improvement {
  const improvement = improvements.at(-1);
  if (improvement === undefined) throw new Error('Expected an improvement, found none.');
  return improvement;
}

/** Each activity after what it waits for, in an order that comes from a permutation. */
function listOf({ activities, arcs }: PlainProject, keys: readonly number[]): Int32Array {
  const list: number[] = [];
  while (list.length < activities.length) {
    const ready = [...activities.keys()].filter(
      (activity) => !list.includes(activity) && arcs.every(({ from, to }) => to !== activity || list.includes(from)),
    );
    const [next] = ready.sort((one, other) => (keys[one] ?? 0) - (keys[other] ?? 0));
    list.push(next ?? -1);
  }
  return Int32Array.from(list);
}

/** At most one unit of one resource for each activity. */
function oneEach(plain: PlainProject): PlainProject {
  return {
    ...plain,
    activities: plain.activities.map(({ duration, demand: [one = 0, other = 0] }) => ({
      duration,
      demand: one > 0 ? [1, 0] : [0, Math.min(1, other)],
    })),
  };
}

const keys = fc.array(fc.nat(1000), { minLength: 14, maxLength: 14 });

test('periods and the clock give the same schedule of the same list', () => {
  fc.assert(
    fc.property(plainProject(14), keys, (plain, order) => {
      const list = listOf(plain, order);
      const start = new PeriodScheme(projectOf(plain));
      const periods = emptyPlacement(list.length);
      start.forward(list, periods);
      expect(projectBreaches(plain, [...periods.start])).toEqual([]);
      const begin = 20_000 * 1440;
      const clock = placed(pooledProblem(plain, null), list);
      expect([...periods.start].map((time) => begin + time * period)).toEqual([...clock.start]);
    }),
    { numRuns: 300 },
  );
});

test('resources that do not fit into one word are held to as well', () => {
  fc.assert(
    fc.property(plainProject(14), keys, (plain, order) => {
      const wide: PlainProject = {
        ...plain,
        capacity: [...plain.capacity, 70_000, 80_000],
        activities: plain.activities.map((activity) => ({
          ...activity,
          demand: [...activity.demand, ...activity.demand.map((units) => units * 20_000)],
        })),
      };
      const list = listOf(wide, order);
      const periods = emptyPlacement(list.length);
      const late = emptyPlacement(list.length);
      const scheme = new PeriodScheme(projectOf(wide));
      scheme.forward(list, periods);
      expect(projectBreaches(wide, [...periods.start])).toEqual([]);
      scheme.backward(list.toReversed(), 0, periods, late);
      expect(projectBreaches(wide, [...late.start])).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('a plan in one calendar is improved until it is proven to be the shortest', () => {
  fc.assert(
    fc.property(plainProject(6), fc.nat(), (plain, seed) => {
      const problem = pooledProblem(plain, someWeek());
      const shortest = shortestByAll(plain);
      const improvements = improved(problem, seed, 20_000);
      for (const { list, finish, lowerLength, length } of improvements) {
        if (shortest > 0) expect(endOf(placed(problem, list))).toBe(finish);
        expect(lowerLength).toBeLessThanOrEqual(shortest === 0 ? 0 : length);
      }
      const best = last(improvements);
      expect(best.isOptimal).toBe(true);
      if (shortest > 0) expect(best.length * unitOf(plain)).toBe(shortest);
    }),
    { numRuns: 100 },
  );
});

/** Periods of the project in one of the improvement's, which are as long as possible. */
function unitOf({ activities, arcs }: PlainProject): number {
  const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other));
  return [...activities.map(({ duration }) => duration), ...arcs.map(({ from, lag }) => lag ?? activities[from]?.duration ?? 0)].reduce(
    divisor,
    0,
  );
}

test('people who are alike are a pool, and a schedule of the pool is one of theirs', () => {
  fc.assert(
    fc.property(plainProject(8), fc.nat(), (plain, seed) => {
      const problem = peopledProblem(oneEach(plain), () => 0);
      const { finish, isOptimal, list } = last(improved(problem, seed, 3000));
      if (plain.activities.some(({ duration }) => duration > 0)) expect(endOf(placed(problem, list))).toBe(finish);
      expect(isOptimal || plain.activities.length === 0).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('people with calendars of their own: what is said is what the list gives, and nothing is below the bound', () => {
  fc.assert(
    fc.property(plainProject(8), keys, fc.nat(), (plain, order, seed) => {
      const problem = peopledProblem(plain, (person) => 15 * (person % 3));
      const bound = calendarBound(problem);
      expect(bound).toBeLessThanOrEqual(endOf(placed(problem, listOf(plain, order))));
      const improvements = improved(problem, seed, 60);
      for (const [at, { list, finish, lowerBound }] of improvements.entries()) {
        if (plain.activities.some(({ duration }) => duration > 0)) expect(endOf(placed(problem, list))).toBe(finish);
        expect(lowerBound).toBeLessThanOrEqual(finish);
        expect(finish).toBeLessThanOrEqual(improvements[at - 1]?.finish ?? finish);
      }
    }),
    { numRuns: 100 },
  );
});

test('no schedule is below the bound of a project', () => {
  fc.assert(
    fc.property(plainProject(6), (plain) => {
      const shortest = shortestByAll(plain);
      expect(projectBound(projectOf(plain), shortest)).toBeLessThanOrEqual(shortest);
      expect(
        lengthOf(
          plain,
          plain.activities.map(() => 0),
        ),
      ).toBeLessThanOrEqual(projectBound(projectOf(plain), shortest));
    }),
    { numRuns: 300 },
  );
});

test('the same seed gives the same improvements', () => {
  fc.assert(
    fc.property(plainProject(12), fc.nat(), (plain, seed) => {
      const problem = peopledProblem(plain, (person) => (seed % 2 === 0 ? 0 : person));
      expect(improved(problem, seed, 200)).toEqual(improved(problem, seed, 200));
    }),
    { numRuns: 40 },
  );
});
