// The schedule of a real plan, read from its file. Runs where the sample plans lie beside the repository.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readPlan } from '#shared/markdown/read-plan.ts';
import { isoDate } from '#shared/plan/quantity.ts';
import { isOpen } from '#shared/plan/status.ts';
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { plainIssue } from '#tests/support/schedule/plain-input.ts';

const folder = fileURLToPath(new URL('../../../shared/plans/', import.meta.url));

function scheduleInput(file: string): ScheduleInput {
  const reading = readPlan(readFileSync(`${folder}${file}`, 'utf8'));
  if (!reading.ok) throw new Error(reading.error.message);
  const { issues, dependencies } = reading.value.draft;
  return {
    from: isoDate('2026-03-02'),
    hoursPerWeek: 30,
    sprintWeeks: 2,
    holidays: [],
    sprints: [],
    people: [],
    milestones: [],
    issues: issues.map((issue, at) => ({
      ...plainIssue(issue.key, issue.estimate?.likely ?? null),
      open: isOpen(issue.status.category),
      priority: Number(issue.priority?.slice(1) ?? 4),
      rank: String(at).padStart(4, '0'),
      wishedSprint: issue.sprint,
      dependsOn: dependencies
        .filter(({ key, strength }) => key === issue.key && strength === 'hard')
        .map(({ dependsOnKey }) => ({ id: dependsOnKey, kind: 'finish-start', lagMinutes: 0 })),
    })),
  };
}

if (existsSync(folder)) {
  test('the report of six issues spans four weeks of 30 hours', () => {
    const input = scheduleInput('002_13874a1cdb6309be.txt');
    const schedule = schedulePlan(input);
    expect(schedule).toMatchObject({ totalHours: 116, weeks: 4, finish: '2026-03-27', criticalPath: ['#1', '#3'] });
    expect([...schedule.placements.keys()]).toEqual(['#1', '#2', '#3', '#5', '#4', '#6']);
    expect(scheduleBreaches(input, schedule)).toEqual([]);
  });

  test('the sprints of the report do not hold: 56 hours are more than a week has, and #3 waits for #2', () => {
    const input = { ...scheduleInput('002_13874a1cdb6309be.txt'), sprintWeeks: 1 };
    const schedule = schedulePlan(input);
    expect(schedule.unkept).toMatchObject([
      { id: '#1', wish: 'sprint', wanted: 'Sprint 1', got: 'Sprint 2', because: { kind: 'full', capacityHours: 30, wantedHours: 44 } },
      { id: '#2', wish: 'sprint', wanted: 'Sprint 2', got: 'Sprint 3', because: { kind: 'full', capacityHours: 30, wantedHours: 56 } },
      { id: '#3', wish: 'sprint', wanted: 'Sprint 2', got: 'Sprint 4', because: { kind: 'waits', forId: '#2' } },
      { id: '#4', wish: 'sprint', wanted: 'Sprint 3', got: 'Sprint 4', because: { kind: 'busy', withId: '#5' } },
      { id: '#5', wish: 'sprint', wanted: 'Sprint 1', got: 'Sprint 4', because: { kind: 'full', sprint: 'Sprint 1' } },
      { id: '#6', wish: 'sprint', wanted: 'Sprint 3', got: 'Sprint 4', because: { kind: 'busy', withId: '#4' } },
    ]);
    expect(scheduleBreaches(input, schedule)).toEqual([]);
  });

  test.each([
    ['000_54cf6b88073082b2.txt', 10],
    ['001_758baabfedbb53d3.txt', 4],
  ])('%s has nothing estimated and keeps every law', (file, open) => {
    const input = scheduleInput(file);
    const schedule = schedulePlan(input);
    expect(schedule.unestimated.length).toBe(open);
    expect(schedule).toMatchObject({ totalHours: 0, weeks: 0, criticalPath: [] });
    expect(scheduleBreaches(input, schedule)).toEqual([]);
  });
} else {
  test('the sample plans are not on this machine: their schedules were not checked', () => {
    expect(existsSync(folder)).toBe(false);
  });
}
