import { expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import { levelPlan } from '#shared/schedule/level-plan.ts';
import { plainIssue, plainPerson } from '#tests/support/schedule/plain-input.ts';

const input = {
  from: isoDate('2026-03-02'),
  hoursPerWeek: 30,
  sprintWeeks: 2,
  holidays: [],
  sprints: [],
  people: [plainPerson('ada', 30), plainPerson('ben', 30)],
  milestones: [],
  issues: ['a', 'b', 'c', 'd'].map((id) => ({
    ...plainIssue(id, 6),
    priority: id === 'c' ? 0 : 3,
    needs: [{ anyOf: [id === 'd' ? 'ben' : 'ada'], skill: null, count: 1 }],
  })),
};

test('a plan drawn by hand keeps its starts and its order as far as people allow', () => {
  const starts = new Map([
    ['a', '2026-03-03T09:00'],
    ['b', '2026-03-03T12:00'],
    ['c', '2026-03-12T09:00'],
  ]);
  const schedule = levelPlan(input, starts);
  expect([...schedule.placements].map(([id, { start }]) => [id, start])).toEqual([
    ['d', '2026-03-02T09:00'],
    ['a', '2026-03-03T09:00'],
    ['b', '2026-03-04T09:00'],
    ['c', '2026-03-12T09:00'],
  ]);
});
