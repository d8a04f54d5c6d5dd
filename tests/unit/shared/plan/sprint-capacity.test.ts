import { expect, it } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import { sprintCapacity } from '#shared/plan/sprint-capacity.ts';

const sprint = { start: isoDate('2026-11-16'), finish: isoDate('2026-11-27'), capacityHours: null };

it.each([
  ['what was set for it, before anything else', { ...sprint, capacityHours: 12 }, [30], 30, 12],
  ['two weeks of the team while nobody has hours', sprint, [null, null], 30, 60],
  ['two weeks of everybody who has hours', sprint, [30, null, 20], 99, 100],
  ['no hours on a weekend', { ...sprint, start: isoDate('2026-11-21'), finish: isoDate('2026-11-22') }, [30], 30, 0],
  ['one day', { ...sprint, start: isoDate('2026-11-20'), finish: isoDate('2026-11-20') }, [], 30, 6],
  ['the days before 1970 too', { ...sprint, start: isoDate('1969-12-29'), finish: isoDate('1970-01-04') }, [], 30, 30],
  ['nothing when it ends before it starts', { ...sprint, finish: isoDate('2026-11-01') }, [], 30, 0],
])('a sprint holds %s', (_, given, hours, team, expected) => {
  expect(
    sprintCapacity(
      given,
      hours.map((hoursPerWeek) => ({ hoursPerWeek })),
      team,
    ),
  ).toBe(expected);
});
