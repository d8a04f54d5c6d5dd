// Improving plans of all kinds: what is given is a schedule that the independent checker accepts, and never finishes below what is said to be
// the least.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { improvePlan } from '#shared/schedule/improve-plan.ts';
import { scheduleList } from '#shared/schedule/schedule-plan.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { scheduleInput, smallInput } from '#tests/support/schedule/input-arbitrary.ts';
import { parseMoment } from '#shared/schedule/local-time.ts';

test.each([
  ['plans of all kinds', scheduleInput()],
  // Days with more work than the clock has minutes are rounded: a bound counted in minutes of work was too high by one.
  ['plans of a team with long days', scheduleInput().map((input) => ({ ...input, hoursPerWeek: 81 }))],
  ['small plans with links of all kinds', smallInput(6, true)],
])('the checker accepts what improving gives: %s', (_, inputs) => {
  let made = 0;
  fc.assert(
    fc.property(inputs, fc.nat(), fc.boolean(), (input, seed, onlyEnd) => {
      const built = buildProblem(input);
      for (const { list, lowerBound, schedules } of improvePlan(built, { seed, schedules: 60, onlyEnd })) {
        const schedule = scheduleList(built, list);
        expect(scheduleBreaches(input, schedule)).toEqual([]);
        const ends = [...schedule.placements.values()].map((placement) => parseMoment(placement.finish));
        if (ends.length > 0) expect(Math.max(...ends)).toBeGreaterThanOrEqual(lowerBound);
        made += 1;
        if (schedules > 60) break;
      }
    }),
    { numRuns: 60 },
  );
  expect(made).toBeGreaterThan(60);
});
