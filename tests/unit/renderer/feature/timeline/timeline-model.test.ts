import { describe, expect, test } from 'vitest';
import {
  barLook,
  isElsewhere,
  milestoneMarks,
  placeBars,
  timelineModel,
  type ModelInput,
} from '#renderer/feature/timeline/parts/timeline-model.ts';
import { ScheduledIssue, ScheduleSummary } from '#shared/contract/schedule.ts';
import { dateOfDay, xOfInstant } from '#shared/layout/timeline/scale.ts';

function row(id: string, start: string, finish: string, more: object = {}): ScheduledIssue {
  return ScheduledIssue.parse({
    id,
    key: id.toUpperCase(),
    roadmapId: 'r',
    title: `Title of ${id}`,
    statusCategory: 'planned',
    blocked: false,
    ready: true,
    priority: null,
    milestone: null,
    component: null,
    assignee: null,
    hours: 6,
    unestimated: false,
    start,
    finish,
    sprint: 'Sprint 1',
    wishedSprint: null,
    critical: false,
    slackHours: 12,
    by: [],
    dependsOn: [],
    ...more,
  });
}

const rows = [
  row('a', '2026-11-20T09:00', '2026-11-20T15:00', { assignee: 'Ada', milestone: 'M1', critical: true }),
  row('b', '2026-11-23T09:00', '2026-11-24T15:00', { dependsOn: ['a'], milestone: 'M1', critical: true, sprint: 'Sprint 2' }),
  row('c', '2026-11-23T09:00', '2026-11-23T09:00', { unestimated: true, hours: 0, wishedSprint: 'Sprint 2', dependsOn: ['gone'] }),
];
const summary = ScheduleSummary.parse({
  start: '2026-11-20',
  finish: '2026-11-24',
  totalHours: 18,
  weeks: 1,
  hoursPerWeek: 30,
  unestimated: ['c'],
  sprints: [
    { name: 'Sprint 1', start: '2026-11-20', finish: '2026-11-22', capacityHours: 6, plannedHours: 6, issueIds: ['a', 'c'] },
    { name: 'Sprint 2', start: '2026-11-23', finish: '2026-12-06', capacityHours: 60, plannedHours: 12, issueIds: ['b'] },
  ],
  load: [{ start: '2026-11-16', hours: 7, capacityHours: 6 }],
  criticalPath: ['a', 'b'],
  unplaced: [],
  unkept: [],
});
const input: ModelInput = {
  rows,
  summary,
  by: 'sprint',
  today: '2026-11-20',
  roadmapName: new Map([['r', 'Harbour']]),
  personHours: new Map([['Ada', 30]]),
  showCritical: true,
};

describe('the model of the timeline', () => {
  test('has a lane a value in the order of its first work, and last the one without', () => {
    expect(timelineModel(input).lanes.map((lane) => [lane.name, lane.issues, lane.hours, lane.capacity])).toEqual([
      ['Sprint 1', 2, 6, 6],
      ['Sprint 2', 1, 12, 60],
    ]);
    expect(timelineModel({ ...input, by: 'assignee' }).lanes.map((lane) => [lane.name, lane.capacity])).toEqual([
      ['Ada', 30],
      ['Unassigned', null],
    ]);
    expect(timelineModel({ ...input, by: 'roadmap' }).lanes.map((lane) => lane.name)).toEqual(['Harbour']);
  });

  test('starts on a Monday and shows what follows the last bar', () => {
    const model = timelineModel(input);
    expect(dateOfDay(model.firstDay)).toBe('2026-11-16');
    expect(model.lastDay - model.firstDay).toBeGreaterThanOrEqual(84);
    expect([model.dayMinutes, model.elsewhere, model.overWeeks]).toEqual([360, 1, 1]);
  });

  test('links what is on the picture, the critical path apart', () => {
    expect(timelineModel(input).links).toEqual([{ from: 'a', to: 'b', look: 'critical' }]);
    expect(timelineModel({ ...input, showCritical: false }).links).toEqual([{ from: 'a', to: 'b', look: 'plain' }]);
  });

  test('draws no estimate as a tick, a wish that is not met with its name', () => {
    const look = barLook(rows[2] ?? row('x', '', ''), new Set(), '2026-11-20');
    expect([look.tick, look.note, look.placed]).toEqual([true, 'no estimate', true]);
    expect(rows.map(isElsewhere)).toEqual([false, false, true]);
  });

  test('puts a milestone at the end of its last issue', () => {
    const model = timelineModel(input);
    const scale = { firstDay: model.firstDay, pixelsPerDay: 8, dayMinutes: model.dayMinutes };
    const marks = milestoneMarks(model, scale, new Set(['b']), '2026-11-20');
    expect(marks.map(({ name, x, critical }) => [name, x, critical])).toEqual([['M1', xOfInstant(scale, '2026-11-24T15:00'), true]]);
    expect(placeBars(model, scale).bars).toHaveLength(3);
  });

  test('says beside the date of a milestone how many of its issues the date leaves out', () => {
    const unestimated = input.rows.map((one) => ({ ...one, milestone: 'M1', unestimated: true, hours: 0 }));
    const model = timelineModel({ ...input, rows: unestimated });
    const scale = { firstDay: model.firstDay, pixelsPerDay: 8, dayMinutes: model.dayMinutes };
    expect(milestoneMarks(model, scale, new Set(), '2026-11-20').map(({ note }) => note)).toEqual([
      expect.stringMatching(/or later, 3 without estimate$/),
    ]);
  });
});
