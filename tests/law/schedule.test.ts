// Law 8: schedules respect dependencies, calendars and capacity; same input, same output.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScheduleInputIssue } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { scheduleInput, turned } from '#tests/support/schedule/input-arbitrary.ts';

const anyInput = scheduleInput();

test('no schedule breaks a law', () => {
  let dependencies = 0;
  let byPerson = 0;
  let setAside = 0;
  fc.assert(
    fc.property(anyInput, (input) => {
      const schedule = schedulePlan(input);
      dependencies += input.issues.reduce((sum, issue) => sum + issue.dependsOn.length, 0);
      byPerson += [...schedule.placements.values()].filter((place) => place.by.length > 0).length;
      setAside += schedule.setAside.length;
      expect(scheduleBreaches(input, schedule)).toEqual([]);
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(dependencies, byPerson)).toBeGreaterThan(100);
  expect(setAside).toBeGreaterThan(20);
});

test('same input, same output, whatever the order in which issues and people are listed', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      expect(schedulePlan(turned(input))).toEqual(schedulePlan(input));
    }),
  );
});

test('a team that works as one is never idle, and takes the most urgent of what is ready', () => {
  fc.assert(
    fc.property(anyInput, (input) => {
      const alone = { ...input, people: [], sprints: [], holidays: [], issues: input.issues.map(plain) };
      const schedule = schedulePlan(alone);
      const open = alone.issues.filter((issue) => issue.open);
      const waitsFor = (issue: ScheduleInputIssue) =>
        issue.dependsOn
          .map(({ id }) => id)
          .filter(
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

function plain(issue: ScheduleInputIssue): ScheduleInputIssue {
  const dependsOn = issue.dependsOn.map(({ id }) => ({ id, kind: 'finish-start' as const, lagMinutes: 0 }));
  return { ...issue, needs: [], dependsOn, notBefore: null, deadline: null, milestoneId: null, fixedStart: null, fixedDuration: false };
}
