// The checker has to find what it is there for: a schedule that was worked out by hand is sound, and each way of spoiling it is reported.
import { describe, expect, test } from 'vitest';
import { must } from '#shared/base/must.ts';
import { isoDate } from '#shared/plan/quantity.ts';
import type { ScheduleInput, ScheduleInputIssue, ScheduleInputPerson, ScheduleLink } from '#shared/schedule/schedule-input.ts';
import type { Assignment, Placement, Schedule, Unkept } from '#shared/schedule/schedule-result.ts';
import { scheduleBreaches } from '#tests/support/schedule/check-schedule.ts';

const plain = {
  open: true,
  priority: 1,
  rank: 'a',
  wishedSprint: null,
  notBefore: null,
  deadline: null,
  fixedStart: null,
  milestoneId: null,
};

function issue(id: string, hours: number | null, more: Partial<ScheduleInputIssue> = {}): ScheduleInputIssue {
  return { ...plain, id, hours, fixedDuration: false, needs: [], dependsOn: [], splits: true, ...more };
}

function person(id: string, more: Partial<ScheduleInputPerson> = {}): ScheduleInputPerson {
  return { id, name: id, hoursPerWeek: 30, week: null, daysOff: [], share: 1, skills: [], units: 1, ...more };
}

const by = (...anyOf: string[]) => [{ anyOf, skill: null, count: 1 }];
const after = (id: string, kind: ScheduleLink['kind'] = 'finish-start', lagMinutes = 0): ScheduleLink => ({ id, kind, lagMinutes });

const input: ScheduleInput = {
  from: isoDate('2026-03-02'),
  hoursPerWeek: 30,
  sprintWeeks: 2,
  holidays: [{ first: isoDate('2026-03-05'), last: isoDate('2026-03-05') }],
  sprints: [],
  people: [person('ada'), person('ben', { skills: ['engine'] }), person('rig', { units: 2 })],
  milestones: [{ id: 'release', name: 'Release', target: isoDate('2026-03-04') }],
  issues: [
    issue('a', 6, { needs: by('ada') }),
    issue('b', 12, { needs: [{ anyOf: [], skill: 'engine', count: 1 }], dependsOn: [after('a')], milestoneId: 'release' }),
    issue('c', 3, { deadline: isoDate('2026-03-02'), wishedSprint: 'Sprint 1' }),
    issue('d', 12, { needs: by('ada'), dependsOn: [after('a')], splits: false }),
    issue('e', 6, { needs: [{ anyOf: ['rig'], skill: null, count: 2 }] }),
    issue('f', 6, { needs: by('rig') }),
    issue('g', 6, { needs: [{ anyOf: [], skill: 'magic', count: 1 }] }),
    issue('h', 6, { dependsOn: [after('g')] }),
    issue('i', 3, { needs: by('ada'), fixedStart: '2026-03-06T09:00' }),
    issue('j', 6, {
      needs: [{ anyOf: [], skill: 'engine', count: 1 }],
      dependsOn: [after('b', 'start-start', 120)],
      deadline: isoDate('2026-03-03'),
    }),
    issue('k', null, { notBefore: isoDate('2026-03-04') }),
    issue('l', 6, { open: false }),
  ],
};

function place(start: string, finish: string, slackHours: number, ...assigned: (string | Assignment)[]): Placement {
  return {
    start: `2026-03-${start}`,
    finish: `2026-03-${finish}`,
    sprint: 'Sprint 1',
    critical: slackHours === 0,
    slackHours,
    by: assigned.map((one) => (typeof one === 'string' ? { personId: one, units: 1 } : one)),
  };
}

const late: Unkept = {
  id: 'j',
  wish: 'deadline',
  wanted: '2026-03-03',
  got: '2026-03-06T15:00',
  because: { kind: 'busy', personIds: ['ben'], withId: 'b', until: '2026-03-04T15:00' },
};

