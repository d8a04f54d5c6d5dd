// What a schedule does with each thing that can be asked for, one at a time.
import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import type { ScheduleInput, ScheduleInputIssue, ScheduleInputPerson, ScheduleLink } from '#shared/schedule/schedule-input.ts';
import type { Schedule } from '#shared/schedule/schedule-result.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';
import { plainIssue, plainPerson, plainSprint } from '#tests/support/schedule/plain-input.ts';

function issue(id: string, hours: number | null, more: Partial<ScheduleInputIssue> = {}): ScheduleInputIssue {
  return { ...plainIssue(id, hours), ...more };
}

function person(id: string, hoursPerWeek: number, more: Partial<ScheduleInputPerson> = {}): ScheduleInputPerson {
  return { ...plainPerson(id, hoursPerWeek), ...more };
}

function by(...anyOf: string[]): Pick<ScheduleInputIssue, 'needs'> {
  return { needs: [{ anyOf, skill: null, count: 1 }] };
}

function after(id: string, kind: ScheduleLink['kind'] = 'finish-start', lagMinutes = 0): Pick<ScheduleInputIssue, 'dependsOn'> {
  return { dependsOn: [{ id, kind, lagMinutes }] };
}

/** From Monday 2 March 2026 on, 30 hours a week unless somebody is named; every schedule is checked. */
function planned(issues: readonly ScheduleInputIssue[], more: Partial<ScheduleInput> = {}): Schedule {
  const from = isoDate('2026-03-02');
  const input = { from, hoursPerWeek: 30, sprintWeeks: 2, holidays: [], sprints: [], people: [], milestones: [], issues, ...more };
  const schedule = schedulePlan(input);
  expect(scheduleBreaches(input, schedule)).toEqual([]);
  return schedule;
}

function times(schedule: Schedule): Record<string, string> {
  return Object.fromEntries([...schedule.placements].map(([id, { start, finish }]) => [id, `${start.slice(5)} ${finish.slice(5)}`]));
}

const span = (first: string, last: string) => ({ first: isoDate(first), last: isoDate(last) });

describe('people', () => {
  test('work on their own days, for their share, and not on days off and holidays', () => {
    const people = [person('ada', 20, { week: [1, 1, 0, 0, 0, 0, 0], share: 0.5, daysOff: [span('2026-03-03', '2026-03-03')] })];
    const schedule = planned([issue('a', 12, by('ada'))], { people, holidays: [span('2026-03-09', '2026-03-09')] });
    expect(times(schedule)).toEqual({ a: '03-02T09:00 03-16T11:00' });
  });

  test('who have the skill do it, whoever is done first', () => {
    const people = [person('ada', 30, { skills: ['ink'] }), person('ben', 40, { skills: ['ink'] }), person('cleo', 50)];
    const schedule = planned([issue('a', 12, { needs: [{ anyOf: [], skill: 'ink', count: 1 }] })], { people });
    expect(schedule.placements.get('a')?.by).toEqual([{ personId: 'ben', units: 1 }]);
  });

  test('are several at once where several are needed, while all of them work', () => {
    const people = [person('ada', 30), person('ben', 10), person('cleo', 40)];
    const schedule = planned(
      [
        issue('a', 6, {
          needs: [
            { anyOf: ['ada'], skill: null, count: 1 },
            { anyOf: ['ben', 'cleo'], skill: null, count: 1 },
          ],
        }),
      ],
      {
        people,
      },
    );
    expect(schedule.placements.get('a')).toMatchObject({ finish: '2026-03-02T15:00', by: [{ personId: 'ada' }, { personId: 'cleo' }] });
    expect(schedule.totalHours).toBe(12);
  });

  test('of whom there are several do as many things at once', () => {
    const people = [person('press', 40, { units: 2 })];
    const schedule = planned(
      ['a', 'b', 'c'].map((id) => issue(id, 8, by('press'))),
      { people },
    );
    expect(times(schedule)).toEqual({ a: '03-02T09:00 03-02T17:00', b: '03-02T09:00 03-02T17:00', c: '03-03T09:00 03-03T17:00' });
  });

  test('that nobody is, or too few, leave an issue and what waits for it without a place', () => {
    const people = [person('ada', 30, { skills: ['ink'] })];
    const schedule = planned(
      [
        issue('a', 3, { needs: [{ anyOf: [], skill: 'gold', count: 1 }] }),
        issue('b', 3, after('a')),
        issue('c', 3, { needs: [{ anyOf: [], skill: 'ink', count: 2 }] }),
        issue('d', 3, by('ada')),
      ],
      { people },
    );
    expect(schedule.unplaced).toEqual([
      { id: 'a', because: { kind: 'nobody', skill: 'gold', wanted: 1, found: 0 } },
      { id: 'b', because: { kind: 'waits', forId: 'a' } },
      { id: 'c', because: { kind: 'nobody', skill: 'ink', wanted: 2, found: 1 } },
    ]);
    expect([...schedule.placements.keys()]).toEqual(['d']);
  });

  test('who never work, or never together, leave an issue without a place', () => {
    const people = [
      person('ada', 0),
      person('ben', 10, { week: [1, 0, 0, 0, 0, 0, 0] }),
      person('cleo', 10, { week: [0, 1, 0, 0, 0, 0, 0] }),
    ];
    const both = [by('ben'), by('cleo')].flatMap(({ needs }) => needs);
    const schedule = planned([issue('a', 1, by('ada')), issue('b', 1, { needs: both })], { people });
    expect(schedule.unplaced).toEqual([
      { id: 'a', because: { kind: 'no-time', personIds: ['ada'] } },
      { id: 'b', because: { kind: 'no-time', personIds: ['ben', 'cleo'] } },
    ]);
  });
});

