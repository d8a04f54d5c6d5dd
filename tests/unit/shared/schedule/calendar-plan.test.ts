// Days that calendars are known to get wrong: leap days, changes of the clock, ends of years, weeks without work. Worked out by hand.
import { expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import type { DateSpan, ScheduleInput, ScheduleInputIssue, ScheduleInputPerson } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { plainIssue, plainPerson } from '#tests/support/schedule/plain-input.ts';

const everyDay: ScheduleInputPerson = { ...plainPerson('robot', 168), week: [1, 1, 1, 1, 1, 1, 1] };
const byRobot = [{ anyOf: ['robot'], skill: null, count: 1 }];

function days(first: string, last: string): DateSpan {
  return { first: isoDate(first), last: isoDate(last) };
}

function plan(from: string, issue: Partial<ScheduleInputIssue>, more: Partial<ScheduleInput> = {}): ScheduleInput {
  const issues = [{ ...plainIssue('one', 30), ...issue }];
  return { from: isoDate(from), hoursPerWeek: 30, sprintWeeks: 2, holidays: [], sprints: [], people: [], milestones: [], ...more, issues };
}

test.each<[string, ScheduleInput, start: string, finish: string]>([
  ['over a leap day', plan('2028-02-25', {}), '2028-02-25T09:00', '2028-03-02T15:00'],
  ['over the end of a February without one', plan('2027-02-26', {}), '2027-02-26T09:00', '2027-03-04T15:00'],
  ['over the end of a century that has none', plan('2100-02-26', {}), '2100-02-26T09:00', '2100-03-04T15:00'],
  ['over the end of a year', plan('2026-12-30', {}), '2026-12-30T09:00', '2027-01-05T15:00'],
  ['over the end of a year of 53 weeks', plan('2026-12-31', {}), '2026-12-31T09:00', '2027-01-06T15:00'],
  [
    'while clocks go forward',
    plan('2026-03-27', { hours: 72, needs: byRobot }, { people: [everyDay] }),
    '2026-03-27T00:00',
    '2026-03-30T00:00',
  ],
  [
    'while clocks go back',
    plan('2026-10-23', { hours: 72, needs: byRobot }, { people: [everyDay] }),
    '2026-10-23T00:00',
    '2026-10-26T00:00',
  ],
  [
    'around a week without work',
    plan('2026-12-23', { hours: 12 }, { holidays: [days('2026-12-24', '2027-01-01')] }),
    '2026-12-23T09:00',
    '2027-01-04T15:00',
  ],
  [
    'after a week without work, in one piece',
    plan('2026-12-23', { hours: 12, splits: false }, { holidays: [days('2026-12-24', '2027-01-01')] }),
    '2027-01-04T09:00',
    '2027-01-05T15:00',
  ],
  ['over a weekend, in one piece', plan('2026-03-06', { hours: 12, splits: false }), '2026-03-06T09:00', '2026-03-09T15:00'],
  [
    'after holidays that meet and overlap',
    plan(
      '2026-03-02',
      { hours: 6 },
      { holidays: [days('2026-03-01', '2026-03-04'), days('2026-03-03', '2026-03-05'), days('2026-03-06', '2026-03-06')] },
    ),
    '2026-03-09T09:00',
    '2026-03-09T15:00',
  ],
  [
    'on the weekend of who works on weekends',
    plan('2026-03-02', { hours: 12, needs: byRobot }, { people: [{ ...everyDay, hoursPerWeek: 12, week: [0, 0, 0, 0, 0, 1, 1] }] }),
    '2026-03-07T09:00',
    '2026-03-08T15:00',
  ],
])('%s', (_, input, start, finish) => {
  const schedule = schedulePlan(input);
  expect(schedule.placements.get('one')).toMatchObject({ start, finish });
  expect(scheduleBreaches(input, schedule)).toEqual([]);
});

test.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kathmandu'])('a plan is the same in %s', (zone) => {
  const input = plan('2026-03-06', { hours: 200 });
  const expected = schedulePlan(input);
  const usual = process.env['TZ'];
  try {
    process.env['TZ'] = zone;
    expect(schedulePlan(input)).toEqual(expected);
  } finally {
    if (usual === undefined) delete process.env['TZ'];
    else process.env['TZ'] = usual;
  }
});
