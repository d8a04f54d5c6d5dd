import { expect, test } from 'vitest';
import { importPlan as runImport } from '#electron/engine/job/import-plan.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';

const path = '/plans/plan.md';

interface Sketch {
  readonly title?: string;
  readonly status?: string;
  readonly effort?: number;
  readonly assignee?: string;
  readonly body?: readonly string[];
  readonly items?: readonly string[];
  readonly waitsFor?: readonly number[];
}

/** A plan file in the dialect of issue reports. */
function planText(issues: Readonly<Record<number, Sketch>>): string {
  const sections = Object.entries(issues).map(
    ([key, { title = `Part ${key}`, status, effort = 8, assignee = 'TBD', body = [], items = [], waitsFor = [] }]) =>
      [
        `### Issue #${key}: ${title}`,
        ...(status === undefined ? [] : [`**Status:** ${status}`]),
        '**Priority:** P1',
        `**Assignee:** ${assignee}`,
        `**Estimated Effort:** ${effort} hours`,
        '',
        '**Description:**',
        ...body,
        '',
        ...(items.length === 0 ? [] : ['**Acceptance Criteria:**', ...items, '']),
        `**Dependencies:** ${waitsFor.length === 0 ? 'None' : waitsFor.map((other) => `Issue #${other}`).join(', ')}`,
        '',
        '---',
        '',
      ].join('\n'),
  );
  return ['# A plan', '', '**Generated:** 2026-01-05', '', '---', '', ...sections].join('\n');
}

function importPlan(open: OpenStore, issues: Readonly<Record<number, Sketch>>): { outcome: string; remarks: string[] } {
  const result = open.importFiles([{ path, text: planText(issues) }]);
  if (!result.ok) throw new Error(result.error.message);
  const [report] = result.value.roadmaps;
  return { outcome: report?.outcome ?? 'none', remarks: report?.remarks.map(({ text }) => text) ?? [] };
}

function issueRow(open: OpenStore, key: string): Record<string, unknown> {
  const columns = 'id, title, status_category AS status, estimate_likely AS hours, priority, body, waits_for AS waitsFor';
  // One row of our own table.
  return open.reader.prepare(`SELECT ${columns} FROM issue WHERE key = ?`).get(key) as Record<string, unknown>;
}

const titles = (open: OpenStore): unknown => open.reader.prepare('SELECT title FROM issue ORDER BY rank, id').pluck().all();

test('the same text again changes nothing', () => {
  const open = openStore();
  expect(importPlan(open, { 1: {}, 2: { waitsFor: [1] } }).outcome).toBe('added');
  const before = { rows: open.rows(), log: open.log(), commits: open.commits.length };
  expect(importPlan(open, { 1: {}, 2: { waitsFor: [1] } }).outcome).toBe('unchanged');
  expect({ rows: open.rows(), log: open.log(), commits: open.commits.length }).toEqual(before);
});

test('what the file changed is taken, what was changed here stays', () => {
  const open = openStore();
  importPlan(open, { 1: { title: 'Reader', items: ['- [ ] reads', '- [ ] writes'] }, 2: { title: 'Writer' } });
  const { id } = issueRow(open, '#1');
  accepted(open.command('update-issue', { issueId: id, patch: { title: 'Fast reader' } }));
  accepted(open.command('set-status', { issueIds: [id], category: 'in-progress' }));
  const { outcome, remarks } = importPlan(open, {
    1: { title: 'Reader', effort: 12, items: ['- [x] reads', '- [ ] writes'] },
    2: { title: 'Writer' },
  });
  expect({ outcome, remarks }).toEqual({ outcome: 'updated', remarks: [] });
  expect(issueRow(open, '#1')).toMatchObject({ id, title: 'Fast reader', status: 'in-progress', hours: 12 });
  expect(open.reader.prepare('SELECT text, done FROM checklist_item ORDER BY rank').all()).toEqual([
    { text: 'reads', done: 1 },
    { text: 'writes', done: 0 },
  ]);
});

test('a field that both sides changed becomes the one of the file, with a remark', () => {
  const open = openStore();
  importPlan(open, { 1: { title: 'Reader' } });
  accepted(open.command('update-issue', { issueId: issueRow(open, '#1')['id'], patch: { title: 'Mine' } }));
  const { remarks } = importPlan(open, { 1: { title: 'Theirs' } });
  expect(issueRow(open, '#1')).toMatchObject({ title: 'Theirs' });
  expect(remarks).toEqual(["The title of #1 was changed here and in the file; the file's is used now."]);
});

test('bodies are merged line by line', () => {
  const open = openStore();
  importPlan(open, { 1: { body: ['first', 'second', 'third', 'fourth'] } });
  const before = issueRow(open, '#1');
  accepted(open.command('update-issue', { issueId: before['id'], patch: { body: String(before['body']).replace('first', 'FIRST') } }));
  const { remarks } = importPlan(open, { 1: { body: ['first', 'second', 'third', 'FOURTH'] } });
  expect(remarks).toEqual([]);
  expect(issueRow(open, '#1')['body']).toBe(String(before['body']).replace('first', 'FIRST').replace('fourth', 'FOURTH'));
});

