// Law 8 in full: whatever is asked, the checker has nothing to say about what `schedulePlan` answers.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import type { ScheduleInput, ScheduleInputIssue } from '#shared/schedule/schedule-input.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { plainIssue } from '#tests/support/schedule/plain-input.ts';
import { scheduleInput, turned } from '#tests/support/schedule/input-arbitrary.ts';

test('no schedule breaks a law, and the plans that were tried have everything in them', () => {
  const seen = { placed: 0, links: 0, byName: 0, together: 0, setAside: 0, nobody: 0, waits: 0, unkept: 0, fixed: 0 };
  fc.assert(
    fc.property(scheduleInput(), (input) => {
      const schedule = schedulePlan(input);
      expect(scheduleBreaches(input, schedule)).toEqual([]);
      const places = [...schedule.placements.values()];
      seen.placed += places.length;
      seen.links += input.issues.filter(({ id, dependsOn }) => schedule.placements.has(id) && dependsOn.length > 0).length;
      seen.byName += places.filter(({ by }) => by.length === 1).length;
      seen.together += places.filter(({ by }) => by.length > 1).length;
      seen.setAside += schedule.setAside.length;
      seen.nobody += schedule.unplaced.filter(({ because }) => because.kind === 'nobody').length;
      seen.waits += schedule.unplaced.filter(({ because }) => because.kind === 'waits').length;
      seen.unkept += schedule.unkept.length;
      seen.fixed += input.issues.filter(({ id, fixedStart }) => fixedStart !== null && schedule.placements.has(id)).length;
    }),
    { numRuns: 1000 },
  );
  expect(Object.entries(seen).filter(([, count]) => count < 20)).toEqual([]);
});

/** A minute of work of a team that does more than one in each minute of the clock. */
const crowdedTeam: ScheduleInput = {
  from: isoDate('2025-11-10'),
  hoursPerWeek: 70,
  sprintWeeks: 1,
  holidays: [],
  sprints: [],
  people: [],
  milestones: [],
  issues: [plainIssue('one', 2), plainIssue('two', 1 / 60)],
};

test('a team that is one keeps every law', () => {
  fc.assert(
    fc.property(scheduleInput({ asOne: true }), (input) => {
      expect(scheduleBreaches(input, schedulePlan(input))).toEqual([]);
    }),
    { numRuns: 300, examples: [[crowdedTeam]] },
  );
});

test('same input, same output, whatever the order in which anything is listed', () => {
  fc.assert(
    fc.property(scheduleInput(), (input) => {
      expect(schedulePlan(turned(input))).toEqual(schedulePlan(input));
    }),
    { numRuns: 300 },
  );
});

const easings: Record<string, (input: ScheduleInput) => ScheduleInput> = {
  'later deadlines': (input) => eased(input, () => ({ deadline: null })),
  'fewer links': (input) => eased(input, ({ dependsOn }) => ({ dependsOn: dependsOn.slice(1) })),
  'less effort': (input) => eased(input, ({ hours }) => ({ hours: hours === null ? null : hours / 2 })),
  'no fixed start': (input) => eased(input, () => ({ fixedStart: null })),
  'more people': (input) => ({ ...input, people: input.people.map((one) => ({ ...one, units: one.units + 1 })) }),
  'no holidays': (input) => ({ ...input, holidays: [] }),
  'no sprints': (input) => ({ ...input, sprints: [] }),
};

test.each(Object.entries(easings))('a plan with %s keeps every law as well, and leaves no more out', (_, ease) => {
  fc.assert(
    fc.property(scheduleInput(), (input) => {
      const easier = ease(input);
      const schedule = schedulePlan(easier);
      expect(scheduleBreaches(easier, schedule)).toEqual([]);
      const before = schedulePlan(input);
      // Which link of a cycle is set aside may change with the links there are, and with it what waits for whom.
      if (before.setAside.length > 0) return;
      const left = new Set(before.unplaced.map(({ id }) => id));
      expect(schedule.unplaced.map(({ id }) => id).filter((id) => !left.has(id))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

function eased(input: ScheduleInput, change: (issue: ScheduleInputIssue) => Partial<ScheduleInputIssue>): ScheduleInput {
  return { ...input, issues: input.issues.map((issue) => ({ ...issue, ...change(issue) })) };
}

test('an issue that nobody can do changes nothing for those that do not wait for it', () => {
  fc.assert(
    fc.property(scheduleInput(), (input) => {
      const impossible: ScheduleInputIssue = {
        id: 'impossible',
        hours: 8,
        fixedDuration: false,
        open: true,
        priority: 0,
        rank: 'a',
        needs: [{ anyOf: [], skill: 'what nobody can', count: 1 }],
        wishedSprint: null,
        dependsOn: [],
        notBefore: null,
        deadline: null,
        fixedStart: null,
        splits: true,
        milestoneId: null,
      };
      const schedule = schedulePlan({ ...input, issues: [...input.issues, impossible] });
      const without = schedulePlan(input);
      expect(schedule.unplaced.find(({ id }) => id === 'impossible')?.because).toEqual({
        kind: 'nobody',
        skill: 'what nobody can',
        wanted: 1,
        found: 0,
      });
      expect([...schedule.placements]).toEqual([...without.placements]);
    }),
    { numRuns: 100 },
  );
});
