// Plans of our own in the three dialects, with the oddities of real files: CRLF, byte order mark, mojibake beside correct
// text, headings inside code fences and comments, nested and broken checklists, tables, second keys, dangling references.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { patchPlan } from '#shared/markdown/patch-plan.ts';
import { type PlanReading, readPlan } from '#shared/markdown/read-plan.ts';

const names = ['lighthouse-source', 'harbour-roadmap', 'mill-report'] as const;

function text(name: string): string {
  return readFileSync(new URL(`fixture/${name}.txt`, import.meta.url), 'utf8');
}

function read(name: (typeof names)[number]): PlanReading {
  const reading = readPlan(text(name));
  if (!reading.ok) throw new Error(reading.error.message);
  return reading.value;
}

/** One line for each item: owner, kind, box, parent, text. */
function items(reading: PlanReading): string[] {
  return reading.draft.checklist.map(({ owner, kind, done, parent, text: words }) => {
    const mark = done === null ? '·' : done ? 'x' : '_';
    return `${owner.on === 'roadmap' ? 'roadmap' : owner.key} ${kind} ${mark}${parent === null ? '' : ` <${parent}`} ${words}`;
  });
}

function links(reading: PlanReading): string[] {
  return [
    ...reading.draft.dependencies.map(
      ({ key, dependsOnKey, strength, note }) => `${key} ${strength} ${dependsOnKey}${note === '' ? '' : `: ${note}`}`,
    ),
    ...reading.draft.externals.map(({ key, kind, name }) => `${key} ${kind} ${name}`),
  ];
}

describe.each(names)('%s', (name) => {
  test('each line has the fate that was reviewed', () => {
    const ledger = read(name)
      .ledger.map((entry) => `${entry.line} ${entry.fate} ${entry.as}\n`)
      .join('');
    expect(ledger).toBe(readFileSync(new URL(`ledger/${name}.txt`, import.meta.url), 'utf8'));
  });

  test('no line is lost, and no edit changes nothing', () => {
    expect(read(name).count.lost).toBe(0);
    expect(patchPlan(text(name), [])).toEqual({ ok: true, value: text(name) });
  });
});

describe('the issue source of the lighthouse', () => {
  test('is read with its oddities', () => {
    const reading = read('lighthouse-source');
    const { draft } = reading;
    expect(draft.title).toBe('Lighthouse backlog');
    expect(draft.issues.map((issue) => `${issue.key} ${issue.title} [${issue.status.category}]`)).toEqual([
      "001 Keeper's log [planned]",
      '002 Fog signal | loud [done]',
      '003 No header at all [planned]',
      '001 (2) Same key again [planned]',
      '006 Depends on itself [planned]',
    ]);
    expect(draft.issues[0]).toMatchObject({
      labels: ['core', 'log', 'sprint-1'],
      milestoneKey: 'M1',
      flag: 'KEEPER_LOG',
      priority: 'P0',
      severity: 'high',
      component: 'Log',
      assignee: 'Ada',
      estimate: { likely: 32, optimistic: 24, pessimistic: 40 },
      sprint: 'Sprint 1',
    });
    expect(draft.issues[0]?.body).toContain('```sh\n## 002 | a heading in a fence\n---\n- [ ] a box in a fence\n```\n\n| when | what |');
    expect(draft.issues[1]?.body).toBe(
      'Priority: this is a sentence of the body.\n\n    ## 004 | indented code\n\n<!--\n## 005 | in a comment\n-->',
    );
    expect(draft.notes).toContain('## 999 | not an issue');
    expect(items(reading)).toEqual([
      '001 acceptance x Done without a blank',
      '001 acceptance _ Box without a blank',
      '001 acceptance x Star',
      '001 acceptance _ <2 Nested under the star with a second line',
      '001 acceptance · <3 deeper, plain',
      '001 acceptance _ Half way',
    ]);
    expect(links(reading)).toEqual(['002 hard 001', '002 hard 003', '002 blocker Harbour permit', '002 target night traffic']);
    expect(reading.remarks.map((remark) => remark.line)).toEqual([48, 74, 75, 76, 79, 79]);
  });
});

