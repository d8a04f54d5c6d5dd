import { describe, expect, test } from 'vitest';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import { openProjection } from '#tests/support/projection-database.ts';
import { ask } from './ask.ts';

/** A small plan: 1 ← 2 ← 3 in roadmap `a`, and 4 in roadmap `b` that waits for 1. */
function smallPlan(): ReturnType<typeof openProjection> {
  const database = openProjection();
  const { insert } = database;
  insert('workspace', { id: 1, name: 'Small', hours_per_week: 30, sprint_weeks: 2 });
  insert('roadmap', { id: 'a', title: 'A', rank: 'a', source_path: '/plans/a.md' });
  insert('roadmap', { id: 'b', title: 'B', rank: 'b' });
  insert('milestone', { id: 'm', roadmap_id: 'a', key: 'v1', title: 'First', rank: 'a' });
  insert('person', { id: 'p', name: 'Ada', hours_per_week: null });
  const issue = { roadmap_id: 'a', component: 'Core', priority: 'P0' };
  insert('issue', {
    ...issue,
    id: 'i1',
    key: '#1',
    rank: 'a',
    estimate_likely: 40,
    unblocks: 2,
    milestone_id: 'm',
    source_line: 12,
    assignee_id: 'p',
  });
  insert('issue', {
    ...issue,
    id: 'i2',
    key: '#2',
    rank: 'b',
    estimate_likely: 20,
    waits_for: 1,
    unblocks: 1,
    milestone_id: 'm',
    parent_id: 'i1',
  });
  insert('issue', { ...issue, id: 'i3', key: '#3', rank: 'c', estimate_likely: null, waits_for: 1, component: null, priority: null });
  insert('issue', { id: 'i4', roadmap_id: 'b', key: '#1', estimate_likely: 30, status_category: 'done', status_name: 'Shipped' });
  insert('dependency', { id: 'd1', issue_id: 'i2', depends_on_id: 'i1' });
  insert('dependency', { id: 'd2', issue_id: 'i3', depends_on_id: 'i2', note: 'after the table' });
  insert('dependency', { id: 'd3', issue_id: 'i4', depends_on_id: 'i1', strength: 'soft' });
  insert('dependency', { id: 'd4', issue_id: 'i1', depends_on_id: 'i3', set_aside: 1 });
  insert('external', { id: 'e1', roadmap_id: 'a', issue_id: 'i1', kind: 'target', name: 'Release' });
  insert('external', { id: 'e2', roadmap_id: 'a', issue_id: 'i2', kind: 'blocker', name: 'Licence', resolved: 1 });
  insert('issue_label', { issue_id: 'i1', label: 'table' });
  insert('issue_label', { issue_id: 'i1', label: 'core' });
  insert('checklist_item', { id: 'c1', roadmap_id: 'a', issue_id: 'i1', done: 1, rank: 'b' });
  insert('checklist_item', { id: 'c2', roadmap_id: 'a', issue_id: 'i1', parent_id: 'c1', done: null, rank: 'a' });
  insert('checklist_item', { id: 'c3', roadmap_id: 'a', milestone_id: 'm', kind: 'must-have' });
  insert('checklist_item', { id: 'c4', roadmap_id: 'a', kind: 'metric' });
  insert('risk', { id: 'k', roadmap_id: 'a', title: 'Late', mitigations: '["Start early"]' });
  insert('risk_issue', { risk_id: 'k', issue_id: 'i1' });
  insert('stated_total', { roadmap_id: 'a', position: 0, by: 'all', name: 'Total', issues: 3, hours: 61 });
  insert('contradiction', { issue_id: 'i2', position: 0, text: 'Says two things.' });
  insert('comment', { id: 'n', issue_id: 'i1', author: 'Ada', at: '2026-01-02T03:04:05.000Z', text: 'Hm.' });
  const change = { roadmap_id: 'a', issue_id: 'i1', author: 'Ada', device_id: 'x', command: 'set-estimate', field: 'estimate' };
  insert('activity', { ...change, id: 'h1', change_seq: 1, at: '2026-01-02T03:04:05.000Z', before: null, after: '20' });
  insert('activity', { ...change, id: 'h2', change_seq: 2, at: '2026-01-01T03:04:05.000Z', before: '20', after: '40' });
  return database;
}

