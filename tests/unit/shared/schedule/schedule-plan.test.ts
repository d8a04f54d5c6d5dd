import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import type { ScheduleInput, ScheduleInputIssue } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { plainIssue, plainPerson, plainSprint } from '#tests/support/schedule/plain-input.ts';

interface More extends Partial<Omit<ScheduleInputIssue, 'dependsOn'>> {
  readonly dependsOn?: readonly string[];
  readonly assigneeId?: string;
}

function issue(id: string, hours: number | null, { dependsOn = [], assigneeId, ...more }: More = {}): ScheduleInputIssue {
  return {
    ...plainIssue(id, hours),
    needs: assigneeId === undefined ? [] : [{ anyOf: [assigneeId], skill: null, count: 1 }],
    dependsOn: dependsOn.map((other) => ({ id: other, kind: 'finish-start', lagMinutes: 0 })),
    ...more,
  };
}

function input(issues: readonly ScheduleInputIssue[], more: Partial<ScheduleInput> = {}): ScheduleInput {
  return {
    from: isoDate('2026-03-02'),
    hoursPerWeek: 30,
    sprintWeeks: 2,
    holidays: [],
    sprints: [],
    people: [],
    milestones: [],
    issues,
    ...more,
  };
}

function times(schedule: ReturnType<typeof schedulePlan>): Record<string, string> {
  return Object.fromEntries([...schedule.placements].map(([id, place]) => [id, `${place.start} ${place.finish}`]));
}

/** Six issues of a release: two large ones that nearly everything waits for. */
const release = input([
  issue('1', 40, { priority: 0, wishedSprint: 'Sprint 1' }),
  issue('2', 32, { priority: 0, wishedSprint: 'Sprint 2' }),
  issue('3', 24, { priority: 0, wishedSprint: 'Sprint 2', dependsOn: ['1', '2'] }),
  issue('4', 8, { priority: 1, wishedSprint: 'Sprint 3', dependsOn: ['1', '2'] }),
  issue('5', 4, { priority: 1, wishedSprint: 'Sprint 1' }),
  issue('6', 8, { priority: 2, wishedSprint: 'Sprint 3', dependsOn: ['1', '2'] }),
]);

describe('a release of 116 hours at 30 hours a week', () => {
  const schedule = schedulePlan(release);

  test('spans four weeks', () => {
    expect(schedule).toMatchObject({
      start: '2026-03-02',
      finish: '2026-03-27',
      totalHours: 116,
      weeks: 4,
      hoursPerWeek: 30,
      unestimated: [],
    });
  });

  test('follows priority, then the wished sprint, after what each waits for', () => {
    expect([...schedule.placements.keys()]).toEqual(['1', '2', '3', '5', '4', '6']);
    expect(times(schedule)).toMatchObject({ 1: '2026-03-02T09:00 2026-03-10T13:00', 2: '2026-03-10T13:00 2026-03-17T15:00' });
  });

  test('knows the longest chain and the slack beside it', () => {
    expect(schedule.criticalPath).toEqual(['1', '3']);
    expect([...schedule.placements].map(([id, place]) => [id, place.slackHours, place.critical])).toEqual([
      ['1', 0, true],
      ['2', 8, false],
      ['3', 0, true],
      ['5', 60, false],
      ['4', 16, false],
      ['6', 16, false],
    ]);
  });

  test('fills generated sprints, and counts an issue where it finishes', () => {
    expect(schedule.sprints).toEqual([
      { name: 'Sprint 1', start: '2026-03-02', finish: '2026-03-13', capacityHours: 60, plannedHours: 60, issueIds: ['1'] },
      {
        name: 'Sprint 2',
        start: '2026-03-16',
        finish: '2026-03-27',
        capacityHours: 60,
        plannedHours: 56,
        issueIds: ['2', '3', '5', '4', '6'],
      },
    ]);
    expect(schedule.load.map((week) => week.hours)).toEqual([30, 30, 30, 26]);
  });

  test.each(['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08'])(
    'spans four weeks from %s on as well',
    (from) => {
      expect(schedulePlan({ ...release, from: isoDate(from) }).weeks).toBe(4);
    },
  );
});