describe('links', () => {
  const people = [person('ada', 30), person('ben', 30)];
  const [one, other] = [issue('a', 6, by('ada')), issue('b', 3, by('ben'))];

  test.each<[string, ScheduleLink['kind'], number, string]>([
    ['after its finish', 'finish-start', 0, '03-03T09:00 03-03T12:00'],
    ['an hour of work after its finish', 'finish-start', 60, '03-03T10:00 03-03T13:00'],
    ['two hours before its finish', 'finish-start', -120, '03-02T13:00 03-03T10:00'],
    ['with it', 'start-start', 0, '03-02T09:00 03-02T12:00'],
    ['a day of work after its start', 'start-start', 360, '03-03T09:00 03-03T12:00'],
    ['done with it', 'finish-finish', 0, '03-02T12:00 03-02T15:00'],
    ['done an hour after it', 'finish-finish', 60, '03-02T13:00 03-03T10:00'],
    ['done two hours after its start', 'start-finish', 120, '03-02T09:00 03-02T12:00'],
    ['done five hours after its start', 'start-finish', 300, '03-02T11:00 03-02T14:00'],
  ])('%s', (_, kind, lagMinutes, expected) => {
    expect(times(planned([one, { ...other, ...after('a', kind, lagMinutes) }], { people }))['b']).toBe(expected);
  });

  test('that close a cycle with lags let nothing on it start, and what can hold is set aside', () => {
    const never = planned([{ ...one, ...after('b', 'start-start', 30) }, { ...other, ...after('a', 'start-start', 30) }, issue('c', 1)], {
      people,
    });
    expect(never.unplaced.map(({ id, because }) => [id, because.kind])).toEqual([
      ['a', 'cycle'],
      ['b', 'cycle'],
    ]);
    expect([...never.placements.keys()]).toEqual(['c']);
    const loose = planned(
      [
        { ...one, ...after('b', 'start-start', -600) },
        { ...other, ...after('a', 'start-start', 30) },
      ],
      { people },
    );
    expect([loose.unplaced.length, loose.setAside.length, loose.placements.size]).toEqual([0, 1, 2]);
  });

  test('and lags count in slack and in the longest chain', () => {
    const schedule = planned([one, { ...other, ...after('a', 'finish-start', 120) }, issue('c', 2)], { people });
    expect(schedule.criticalPath).toEqual(['a', 'b']);
    expect(schedule.placements.get('c')?.slackHours).toBe(9);
  });
});