test('new issues stand where the file has them, vanished ones go, deleted ones stay deleted', () => {
  const open = openStore();
  importPlan(open, { 1: { title: 'One' }, 3: { title: 'Three' }, 4: { title: 'Four' } });
  accepted(open.command('delete-issue', { issueIds: [issueRow(open, '#4')['id']] }));
  importPlan(open, { 1: { title: 'One' }, 2: { title: 'Two', waitsFor: [1] }, 4: { title: 'Four', effort: 1 } });
  expect(titles(open)).toEqual(['One', 'Two']);
  expect(issueRow(open, '#2')).toMatchObject({ waitsFor: 1 });
});

test('dependencies follow the file, and a cycle in it is kept, set aside and told', () => {
  const open = openStore();
  importPlan(open, { 1: {}, 2: { waitsFor: [1] } });
  const { remarks } = importPlan(open, { 1: { waitsFor: [2] }, 2: { waitsFor: [1] } });
  expect(remarks.filter((text) => text.includes('closes a cycle'))).toHaveLength(1);
  expect(open.reader.prepare('SELECT count(*), sum(set_aside) FROM dependency').raw().get()).toEqual([2, 1]);
  importPlan(open, { 1: { waitsFor: [2] }, 2: {} });
  expect(open.reader.prepare('SELECT count(*), sum(set_aside) FROM dependency').raw().get()).toEqual([1, 0]);
});

test('people are found by name, whatever the letter case', () => {
  const open = openStore();
  accepted(open.command('create-person', { name: 'Ann' }));
  importPlan(open, { 1: { assignee: 'ann' }, 2: { assignee: 'Bob' }, 3: { assignee: 'BOB' } });
  expect(open.reader.prepare('SELECT name FROM person ORDER BY name').pluck().all()).toEqual(['Ann', 'Bob']);
  expect(open.reader.prepare('SELECT count(DISTINCT assignee_id) FROM issue').pluck().get()).toBe(2);
});

test('a roadmap that was deleted is added again', () => {
  const open = openStore();
  importPlan(open, { 1: {} });
  accepted(open.command('delete-roadmap', { roadmapId: open.reader.prepare('SELECT id FROM roadmap').pluck().get() }));
  expect(importPlan(open, { 1: {} }).outcome).toBe('added');
  expect(titles(open)).toEqual(['Part 1']);
});

test('one path with two texts is a mistake', () => {
  const open = openStore();
  const result = open.importFiles([
    { path, text: planText({ 1: {} }) },
    { path, text: planText({ 2: {} }) },
  ]);
  expect(result.ok ? null : result.error.code).toBe('invalid-argument');
});

test('a plan that is deleted while another one of the same import is being built is added anew, not updated out of sight', () => {
  const open = openStore();
  importPlan(open, { 1: {} });
  const [known] = open.reader.prepare<[], { id: string }>('SELECT id FROM roadmap').all();
  const large = planText(Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [index + 1, {}])));
  const files = [
    { path: '/plans/large.md', text: large },
    { path, text: planText({ 1: {}, 2: {} }) },
  ];
  const run = runImport({ files }, open.store);
  let result = run.next();
  while (result.done !== true && result.value.step !== 'Writing') result = run.next();
  accepted(open.command('delete-roadmap', { roadmapId: known?.id }));
  while (result.done !== true) result = run.next();
  expect(result.value).toMatchObject({ ok: true, value: { roadmaps: [{ outcome: 'added' }, { outcome: 'added', issues: 2 }] } });
  expect(open.reader.prepare('SELECT count(*) FROM issue').pluck().get()).toBe(1002);
  const rows = open.rows();
  open.store.rebuild();
  expect(open.rows()).toEqual(rows);
});

test('a large plan, which no document was in memory for, can be edited, rebuilt and read anew', () => {
  const open = openStore();
  const plan = generatePlan({ seed: 5, issues: 400, bodyLength: 60 });
  const result = open.importFiles([{ path, text: plan.text }]);
  expect(result.ok).toBe(true);
  const imported = open.rows();
  expect([imported['issue']?.length, imported['dependency']?.length]).toEqual([400, plan.draft.dependencies.length]);
  open.store.rebuild();
  expect(open.rows()).toEqual(imported);
  const issueId = String(issueRow(open, '#7')['id']);
  accepted(open.command('update-issue', { issueId, patch: { title: 'Another title', body: 'Another body', labels: ['new'] } }));
  const edited = open.rows();
  open.store.rebuild();
  expect(open.rows()).toEqual(edited);
  open.close();
  const again = openStore(open.folder);
  expect(issueRow(again, '#7')).toMatchObject({ title: 'Another title', body: 'Another body' });
  accepted(again.command('update-issue', { issueId, patch: { body: 'Yet another body' } }));
  expect(issueRow(again, '#7')).toMatchObject({ body: 'Yet another body' });
});