test('a plan that starts on a weekend starts on Monday', () => {
  const schedule = schedulePlan(input([issue('a', 6)], { from: isoDate('2026-03-07') }));
  expect(schedule.start).toBe('2026-03-09');
  expect(times(schedule)).toEqual({ a: '2026-03-09T09:00 2026-03-09T15:00' });
});

test('nothing to do is a plan of no weeks', () => {
  const schedule = schedulePlan(input([issue('a', 6, { open: false })]));
  expect(schedule).toMatchObject({
    start: '2026-03-02',
    finish: '2026-03-02',
    totalHours: 0,
    weeks: 0,
    sprints: [],
    load: [],
    criticalPath: [],
  });
  expect(schedule.placements.size).toBe(0);
});

test('issues without an estimate are listed, take no time, and nothing is critical while there is no estimate at all', () => {
  const schedule = schedulePlan(input([issue('a', null), issue('b', null, { dependsOn: ['a'] })]));
  expect(schedule).toMatchObject({ weeks: 0, unestimated: ['a', 'b'], criticalPath: [], finish: '2026-03-02' });
  expect([...schedule.placements.values()].map((place) => [place.start, place.finish, place.critical, place.sprint])).toEqual([
    ['2026-03-02T09:00', '2026-03-02T09:00', false, 'Sprint 1'],
    ['2026-03-02T09:00', '2026-03-02T09:00', false, 'Sprint 1'],
  ]);
});

test('an issue without an estimate stands where the work has got to, and does not move the finish', () => {
  const schedule = schedulePlan(input([issue('a', 30, { priority: 0 }), issue('b', null, { priority: 1 })]));
  expect(times(schedule)).toEqual({ a: '2026-03-02T09:00 2026-03-06T15:00', b: '2026-03-06T15:00 2026-03-06T15:00' });
});

test('what an urgent issue waits for is as urgent', () => {
  const schedule = schedulePlan(
    input([issue('a', 6, { priority: 1 }), issue('b', 6, { priority: 3 }), issue('c', 6, { priority: 0, dependsOn: ['b'] })]),
  );
  expect([...schedule.placements.keys()]).toEqual(['b', 'c', 'a']);
});

test('issues of equal priority go by wished sprint: dated ones by date, others by number, the rest last', () => {
  const wishing = [null, 'Sprint 10', 'Sprint 2', 'May', 'April'].map((wishedSprint, at) => issue(`${at}`, 6, { wishedSprint }));
  const sprints = [
    plainSprint({ name: 'May', start: isoDate('2026-05-04'), finish: isoDate('2026-05-15'), capacityHours: null }),
    plainSprint({ name: 'April', start: isoDate('2026-04-06'), finish: isoDate('2026-04-17'), capacityHours: null }),
  ];
  expect([...schedulePlan(input(wishing, { sprints })).placements.keys()]).toEqual(['4', '3', '2', '1', '0']);
});

test('issues that are done or unknown hold nobody up', () => {
  const schedule = schedulePlan(input([issue('a', 6, { open: false }), issue('b', 6, { dependsOn: ['a', 'elsewhere'] })]));
  expect(times(schedule)).toEqual({ b: '2026-03-02T09:00 2026-03-02T15:00' });
});

test('a dependency that closes a cycle is set aside and reported', () => {
  const schedule = schedulePlan(input([issue('a', 6, { dependsOn: ['b'] }), issue('b', 6, { dependsOn: ['a'] })]));
  expect(schedule.setAside).toEqual([{ id: 'b', dependsOnId: 'a' }]);
  expect([...schedule.placements.keys()]).toEqual(['b', 'a']);
});