describe('the roadmap of the harbour', () => {
  test('is read with its oddities', () => {
    const reading = read('harbour-roadmap');
    const { draft } = reading;
    expect(draft).toMatchObject({ title: 'Open harbour', goal: 'Ships can land.', currentMilestone: 'v0.2' });
    expect(draft.status).toEqual({ category: 'in-progress', name: 'In Progress — dredging', verified: false });
    expect(draft.milestones.map((milestone) => [milestone.key, milestone.title, milestone.status?.name])).toEqual([
      ['v0.2', 'Open harbour', 'In progress'],
      ['v0.1', 'Idea', 'Shipped'],
    ]);
    expect(draft.issues.map((issue) => `${issue.key} ${issue.title} [${issue.status.category}] ${issue.milestoneKey}`)).toEqual([
      'Phase 9 Only a bullet [planned] null',
      'Phase 1 Survey [done] null',
      'Phase 2 Dredging [in-progress] null',
      'Phase 2.1 Rock removal (INSERTED) [backlog] null',
      'Phase 3 Pier [done] v0.2',
    ]);
    expect(draft.issues[1]?.body).toContain('Know the ground — “really”.');
    expect(draft.issues[2]?.estimate).toEqual({ likely: 60, optimistic: 40, pessimistic: 80 });
    expect(draft.issues[2]?.body).toContain('with one dredger');
    expect(items(reading)).toEqual([
      'Phase 1 acceptance · Depth is known',
      'Phase 1 acceptance · Rocks are mapped',
      'Phase 1 task x 01-01-PLAN.md — boat',
      'Phase 1 task x 01-02-PLAN.md — lead line',
      'Phase 2 gap _ Spoil site',
      'Phase 2 gap x <4 Permit',
      'Phase 2 gap _ <4 Barge',
      'Phase 3 task _ Loose box',
      'v0.1 deliverable x Found a bay',
      'v0.1 deliverable _ Named it',
    ]);
    expect(links(reading)).toEqual(['Phase 2 hard Phase 1', 'Phase 2.1 hard Phase 1', 'Phase 2.1 hard Phase 2', 'Phase 3 hard Phase 2']);
    expect(reading.remarks.map((remark) => remark.line)).toEqual([50]);
  });
});

describe('the report of the mill', () => {
  test('is read with its oddities', () => {
    const reading = read('mill-report');
    const { draft } = reading;
    expect(text('mill-report').startsWith('\uFEFF# Mill issues\r\n')).toBe(true);
    expect(draft).toMatchObject({ title: 'Mill issues', generatedOn: '2026-02-03', status: { category: 'in-progress' } });
    expect(
      draft.issues.map(({ key, priority, severity, points, sprint, estimate }) => [
        key,
        priority,
        severity,
        points,
        sprint,
        estimate?.likely,
      ]),
    ).toEqual([
      ['#1', 'P0', 'critical', 8, 'Sprint 1', 48],
      ['#2', 'P1', null, null, 'Sprint 1', undefined],
      ['ISSUE-003', null, 'low', null, 'Sprint 2', undefined],
    ]);
    expect(draft.issues[0]?.body).toContain(
      'The canvas is too thin.\nIt tears — in any storm.\n\n**Expected Changes:**\n```diff\n- ## old canvas',
    );
    expect(draft.issues[1]?.body).toContain('**Priority:** P3\n**Estimated Effort:** ongoing');
    expect(items(reading)).toEqual([
      '#1 deliverable · New canvas',
      '#1 deliverable _ Sewing plan',
      '#1 acceptance _ Holds 10 Bft (±1)',
      '#1 acceptance x Repairable A lazy line that belongs to the item.',
      'roadmap action · Order canvas',
      'roadmap action _ Call the smith',
    ]);
    expect(links(reading)).toEqual([
      '#2 hard #1: sails first',
      '#2 hard ISSUE-003',
      'ISSUE-003 hard #2',
      '#1 target spring milling',
      '#2 blocker oil delivery',
    ]);
    expect(draft.contradictions.map((contradiction) => [contradiction.key, contradiction.lines])).toEqual([['ISSUE-003', [47, 48]]]);
    expect(draft.sprints.map((sprint) => [sprint.name, sprint.title, sprint.note])).toEqual([
      ['Sprint 1', 'Canvas', 'Week 1'],
      ['Sprint 2', 'Dust', ''],
    ]);
    expect(draft.risks).toEqual([
      { title: 'Storm season', group: '', likelihood: 'High', impact: 'Lost sails', mitigations: ['Reef early'], issueKeys: [], line: 70 },
    ]);
    expect(draft.statedTotals).toEqual([
      { by: 'category', name: 'Sails', issues: 1, hours: 48 },
      { by: 'all', name: 'Total', issues: 3, hours: 48 },
    ]);
    expect(reading.remarks.map((remark) => remark.line)).toEqual([40, 41, 48, 55]);
  });

  test('edits leave its byte order mark, line ends and mojibake as they were', () => {
    const before = text('mill-report');
    const patched = patchPlan(before, [
      { key: '#1', field: 'title', value: 'Sails tear 🔄' },
      { key: '#2', field: 'status', value: { category: 'done', name: 'Done', verified: false } },
      { key: 'ISSUE-003', field: 'assignee', value: 'Grace' },
      { field: 'done', line: 30, value: true },
    ]);
    expect(patched).toEqual({
      ok: true,
      value: before
        .replace('### Issue #1: Sails tear ✅ or not\r\n', '### Issue #1: Sails tear 🔄\r\n')
        .replace('**Status:** To do\r\n', '**Status:** Done\r\n')
        .replace('**Sprint:** Sprint 2\r\n', '**Sprint:** Sprint 2\r\n**Assignee:** Grace\r\n')
        .replace('- [ ] Holds 10 Bft (Â±1)\r\n', '- [x] Holds 10 Bft (Â±1)\r\n'),
    });
  });
});
