// What is said about the best possible is true: trying every way finds nothing earlier than a bound, and nothing better than what is called the
// best; and whatever the optimiser finds is a schedule like any other.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BuiltProblem, buildProblem } from '#shared/schedule/build-problem.ts';
import { GenerationScheme } from '#shared/schedule/generation-scheme.ts';
import { improve } from '#shared/schedule/improve.ts';
import { plainGoals } from '#shared/schedule/improvement/goal.ts';
import type { Improvement } from '#shared/schedule/improvement/improvement.ts';
import { readPlacement } from '#shared/schedule/read-placement.ts';
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import { emptyPlacement } from '#shared/schedule/schedule-problem.ts';
import type { Schedule } from '#shared/schedule/schedule-result.ts';
import { shortestPlan } from '#tests/support/schedule/brute-force.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { scheduleInput, smallInput } from '#tests/support/schedule/input-arbitrary.ts';

function improvements({ problem, list }: BuiltProblem, seed: number, schedules: number): Improvement[] {
  const all: Improvement[] = [];
  for (const improvement of improve(problem, list, plainGoals(problem.works.length), { seed, schedules })) {
    all.push(improvement);
    if (improvement.isOptimal || improvement.schedules > schedules) break;
  }
  return all;
}

function scheduleOf(built: BuiltProblem, list: Int32Array): Schedule {
  const scheme = new GenerationScheme(built.problem);
  const placement = emptyPlacement(list.length);
  scheme.forward(list, placement);
  return readPlacement(built, placement, (crew) => scheme.people(crew));
}

const kinds: readonly [string, fc.Arbitrary<ScheduleInput>, number][] = [
  ['five issues', smallInput(5, false), 150],
  ['eight issues', smallInput(8, false), 15],
  ['three issues with links of every kind', smallInput(3, true), 100],
];

test.each(kinds)('of %s, no way of doing them is earlier than the bound or better than the best', (_, input, runs) => {
  let optimal = 0;
  let compared = 0;
  fc.assert(
    fc.property(input, fc.integer(), (plan, seed) => {
      const best = shortestPlan(plan);
      const built = buildProblem(plan);
      fc.pre(best !== null && built.issues.length > 0 && built.unplaced.length === 0);
      for (const { lowerBound, finish, isOptimal } of improvements(built, seed, 300)) {
        compared += 1;
        expect(lowerBound).toBeLessThanOrEqual(best ?? 0);
        expect(finish).toBeGreaterThanOrEqual(best ?? 0);
        if (!isOptimal) continue;
        optimal += 1;
        expect(finish).toBe(best);
      }
    }),
    { numRuns: runs },
  );
  expect(Math.min(optimal, compared)).toBeGreaterThan(runs / 5);
});

test('what the optimiser finds keeps every law, says truly when it ends, and ends no later than it began', () => {
  fc.assert(
    fc.property(scheduleInput(), fc.integer(), (input, seed) => {
      const built = buildProblem(input);
      const found = improvements(built, seed, 200);
      for (const { list, lowerBound, finish } of found.slice(-1)) {
        expect(scheduleBreaches(input, scheduleOf(built, list))).toEqual([]);
        expect(lowerBound).toBeLessThanOrEqual(finish);
      }
    }),
    { numRuns: 100 },
  );
});

test('the same seed finds the same, in the same steps', () => {
  fc.assert(
    fc.property(scheduleInput(), fc.integer(), (input, seed) => {
      expect(improvements(buildProblem(input), seed, 200)).toEqual(improvements(buildProblem(input), seed, 200));
    }),
    { numRuns: 20 },
  );
});
