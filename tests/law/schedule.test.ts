// Law 8: schedules respect dependencies, calendars and capacity; same input, same output.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import { type ScheduleInput, type ScheduleInputIssue, schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { scheduleBreaches } from '#tests/support/schedule-checker.ts';

const day = fc
  .integer({ min: 0, max: 60 })
  .map((days) => isoDate(new Date(Date.UTC(2026, 1, 1) + days * 86_400_000).toISOString().slice(0, 10)));

const people = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom('ada', 'ben', 'cleo', 'dov'),
    name: fc.constant('Somebody'),
    hoursPerWeek: fc.option(fc.integer({ min: 1, max: 50 })),
  }),
  { selector: (person) => person.id, maxLength: 4 },
);

const sprints = fc.uniqueArray(
  fc.record({
    name: fc.constantFrom('Sprint 1', 'Sprint 2', 'Alpha', 'Beta'),
    start: day,
    finish: day,
    capacityHours: fc.option(fc.integer({ min: 0, max: 100 })),
  }),
  { selector: (sprint) => sprint.name, maxLength: 3 },
);

const issues = fc.integer({ min: 0, max: 14 }).chain((count) => {
  const id = fc.integer({ min: 0, max: 14 }).map((number) => `issue-${number}`);
  return fc.tuple(
    ...Array.from({ length: count }, (_, number) =>
      fc.record({
        id: fc.constant(`issue-${number}`),
        hours: fc.option(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.double({ min: 0, max: 30, noNaN: true }))),
        open: fc.integer({ min: 0, max: 4 }).map((chance) => chance > 0),
        priority: fc.integer({ min: 0, max: 4 }),
        rank: fc.constantFrom('a', 'b', 'c'),
        assigneeId: fc.option(fc.constantFrom('ada', 'ben', 'cleo', 'nobody')),
        wishedSprint: fc.option(fc.constantFrom('Sprint 1', 'Sprint 10', 'Sprint 2', 'Beta', 'later')),
        dependsOn: fc.uniqueArray(id, { maxLength: 3 }),
      }),
    ),
  );
});

const anyInput: fc.Arbitrary<ScheduleInput> = fc.record({
  from: day,
  hoursPerWeek: fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 61, max: 400 }), fc.double({ min: 0.5, max: 60, noNaN: true })),
  sprintWeeks: fc.integer({ min: 1, max: 4 }),
  sprints,
  people,
  issues,
});

test('no schedule breaks a law', () => {
  let dependencies = 0;
  let byPerson = 0;
  let setAside = 0;
  fc.assert(
    fc.property(anyInput, (input) => {
      const schedule = schedulePlan(input);
      dependencies += input.issues.reduce((sum, issue) => sum + issue.dependsOn.length, 0);
      byPerson += [...schedule.placements.values()].filter((place) => place.personId !== null).length;
      setAside += schedule.setAside.length;
      expect(scheduleBreaches(input, schedule)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(dependencies, byPerson, setAside)).toBeGreaterThan(100);
});

test('same input, same output, whatever the order in which issues and people are listed', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const turned = {
        ...input,
        issues: input.issues.toReversed(),
        people: input.people.toReversed(),
        sprints: input.sprints.toReversed(),
      };
      expect(schedulePlan(turned)).toEqual(schedulePlan(input));
    }),
  );
});

test('a team that works as one is never idle, and takes the most urgent of what is ready', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const alone = { ...input, people: [], sprints: [] };
      const schedule = schedulePlan(alone);
      const open = alone.issues.filter((issue) => issue.open);
      const waitsFor = (issue: ScheduleInputIssue) =>
        issue.dependsOn.filter(
          (id) => schedule.placements.has(id) && !schedule.setAside.some((edge) => edge.id === issue.id && edge.dependsOnId === id),
        );
      const urgency = (issue: ScheduleInputIssue): number =>
        Math.min(issue.priority, ...open.filter((other) => waitsFor(other).includes(issue.id)).map((other) => urgency(other)));
      const working = open.filter((issue) => Math.round((issue.hours ?? 0) * 60) > 0);
      for (const issue of working) {
        const start = schedule.placements.get(issue.id)?.start ?? '';
        const ready = working.filter((other) => {
          const later = (schedule.placements.get(other.id)?.start ?? '') > start;
          return later && waitsFor(other).every((id) => (schedule.placements.get(id)?.finish ?? '') <= start);
        });
        for (const other of ready) expect(urgency(issue)).toBeLessThanOrEqual(urgency(other));
      }
      const minutes = working.reduce((sum, issue) => sum + Math.round((issue.hours ?? 0) * 60), 0);
      const days = Math.ceil(minutes / Math.max(1, Math.round(input.hoursPerWeek * 12)));
      const full = schedule.load.filter((week, at) => at < schedule.load.length - 1 && week.hours < week.capacityHours - 1e-9);
      expect(full).toEqual([]);
      expect(schedule.load.length).toBeGreaterThanOrEqual(Math.ceil(days / 5));
    }),
  );
});