describe('queries over a small plan', () => {
  const { reader } = smallPlan();

  test('the workspace counts what it holds', () => {
    const { summary, rows } = ask(reader, 'workspace', {});
    expect(summary).toMatchObject({
      name: 'Small',
      folder: '/workspace',
      capacity: { hoursPerWeek: 30, sprintWeeks: 2 },
      issues: 4,
      ready: 1,
      blocked: 2,
      people: [{ name: 'Ada', hoursPerWeek: null }],
      components: ['Core'],
      labels: ['core', 'table'],
    });
    expect(rows.map(({ title, issues, openIssues, hours, doneHours }) => [title, issues, openIssues, hours, doneHours])).toEqual([
      ['A', 3, 3, 60, 0],
      ['B', 1, 0, 30, 30],
    ]);
  });

  test('an empty workspace has every answer', () => {
    const empty = openProjection();
    expect(ask(empty.reader, 'workspace', {}).summary).toMatchObject({ issues: 0, ready: 0, blocked: 0, capacity: { hoursPerWeek: 30 } });
    expect(ask(empty.reader, 'issue-list', { group: 'sprint' })).toEqual({
      summary: { total: 0, hours: 0, openHours: 0, groups: [], longest: 0 },
      rows: [],
    });
    expect(ask(empty.reader, 'issue-detail', { issueId: 'none' })).toEqual({ summary: null, rows: [] });
    expect(ask(empty.reader, 'roadmap-outline', { roadmapId: 'none' })).toEqual({ summary: null, rows: [] });
    expect(ask(empty.reader, 'dependency-graph', {}).rows).toEqual([]);
    expect(ask(empty.reader, 'effort-breakdown', { rows: 'label', columns: 'status' }).summary).toMatchObject({ total: 0, columns: [] });
    expect(ask(empty.reader, 'effort-area', { group: 'label' }).summary).toEqual({ groups: [] });
    expect(ask(empty.reader, 'schedule', { from: '2026-01-05' }).rows).toEqual([]);
    empty.close();
  });

  test('the detail of an issue holds all that is known of it', () => {
    const { summary, rows } = ask(reader, 'issue-detail', { issueId: 'i1' });
    expect(summary).toMatchObject({
      key: '#1',
      labels: ['core', 'table'],
      assignee: 'Ada',
      milestone: 'v1',
      children: [{ key: '#2' }],
      waitsForIssues: [{ key: '#3', setAside: true }],
      unblocksIssues: [
        { key: '#2', strength: 'hard', roadmap: 'A' },
        { key: '#1', strength: 'soft', roadmap: 'B', status: { category: 'done', name: 'Shipped' } },
      ],
      externals: [{ name: 'Release', kind: 'target' }],
      comments: [{ text: 'Hm.' }],
      history: [{ after: '40' }, { after: '20' }],
      source: { path: '/plans/a.md', line: 12 },
    });
    expect(rows.map(({ id, done, parentId }) => [id, done, parentId])).toEqual([
      ['c2', null, 'c1'],
      ['c1', true, null],
    ]);
    const second = ask(reader, 'issue-detail', { issueId: 'i2' }).summary;
    expect(second).toMatchObject({ parent: { key: '#1' }, contradictions: ['Says two things.'], source: null, waitsFor: 1, blocked: true });
  });

  test('the graph of one roadmap reaches the issues of others that are tied to it', () => {
    const { summary, rows } = ask(reader, 'dependency-graph', { roadmapIds: ['b'] });
    expect(rows.map(({ id }) => id)).toEqual(['i1', 'i4']);
    expect(summary.edges).toMatchObject([{ from: 'i1', to: 'i4', strength: 'soft', setAside: false }]);
    const all = ask(reader, 'dependency-graph', {});
    expect(all.summary.edges.map(({ from, to, setAside }) => [from, to, setAside])).toEqual([
      ['i1', 'i2', false],
      ['i2', 'i3', false],
      ['i1', 'i4', false],
      ['i3', 'i1', true],
    ]);
    expect(all.rows.find(({ id }) => id === 'i1')?.externalTargets.map(({ name }) => name)).toEqual(['Release']);
    // A blocker that is resolved blocks nothing any more.
    expect(all.rows.find(({ id }) => id === 'i2')?.externalBlockers).toEqual([]);
  });

  test('effort is summed by rows and columns', () => {
    const { summary, rows } = ask(reader, 'effort-breakdown', { rows: 'component', columns: 'roadmap' });
    expect(summary).toEqual({
      total: 90,
      issues: 4,
      unestimated: 1,
      columns: [
        { name: 'A', hours: 60 },
        { name: 'B', hours: 30 },
      ],
    });
    expect(rows).toEqual([
      { id: 'Core', name: 'Core', hours: 60, issues: 2, unestimated: 0, share: 60 / 90, cells: [60, 0] },
      { id: '', name: null, hours: 30, issues: 2, unestimated: 1, share: 30 / 90, cells: [0, 30] },
    ]);
  });

  test('effort as areas sums what is not shown', () => {
    const { summary, rows } = ask(reader, 'effort-area', { group: 'component', limit: 1 });
    expect(rows).toMatchObject([{ key: '#1', hours: 40, done: false, group: 'Core' }]);
    expect(summary.groups).toEqual([
      { name: 'Core', hours: 60, restHours: 20, restIssues: 1 },
      { name: null, hours: 30, restHours: 30, restIssues: 1 },
    ]);
  });

  test('the outline hangs everything where it belongs', () => {
    const { summary, rows } = ask(reader, 'roadmap-outline', { roadmapId: 'a' });
    expect(rows).toMatchObject([
      {
        key: 'v1',
        hours: 60,
        doneHours: 0,
        unestimated: 0,
        issues: [{ key: '#1', dependsOnKeys: ['#3'] }, { key: '#2' }],
        checklist: [{ id: 'c3' }],
      },
    ]);
    expect(summary).toMatchObject({
      roadmap: { title: 'A', sourcePath: '/plans/a.md' },
      checklist: [{ id: 'c4' }],
      checklistKinds: ['task', 'metric', 'must-have'],
      risks: [{ title: 'Late', mitigations: ['Start early'], issueKeys: ['#1'] }],
      statedTotals: [{ by: 'all', issues: 3, hours: 61 }],
      unplaced: [{ key: '#3', hours: null }],
      externalTargets: [{ name: 'Release', keys: ['#1'] }],
    });
  });

  test('the schedule places open work only, by hard dependencies that count', () => {
    const { summary, rows } = ask(reader, 'schedule', { from: '2026-01-05' });
    expect(summary).toMatchObject({ start: '2026-01-05', totalHours: 60, weeks: 2, hoursPerWeek: 30, unestimated: ['i3'] });
    expect(rows.map(({ key, dependsOn, unestimated }) => [key, dependsOn, unestimated])).toEqual([
      ['#1', [], false],
      ['#2', ['i1'], false],
      ['#3', ['i2'], true],
    ]);
    expect(ask(reader, 'schedule', { from: '2026-01-05', hoursPerWeek: 60 }).summary.weeks).toBe(1);
  });

  test('the critical path is the longest chain of open work', () => {
    expect(ask(reader, 'critical-path', {})).toEqual({
      summary: { hours: 60 },
      rows: [
        { id: 'i1', hours: 40 },
        { id: 'i2', hours: 20 },
        { id: 'i3', hours: null },
      ],
    });
    // Its only issue is done.
    expect(ask(reader, 'critical-path', { roadmapIds: ['b'] })).toEqual({ summary: { hours: 0 }, rows: [] });
  });
});

test('arguments that do not fit are refused with the place', () => {
  const refused = (name: string, args: unknown): unknown => {
    const prepared = prepareQuery(name, args);
    return prepared.ok ? 'accepted' : [prepared.error.code, prepared.error.where];
  };
  expect(refused('issue-list', { filter: { priority: ['P9'] } })).toEqual(['invalid-argument', 'filter.priority.0']);
  expect(refused('issue-list', { limit: 100_000 })).toEqual(['invalid-argument', 'limit']);
  expect(refused('issue-detail', {})).toEqual(['invalid-argument', 'issueId']);
  expect(refused('issue-detail', 7)).toEqual(['invalid-argument', 'args']);
  expect(refused('toString', {})).toEqual(['invalid-argument', 'name']);
  expect(refused('workspace', undefined)).toBe('accepted');
});