describe('days and starts', () => {
  test('it is not begun before its day, and what may not be split not before a holiday', () => {
    const holidays = [span('2026-03-04', '2026-03-04')];
    const schedule = planned([issue('a', 18, { splits: false }), issue('b', 3, { notBefore: isoDate('2026-03-12'), rank: 'z' })], {
      holidays,
    });
    expect(times(schedule)).toEqual({ a: '03-05T09:00 03-09T15:00', b: '03-12T09:00 03-12T12:00' });
  });

  test('a fixed duration passes whoever does it, and takes them up', () => {
    const people = [person('ada', 30), person('ben', 15)];
    const schedule = planned([issue('a', 12, { ...by('ben'), fixedDuration: true }), issue('b', 3, { ...by('ben'), rank: 'z' })], {
      people,
    });
    expect(times(schedule)).toEqual({ a: '03-02T09:00 03-03T15:00', b: '03-04T09:00 03-04T12:00' });
  });

  test('a fixed start stays, others make room, and what speaks against it is said', () => {
    const schedule = planned([
      issue('a', 12, { priority: 0 }),
      issue('b', 6, { fixedStart: '2026-03-02T12:00', ...after('a'), priority: 4 }),
      issue('c', 6, { fixedStart: '2026-03-02T13:00' }),
    ]);
    expect(times(schedule)).toEqual({ a: '03-03T13:00 03-05T13:00', b: '03-02T12:00 03-03T12:00', c: '03-02T13:00 03-03T13:00' });
    expect(schedule.unkept).toMatchObject([
      { id: 'b', wish: 'fixed-start', because: { kind: 'waits', forId: 'a', until: '2026-03-05T13:00' } },
      { id: 'c', wish: 'fixed-start', because: { kind: 'busy', withId: 'b' } },
    ]);
  });

  test('what has a deadline goes first where it would be missed otherwise', () => {
    const issues = [
      issue('a', 12, { priority: 0 }),
      issue('b', 6, { priority: 3, deadline: isoDate('2026-03-02') }),
      issue('c', 6, { priority: 3 }),
    ];
    const schedule = planned(issues);
    expect([...schedule.placements.keys()]).toEqual(['b', 'a', 'c']);
    expect(schedule.unkept).toEqual([]);
  });

  test('a deadline or a target that is missed is said, with what is in the way', () => {
    const milestones = [{ id: 'm', name: 'M', target: isoDate('2026-03-03') }];
    const schedule = planned(
      [
        issue('a', 6, { deadline: isoDate('2026-03-02') }),
        issue('b', 12, { ...after('a'), milestoneId: 'm' }),
        issue('c', 40, { deadline: isoDate('2026-03-06'), priority: 4 }),
      ],
      { milestones },
    );
    expect(schedule.unkept).toMatchObject([
      { id: 'b', wish: 'target', wanted: '2026-03-03', got: '2026-03-04T15:00', because: { kind: 'waits', forId: 'a' } },
      { id: 'c', wish: 'deadline', wanted: '2026-03-06', because: { kind: 'busy', withId: 'b' } },
    ]);
  });
});

