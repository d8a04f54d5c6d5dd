// What is said about the best possible is true: trying every way finds nothing earlier than a bound, and nothing better than what is called the
// best; and whatever the optimiser finds is a schedule like any other.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BuiltProblem, buildProblem } from '#shared/schedule/build-problem.ts';
import { GenerationScheme } from '#shared/schedule/generation-scheme.ts';
import { isoDate as day } from '#shared/plan/quantity.ts';
import { improve } from '#shared/schedule/improve.ts';
import { improvePlan } from '#shared/schedule/improve-plan.ts';
import { plainGoals } from '#shared/schedule/improvement/goal.ts';
import type { Improvement } from '#shared/schedule/improvement/improvement.ts';
import { readPlacement } from '#shared/schedule/read-placement.ts';
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { emptyPlacement } from '#shared/schedule/schedule-problem.ts';
import type { Schedule } from '#shared/schedule/schedule-result.ts';
import { shortestPlan } from '#tests/support/schedule/brute-force.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { plainIssue, plainPerson, plainSprint } from '#tests/support/schedule/plain-input.ts';
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

/** Plans for which a bound was later than what was found. */
const boundExamples: readonly ScheduleInput[] = [
  // A day with more work than it has minutes, before one that is closed.
  plainInput({
    hoursPerWeek: 152,
    sprints: [
      { ...plainSprint({ name: 'Sprint 1', start: day('2026-03-03'), finish: day('2026-03-03'), capacityHours: null }), locked: true },
    ],
    issues: [plainIssue('one', 23)],
  }),
  // Two that are fixed to the same time.
  plainInput({
    hoursPerWeek: 0.5,
    issues: [
      { ...plainIssue('one', 0.25), fixedStart: '2026-03-02T09:00' },
      { ...plainIssue('two', 1), fixedStart: '2026-03-02T09:00' },
    ],
  }),
  // Nothing has a place: one of the two who are needed never works.
  plainInput({
    people: [plainPerson('ada', 1), plainPerson('cleo', 0)],
    issues: [
      {
        ...plainIssue('one', 1),
        needs: [
          { anyOf: ['ada'], skill: null, count: 1 },
          { anyOf: [], skill: null, count: 1 },
        ],
      },
    ],
  }),
];

function plainInput(more: Partial<ScheduleInput>): ScheduleInput {
  return {
    from: day('2026-03-02'),
    hoursPerWeek: 30,
    sprintWeeks: 2,
    holidays: [],
    sprints: [],
    people: [],
    milestones: [],
    issues: [],
    ...more,
  };
}

/** How many have no place, minutes late by priority, and when all is done: what counts first is first. */
function worth(input: ScheduleInput, { placements, unplaced }: Schedule): readonly number[] {
  const places = input.issues.flatMap((issue) => {
    const place = placements.get(issue.id);
    return place === undefined ? [] : [{ issue, finish: Date.parse(`${place.finish}Z`) }];
  });
  const late = places.map(({ issue, finish }) => {
    const target = input.milestones.find(({ id }) => id === issue.milestoneId)?.target ?? null;
    const days = [issue.deadline, target].flatMap((date) => (date === null ? [] : [Date.parse(`${date}T00:00Z`) + 86_400_000]));
    return 2 ** (4 - issue.priority) * Math.max(0, finish - Math.min(...days));
  });
  return [unplaced.length, late.reduce((sum, one) => sum + one, 0), places.reduce((last, { finish }) => Math.max(last, finish), 0)];
}

test('a plan with more time to think leaves no more out, is late by no more, and else done no later, than one without', () => {
  let placed = 0;
  fc.assert(
    fc.property(scheduleInput(), fc.integer(), (input, seed) => {
      const built = buildProblem(input);
      let list = built.list;
      let slices = 0;
      for (const improvement of improvePlan(built, { seed, schedules: 200, onlyEnd: false })) {
        list = improvement.list;
        slices += 1;
        // What has nothing left to try makes no more schedules.
        if (improvement.isOptimal || improvement.schedules > 200 || slices === 40) break;
      }
      const improved = scheduleOf(built, list);
      expect(scheduleBreaches(input, improved)).toEqual([]);
      const [before, after] = [worth(input, schedulePlan(input)), worth(input, improved)];
      const first = before.findIndex((value, at) => value !== after[at]);
      placed += improved.placements.size;
      expect(after[Math.max(0, first)]).toBeLessThanOrEqual(before[Math.max(0, first)] ?? 0);
    }),
    { numRuns: 100 },
  );
  expect(placed).toBeGreaterThan(100);
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
    { numRuns: 100, examples: boundExamples.map((input) => [input, 0]) },
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