const sound: Schedule = {
  placements: new Map([
    ['a', place('02T09:00', '02T15:00', 0, 'ada')],
    ['c', place('02T09:00', '02T12:00', 15, 'ben')],
    ['e', place('02T09:00', '02T15:00', 12, { personId: 'rig', units: 2 })],
    ['b', place('03T09:00', '04T15:00', 0, 'ben')],
    ['d', place('03T09:00', '04T15:00', 0, 'ada')],
    ['f', place('03T09:00', '03T15:00', 12, 'rig')],
    ['k', place('04T09:00', '04T09:00', 18)],
    ['i', place('06T09:00', '06T12:00', 15, 'ada')],
    ['j', place('06T09:00', '06T15:00', 4, 'ben')],
  ]),
  unplaced: [
    { id: 'g', because: { kind: 'nobody', skill: 'magic', wanted: 1, found: 0 } },
    { id: 'h', because: { kind: 'waits', forId: 'g' } },
  ],
  unkept: [late],
  start: isoDate('2026-03-02'),
  finish: isoDate('2026-03-06'),
  totalHours: 60,
  weeks: 1,
  hoursPerWeek: 120,
  unestimated: ['k'],
  sprints: [
    {
      name: 'Sprint 1',
      start: isoDate('2026-03-02'),
      finish: isoDate('2026-03-13'),
      capacityHours: 216,
      plannedHours: 60,
      issueIds: ['a', 'c', 'e', 'b', 'd', 'f', 'k', 'i', 'j'],
    },
  ],
  load: [{ start: isoDate('2026-03-02'), hours: 60, capacityHours: 96 }],
  criticalPath: ['a', 'b'],
  setAside: [],
};

function moved(id: string, change: Partial<Placement>): Schedule {
  const placed = must(sound.placements.get(id), 'a placement');
  return { ...sound, placements: new Map([...sound.placements, [id, { ...placed, ...change }]]) };
}

function at(id: string, start: string, finish: string, ...names: string[]): Schedule {
  const assigned = names.length === 0 ? {} : { by: names.map((personId) => ({ personId, units: 1 })) };
  return moved(id, { start: `2026-03-${start}`, finish: `2026-03-${finish}`, ...assigned });
}

function without(id: string): Schedule {
  return { ...sound, placements: new Map([...sound.placements].filter(([key]) => key !== id)) };
}

