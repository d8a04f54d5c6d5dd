// What can not be is said of the issue that it is about, with the reason, and everything else is planned.
import { expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import type { ScheduleInput, ScheduleInputIssue } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import type { Impossible, Unkept } from '#shared/schedule/schedule-result.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { plainIssue, plainPerson } from '#tests/support/schedule/plain-input.ts';

const from = isoDate('2026-03-02');
const lag = 8 * 60;

function plan(issue: Partial<ScheduleInputIssue>, more: Partial<ScheduleInput> = {}): ScheduleInput {
  return {
    from,
    hoursPerWeek: 30,
    sprintWeeks: 2,
    holidays: [],
    sprints: [],
    milestones: [],
    people: [plainPerson('ada', 30), { ...plainPerson('ben', 30), skills: ['engine'] }, plainPerson('eve', 0)],
    ...more,
    issues: [
      { ...plainIssue('other', 6), needs: [{ anyOf: ['ada'], skill: null, count: 1 }] },
      { ...plainIssue('odd', 6), ...issue },
      { ...plainIssue('after', 6), dependsOn: [{ id: 'odd', kind: 'finish-start', lagMinutes: 0 }] },
      ...(more.issues ?? []),
    ],
  };
}

test.each<[string, ScheduleInput, Impossible]>([
  [
    'a skill that nobody has',
    plan({ needs: [{ anyOf: [], skill: 'magic', count: 1 }] }),
    { kind: 'nobody', skill: 'magic', wanted: 1, found: 0 },
  ],
  [
    'more than have the skill',
    plan({ needs: [{ anyOf: [], skill: 'engine', count: 2 }] }),
    { kind: 'nobody', skill: 'engine', wanted: 2, found: 1 },
  ],
  [
    'somebody who is not there',
    plan({ needs: [{ anyOf: ['zoe'], skill: null, count: 1 }] }),
    { kind: 'nobody', skill: null, wanted: 1, found: 0 },
  ],
  [
    'the same one twice',
    plan({
      needs: [
        { anyOf: ['ben'], skill: null, count: 1 },
        { anyOf: [], skill: 'engine', count: 1 },
      ],
    }),
    { kind: 'nobody', skill: null, wanted: 2, found: 1 },
  ],
  ['somebody without hours', plan({ needs: [{ anyOf: ['eve'], skill: null, count: 1 }] }), { kind: 'no-time', personIds: ['eve'] }],
  [
    'a cycle of lags',
    plan(
      { dependsOn: [{ id: 'third', kind: 'start-start', lagMinutes: lag }] },
      { issues: [{ ...plainIssue('third', 6), dependsOn: [{ id: 'odd', kind: 'start-start', lagMinutes: lag }] }] },
    ),
    { kind: 'cycle', ids: ['odd', 'third'] },
  ],
])('%s', (_, input, because) => {
  const schedule = schedulePlan(input);
  const reasons = new Map(schedule.unplaced.map((one) => [one.id, one.because]));
  const found = reasons.get('odd');
  expect(found?.kind === 'cycle' ? { ...found, ids: found.ids.toSorted() } : found).toEqual(because);
  expect(reasons.get('after')).toEqual({ kind: 'waits', forId: 'odd' });
  expect(schedule.placements.get('other')).toMatchObject({ start: '2026-03-02T09:00', finish: '2026-03-02T15:00' });
  expect(scheduleBreaches(input, schedule)).toEqual([]);
});

test.each<[string, ScheduleInput, Partial<Unkept>]>([
  [
    'a deadline before the plan',
    plan({ deadline: isoDate('2026-02-20') }),
    { wish: 'deadline', wanted: '2026-02-20', because: { kind: 'start' } },
  ],
  [
    'a deadline before its first day',
    plan({ deadline: isoDate('2026-03-04'), notBefore: isoDate('2026-03-09') }),
    { wish: 'deadline', got: '2026-03-09T15:00', because: { kind: 'not-before', date: isoDate('2026-03-09') } },
  ],
  [
    'more work than time',
    plan({ hours: 60, deadline: isoDate('2026-03-04') }),
    { wish: 'deadline', because: { kind: 'too-long', hours: 60 } },
  ],
  [
    'a fixed start before what it waits for is done',
    plan({
      needs: [{ anyOf: ['ben'], skill: null, count: 1 }],
      fixedStart: '2026-03-02T09:00',
      dependsOn: [{ id: 'other', kind: 'finish-start', lagMinutes: 0 }],
    }),
    { wish: 'fixed-start', got: '2026-03-02T09:00', because: { kind: 'waits', forId: 'other', until: '2026-03-02T15:00' } },
  ],
  [
    'a fixed start on a weekend',
    plan({ fixedStart: '2026-03-07T09:00' }),
    {
      wish: 'fixed-start',
      got: '2026-03-07T09:00',
      because: { kind: 'away', personIds: ['ada'], span: { first: isoDate('2026-03-07'), last: isoDate('2026-03-08') } },
    },
  ],
])('%s is planned all the same, and said', (_, input, unkept) => {
  const schedule = schedulePlan(input);
  expect(schedule.unplaced).toEqual([]);
  expect(schedule.unkept).toMatchObject([{ id: 'odd', ...unkept }]);
  expect(scheduleBreaches(input, schedule)).toEqual([]);
});
