// The checker has to find what it is there for: each way of spoiling a sound schedule is reported.
import { expect, test } from 'vitest';
import { must } from '#shared/base/must.ts';
import { isoDate } from '#shared/plan/quantity.ts';
import { type Placement, type Schedule, type ScheduleInput, schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { scheduleBreaches } from '#tests/support/schedule-checker.ts';

const plain = { open: true, priority: 1, rank: 'a', assigneeId: null, wishedSprint: null };
const input: ScheduleInput = {
  from: isoDate('2026-03-02'),
  hoursPerWeek: 30,
  sprintWeeks: 2,
  sprints: [],
  people: [],
  issues: [
    { ...plain, id: 'a', hours: 6, dependsOn: [] },
    { ...plain, id: 'b', hours: 12, dependsOn: ['a'] },
    { ...plain, id: 'c', hours: 3, dependsOn: [] },
    { ...plain, id: 'd', hours: 3, dependsOn: [], open: false },
  ],
};
const sound = schedulePlan(input);

function moved(id: string, change: Partial<Placement>): Schedule {
  const place = must(sound.placements.get(id), 'a placement');
  return { ...sound, placements: new Map([...sound.placements, [id, { ...place, ...change }]]) };
}

test('a sound schedule has no breaches', () => {
  expect(scheduleBreaches(input, sound)).toEqual([]);
});

test.each<[string, Schedule, string]>([
  ['a missing issue', { ...sound, placements: new Map([...sound.placements].slice(1)) }, 'to be placed'],
  ['a closed issue', { ...sound, placements: new Map([...sound.placements, ['d', must(sound.placements.get('c'), 'c')]]) }, 'to be placed'],
  ['a start before a prerequisite ends', moved('b', { start: '2026-03-02T12:00' }), 'before a finishes'],
  ['a start on a weekend', moved('c', { start: '2026-03-07T09:00', finish: '2026-03-07T12:00' }), 'weekend'],
  ['work at night', moved('c', { start: '2026-03-05T14:00', finish: '2026-03-05T17:00' }), 'after the end of the day'],
  ['work before 09:00', moved('c', { start: '2026-03-05T08:00', finish: '2026-03-05T11:00' }), 'before 09:00'],
  ['too little time', moved('c', { start: '2026-03-05T10:00' }), 'takes 180 minutes'],
  ['two issues at a time', moved('c', { start: '2026-03-03T10:00', finish: '2026-03-03T13:00' }), 'is taken until'],
  ['a stream that is none', moved('c', { personId: 'ada' }), 'who is no stream'],
  ['a wrong slack', moved('c', { slackHours: 1 }), 'hours of slack'],
  ['a wrong critical path', { ...sound, criticalPath: ['a'] }, 'The critical path takes'],
  ['a broken critical path', { ...sound, criticalPath: ['b', 'a'] }, 'on the critical path'],
  ['a wrong finish', { ...sound, finish: isoDate('2026-03-20') }, 'Expected the finish'],
  ['wrong weeks', { ...sound, weeks: 3 }, 'weeks, found'],
  ['an issue in no sprint', { ...sound, sprints: sound.sprints.map((sprint) => ({ ...sprint, issueIds: [] })) }, 'in sprints'],
  ['wrong sprint hours', { ...sound, sprints: sound.sprints.map((sprint) => ({ ...sprint, plannedHours: 99 })) }, 'Sprints hold'],
  ['wrong weekly hours', { ...sound, load: sound.load.map((week) => ({ ...week, hours: 31 })) }, 'of 30 hours'],
])('%s is found', (_, schedule, words) => {
  expect(scheduleBreaches(input, schedule).join('\n')).toContain(words);
});