/** The plan with one issue changed, which the schedule does not know of. */
function asked(id: string, change: Partial<ScheduleInputIssue>): ScheduleInput {
  return { ...input, issues: input.issues.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}

const day = isoDate;
const sprint = { name: 'Sprint 1', start: day('2026-03-02'), finish: day('2026-03-13'), capacityHours: null, locked: false };

test('a sound schedule has no breaches', () => {
  expect(scheduleBreaches(input, sound)).toEqual([]);
});

test.each<[string, Schedule, string]>([
  ['a missing issue', without('c'), 'c is neither placed nor left out'],
  ['a closed issue', { ...sound, placements: new Map([...sound.placements, ['l', place('02T09:00', '02T09:00', 18)]]) }, 'no open issue'],
  ['a start before a prerequisite ends', at('d', '02T14:00', '04T14:00'), 'which has to come first'],
  ['a lag that is too short', at('j', '03T10:00', '03T16:00'), '60 minutes before, of 120'],
  ['a start on a weekend', at('c', '07T09:00', '07T12:00'), 'when nobody of those who do it works'],
  ['work on a holiday', at('c', '05T09:00', '05T12:00'), 'worked on for 0 minutes'],
  ['work at night', at('c', '06T14:00', '06T17:00'), 'worked on for 60 minutes, of 180'],
  ['work before 09:00', at('c', '02T08:00', '02T11:00'), 'starts when nobody'],
  ['an end in the night', at('c', '02T09:00', '02T19:00', 'ben'), 'finishes when nobody'],
  ['too little time', at('c', '02T10:00', '02T12:00'), '120 minutes, of 180'],
  ['time without hours', at('k', '04T09:00', '04T10:00'), 'takes time without hours'],
  ['two works of one person at a time', at('j', '04T09:00', '04T15:00'), 'ben does'],
  ['more than all that are alike', at('f', '02T09:00', '02T15:00'), 'rig does'],
  ['somebody who was not named', at('a', '02T09:00', '02T15:00', 'ben'), 'a is done by ben (1), which is not what it needs'],
  ['somebody without the skill', at('j', '06T09:00', '06T15:00', 'rig'), 'j is done by rig (1)'],
  ['two people swapped', moved('b', { by: [{ personId: 'ada', units: 1 }] }), 'b is done by ada (1)'],
  ['too few', moved('e', { by: [{ personId: 'rig', units: 1 }] }), 'e is done by rig (1)'],
  ['nobody', moved('c', { by: [] }), 'c is done by nobody'],
  ['a split that may not be', at('d', '04T09:00', '06T15:00'), 'd rests on 2026-03-05, and may not be split'],
  ['a fixed start that moved', at('i', '06T10:00', '06T13:00'), 'is fixed to 2026-03-06T09:00'],
  ['a start before its day', at('k', '03T09:00', '03T09:00'), 'may not before 2026-03-04'],
  ['a start before the plan', at('f', '01T09:00', '02T15:00'), 'before the plan on 2026-03-02'],
  ['a deadline that is not listed', { ...sound, unkept: [] }, 'j has its deadline 2026-03-03 not kept'],
  ['a deadline that is kept and listed', { ...sound, unkept: [late, { ...late, id: 'c', wanted: '2026-03-02' }] }, 'c has its deadline'],
  ['a wish that nobody had', { ...sound, unkept: [late, { ...late, id: 'f' }] }, 'f deadline is listed as not kept, and was not asked for'],
  ['somebody who is not in the way', { ...sound, unkept: [{ ...late, because: { kind: 'waits', forId: 'a', until: '' } }] }, 'not wait'],
  [
    'a possible issue left out',
    { ...without('c'), unplaced: [...sound.unplaced, { id: 'c', because: { kind: 'no-time', personIds: [] } }] },
    'enough',
  ],
  [
    'people wanting who are there',
    { ...without('c'), unplaced: [...sound.unplaced, { id: 'c', because: { kind: 'nobody', skill: null, wanted: 1, found: 0 } }] },
    'there are some',
  ],
  [
    'a wait for what is placed',
    { ...without('j'), unplaced: [...sound.unplaced, { id: 'j', because: { kind: 'waits', forId: 'b' } }] },
    'in vain',
  ],
  [
    'a cycle that is none',
    { ...without('j'), unplaced: [...sound.unplaced, { id: 'j', because: { kind: 'cycle', ids: ['b', 'j'] } }] },
    'is none',
  ],
  ['a wrong slack', moved('c', { slackHours: 1 }), 'c has 15 hours of slack, found 1'],
  ['a wrong critical issue', moved('c', { critical: true }), 'c is critical: true'],
  ['a critical path that ends early', { ...sound, criticalPath: ['a'] }, 'before the longest'],
  ['a broken critical path', { ...sound, criticalPath: ['b', 'a'] }, 'on the critical path'],
  ['a wrong finish', { ...sound, finish: day('2026-03-20') }, 'Expected the finish'],
  ['wrong weeks', { ...sound, weeks: 3 }, 'weeks, found'],
  ['wrong hours in all', { ...sound, totalHours: 61 }, 'hours in all'],
  ['wrong hours a week', { ...sound, hoursPerWeek: 30 }, 'All work 120 hours a week'],
  ['an unestimated issue that is not listed', { ...sound, unestimated: [] }, 'Unestimated is k'],
  ['an issue in no sprint', { ...sound, sprints: sound.sprints.map((one) => ({ ...one, issueIds: [] })) }, 'in sprints'],
  ['wrong sprint hours', { ...sound, sprints: sound.sprints.map((one) => ({ ...one, plannedHours: 99 })) }, 'Sprints hold'],
  ['wrong weekly hours', { ...sound, load: sound.load.map((week) => ({ ...week, hours: 31 })) }, 'holds 31 hours'],
  ['wrong weekly room', { ...sound, load: sound.load.map((week) => ({ ...week, capacityHours: 99 })) }, 'has room for 96 hours'],
  ['a dependency set aside without need', { ...sound, setAside: [{ id: 'b', dependsOnId: 'a' }] }, 'on no cycle'],
  ['a dependency set aside that is none', { ...sound, setAside: [{ id: 'c', dependsOnId: 'a' }] }, 'c does not wait for a'],
])('%s is found', (_, schedule, words) => {
  expect(scheduleBreaches(input, schedule).join('\n')).toContain(words);
});

describe('what was asked for and is not so', () => {
  test.each<[string, ScheduleInput, string]>([
    [
      'a finish before a finish',
      asked('f', { dependsOn: [after('b', 'finish-finish')] }),
      'f finishes at 2026-03-03T15:00, and b finishes',
    ],
    ['a finish before a start', asked('c', { dependsOn: [after('b', 'start-finish')] }), 'c finishes at 2026-03-02T12:00, and b starts'],
    ['a start before a start', asked('c', { dependsOn: [after('b', 'start-start')] }), 'c starts at 2026-03-02T09:00, and b starts'],
    ['a lead that is too long', asked('d', { dependsOn: [after('b', 'finish-start', -600)] }), '720 minutes later, of 600 at most'],
    ['a lag over a holiday', asked('i', { dependsOn: [after('b', 'finish-start', 60)] }), '0 minutes before, of 60'],
    ['a wait for what has no place', asked('c', { dependsOn: [after('g')] }), 'c is placed, and waits for g'],
    ['a cycle', asked('a', { dependsOn: [after('b')] }), 'close a cycle'],
    ['a start in the way of what is fixed', asked('i', { dependsOn: [after('j')] }), 'i starts at 2026-03-06T09:00'],
    [
      'a target',
      { ...input, milestones: [{ id: 'release', name: 'Release', target: day('2026-03-03') }] },
      'b has its target 2026-03-03 not',
    ],
    [
      'a sprint',
      { ...asked('j', { wishedSprint: 'Alpha' }), sprints: [{ ...sprint, name: 'Alpha', finish: day('2026-03-03') }] },
      'its sprint Alpha',
    ],
    ['a locked sprint of others', { ...input, sprints: [{ ...sprint, locked: true }] }, 'in Sprint 1, which is locked'],
    [
      'a locked sprint that is left',
      { ...asked('j', { wishedSprint: 'Alpha' }), sprints: [{ ...sprint, name: 'Alpha', finish: day('2026-03-03'), locked: true }] },
      'its locked-sprint Alpha',
    ],
    ['a sprint that is full', { ...input, sprints: [{ ...sprint, capacityHours: 40 }] }, 'worked on for'],
    [
      'a day off',
      {
        ...input,
        people: input.people.map((one) =>
          one.id === 'rig' ? { ...one, daysOff: [{ first: day('2026-03-03'), last: day('2026-03-03') }] } : one,
        ),
      },
      'f, 2026-03-03T09:00 to 2026-03-03T15:00, is worked on for 0 minutes',
    ],
    [
      'part of the time',
      { ...input, people: input.people.map((one) => (one.id === 'ben' ? { ...one, share: 0.5 } : one)) },
      'b, 2026-03-03T09:00 to 2026-03-04T15:00, is worked on for 360 minutes',
    ],
  ])('%s is found', (_, changed, words) => {
    expect(scheduleBreaches(changed, sound).join('\n')).toContain(words);
  });
});

test('a fixed start that speaks against a link is excused by being listed, and is no excuse for anything else', () => {
  const fixed = asked('i', { dependsOn: [after('j')] });
  const listed: Unkept = {
    id: 'i',
    wish: 'fixed-start',
    wanted: '2026-03-06T09:00',
    got: null,
    because: { kind: 'waits', forId: 'j', until: '' },
  };
  const schedule: Schedule = { ...sound, unkept: [late, listed] };
  expect(scheduleBreaches(fixed, schedule).join('\n')).not.toContain('has to come first');
  expect(scheduleBreaches(input, schedule).join('\n')).toContain('i has its fixed-start 2026-03-06T09:00 kept');
});