describe('people with hours of their own', () => {
  const people = [plainPerson('ada', 30), plainPerson('ben', 15), plainPerson('cleo', null)];

  test('do not count while nothing is assigned to them', () => {
    const schedule = schedulePlan(input([issue('a', 6), issue('b', 6, { assigneeId: 'cleo' })], { people }));
    expect(schedule.hoursPerWeek).toBe(30);
    expect(times(schedule)).toEqual({ a: '2026-03-02T09:00 2026-03-02T15:00', b: '2026-03-03T09:00 2026-03-03T15:00' });
  });

  test('work side by side, and unassigned issues go to whoever finishes them first', () => {
    const schedule = schedulePlan(
      input([issue('a', 12, { assigneeId: 'ben' }), issue('b', 6), issue('c', 6), issue('d', 3, { assigneeId: 'cleo' })], { people }),
    );
    expect(schedule.hoursPerWeek).toBe(45);
    expect([...schedule.placements].map(([id, place]) => [id, place.by.map(({ personId }) => personId).join()])).toEqual([
      ['b', 'ada'],
      ['a', 'ben'],
      ['c', 'ada'],
      ['d', 'ada'],
    ]);
  });

  test('fill the time in which they wait for somebody else', () => {
    const schedule = schedulePlan(
      input(
        [
          issue('a', 12, { assigneeId: 'ada', priority: 0 }),
          issue('b', 3, { assigneeId: 'ben', priority: 0, dependsOn: ['a'] }),
          issue('c', 6, { assigneeId: 'ben', priority: 1 }),
          issue('d', 3, { assigneeId: 'ben', priority: 1 }),
        ],
        { people },
      ),
    );
    expect(times(schedule)).toEqual({
      a: '2026-03-02T09:00 2026-03-03T15:00',
      b: '2026-03-04T09:00 2026-03-04T12:00',
      c: '2026-03-02T09:00 2026-03-03T12:00',
      d: '2026-03-05T09:00 2026-03-05T12:00',
    });
  });
});

describe('dated sprints', () => {
  const alpha = plainSprint({ name: 'Alpha', start: isoDate('2026-03-02'), finish: isoDate('2026-03-06'), capacityHours: null });

  test('are used where they cover the time, generated ones elsewhere', () => {
    const later = plainSprint({ name: 'Sprint 3', start: isoDate('2026-03-18'), finish: isoDate('2026-03-24'), capacityHours: 40 });
    const past = plainSprint({ name: 'Past', start: isoDate('2026-02-02'), finish: isoDate('2026-02-13'), capacityHours: null });
    const schedule = schedulePlan(input([issue('a', 30), issue('b', 100)], { sprints: [later, past, alpha] }));
    expect(
      schedule.sprints.map(({ name, start, finish, capacityHours, plannedHours }) => [name, start, finish, capacityHours, plannedHours]),
    ).toEqual([
      ['Alpha', '2026-03-02', '2026-03-06', 30, 30],
      ['Sprint 2', '2026-03-09', '2026-03-17', 42, 42],
      ['Sprint 3', '2026-03-18', '2026-03-24', 40, 30],
      ['Sprint 4', '2026-03-25', '2026-04-07', 60, 28],
    ]);
  });

  test('that hold less slow the work on their days', () => {
    const schedule = schedulePlan(input([issue('a', 20)], { sprints: [{ ...alpha, capacityHours: 10 }] }));
    expect(times(schedule)).toEqual({ a: '2026-03-02T09:00 2026-03-10T13:00' });
    expect(schedule.sprints.map((sprint) => sprint.plannedHours)).toEqual([10, 10]);
    expect(schedule.load.map((week) => week.capacityHours)).toEqual([10, 30]);
  });

  test('that hold nothing are passed over', () => {
    const schedule = schedulePlan(input([issue('a', 6)], { sprints: [{ ...alpha, capacityHours: 0 }] }));
    expect(times(schedule)).toEqual({ a: '2026-03-09T09:00 2026-03-09T15:00' });
  });
});

test('what would be done after the year 4000 has no place, nor has what waits for it', () => {
  const schedule = schedulePlan(
    input([issue('a', 100_000), issue('b', 900_000), issue('c', 1, { dependsOn: ['b'] }), issue('d', 10)], { hoursPerWeek: 5 }),
  );
  expect([...schedule.placements.keys()]).toEqual(['a', 'd']);
  expect(schedule.unplaced).toEqual([
    { id: 'b', because: { kind: 'no-time', personIds: [] } },
    { id: 'c', because: { kind: 'waits', forId: 'b' } },
  ]);
});