describe('sprints', () => {
  const first = plainSprint({ name: 'One', start: isoDate('2026-03-02'), finish: isoDate('2026-03-06'), capacityHours: null });
  const second = plainSprint({ name: 'Two', start: isoDate('2026-03-09'), finish: isoDate('2026-03-13'), capacityHours: null });

  test('nothing enters a locked one, and what is in it stays', () => {
    const sprints = [{ ...first, locked: true }, second];
    const schedule = planned([issue('a', 6, { priority: 0 }), issue('b', 6, { wishedSprint: 'One', priority: 4 })], { sprints });
    expect(times(schedule)).toEqual({ a: '03-09T09:00 03-09T15:00', b: '03-02T09:00 03-02T15:00' });
    expect(schedule.unkept).toEqual([]);
  });

  test('what does not fit into a locked one is said', () => {
    const sprints = [{ ...first, locked: true }];
    const schedule = planned([issue('a', 20, { wishedSprint: 'One' }), issue('b', 20, { wishedSprint: 'One' })], { sprints });
    expect(schedule.unkept).toMatchObject([{ id: 'b', wish: 'locked-sprint', wanted: 'One', because: { kind: 'busy', withId: 'a' } }]);
  });

  test('a wish for a dated one is kept where it can be, ahead of what is more urgent and has time', () => {
    const issues = [issue('a', 30, { priority: 0, wishedSprint: 'Two' }), issue('b', 6, { priority: 3, wishedSprint: 'One' })];
    const schedule = planned(issues, { sprints: [first, second] });
    expect([...schedule.placements.keys()]).toEqual(['b', 'a']);
    expect(schedule.unkept).toEqual([]);
  });

  test('that are asked to hold too much say so', () => {
    const issues = [issue('a', 20, { wishedSprint: 'One' }), issue('b', 20, { wishedSprint: 'One' })];
    expect(planned(issues, { sprints: [first, second] }).unkept).toEqual([
      { id: 'b', wish: 'sprint', wanted: 'One', got: 'Two', because: { kind: 'full', sprint: 'One', capacityHours: 30, wantedHours: 40 } },
    ]);
  });
});

describe('calendars', () => {
  test.each([
    ['clocks are put forward', '2026-03-27', '03-27T09:00 03-30T15:00'],
    ['clocks are put back', '2026-10-23', '10-23T09:00 10-26T15:00'],
    ['there is a leap day', '2028-02-28', '02-28T09:00 02-29T15:00'],
    ['the year ends', '2027-12-31', '12-31T09:00 01-03T15:00'],
  ])('count days alike when %s', (_, from, expected) => {
    expect(times(planned([issue('a', 12)], { from: isoDate(from) }))).toEqual({ a: expected });
  });

  test('of a holiday of a week let work rest over it', () => {
    const holidays = [span('2026-03-04', '2026-03-10')];
    expect(times(planned([issue('a', 18)], { holidays }))).toEqual({ a: '03-02T09:00 03-11T15:00' });
  });

  test('of day and night and of office hours go together', () => {
    const people = [person('oven', 168, { week: [1, 1, 1, 1, 1, 1, 1] }), person('ada', 30)];
    const schedule = planned([issue('a', 30, by('oven')), issue('b', 3, { ...by('ada'), ...after('a') })], { people });
    expect(times(schedule)).toEqual({ a: '03-02T00:00 03-03T06:00', b: '03-03T09:00 03-03T12:00' });
  });
});

test('plans of milestones alone, one issue, a row and a fan', () => {
  expect(times(planned([issue('a', 0), issue('b', null, after('a'))]))).toEqual({
    a: '03-02T09:00 03-02T09:00',
    b: '03-02T09:00 03-02T09:00',
  });
  expect(planned([]).placements.size).toBe(0);
  expect(planned([issue('a', 1)]).finish).toBe('2026-03-02');
  const row = Array.from({ length: 10 }, (_, at) => issue(`${at}`, 6, at === 0 ? {} : after(`${at - 1}`)));
  expect(planned(row)).toMatchObject({ finish: '2026-03-13', criticalPath: row.map(({ id }) => id) });
  const fan = Array.from({ length: 10 }, (_, at) => issue(`${at}`, 6, by(`p${at}`)));
  expect(planned(fan, { people: fan.map((_, at) => person(`p${at}`, 30)) }).finish).toBe('2026-03-02');
});
