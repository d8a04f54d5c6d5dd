import { expect, test } from 'vitest';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';

function refusal(open: OpenStore, name: string, args: object): unknown {
  const result = open.command(name, args);
  return result.ok ? 'accepted' : { code: result.error.code, where: result.error.where, details: result.error.details };
}

function value(open: OpenStore, sql: string, ...parameters: string[]): unknown {
  return open.reader
    .prepare(sql)
    .pluck()
    .get(...parameters);
}

/** A roadmap with issues of these titles; gives their ids. */
function plan(open: OpenStore, ...titles: string[]): { roadmapId: string; ids: string[] } {
  const roadmapId = accepted(open.command('create-roadmap', { title: 'Sextant Engine' }))['roadmapId'] ?? '';
  const ids = titles.map((title) => accepted(open.command('create-issue', { roadmapId, title }))['issueId'] ?? '');
  return { roadmapId, ids };
}

test('keys go on in the style of the roadmap', () => {
  const open = openStore();
  const { roadmapId } = plan(open);
  const create = (args: object): unknown => accepted(open.command('create-issue', { roadmapId, title: 'Work', ...args }))['key'];
  expect(create({})).toBe('SE-1');
  expect(create({})).toBe('SE-2');
  expect(create({ key: '#9' })).toBe('#9');
  expect(create({})).toBe('#10');
  expect(create({ key: 'Phase 24', kind: 'phase' })).toBe('Phase 24');
  expect(create({ kind: 'phase' })).toBe('Phase 25');
  expect(create({})).toBe('#11');
  expect(refusal(open, 'create-issue', { roadmapId, title: 'Work', key: '#9' })).toMatchObject({ code: 'duplicate', where: 'key' });
});

test('a dependency that closes a cycle is refused with its path', () => {
  const open = openStore();
  const { ids } = plan(open, 'One', 'Two', 'Three');
  const [one, two, three] = ids;
  accepted(open.command('add-dependency', { issueId: two, dependsOnId: one }));
  accepted(open.command('add-dependency', { issueId: three, dependsOnId: two }));
  expect(refusal(open, 'add-dependency', { issueId: one, dependsOnId: three })).toEqual({
    code: 'cycle',
    where: 'dependsOnId',
    details: ['SE-1', 'SE-3', 'SE-2', 'SE-1'],
  });
  expect(refusal(open, 'add-dependency', { issueId: one, dependsOnId: one })).toMatchObject({ code: 'cycle', details: ['SE-1', 'SE-1'] });
  expect(refusal(open, 'add-dependency', { issueId: two, dependsOnId: one })).toMatchObject({ code: 'duplicate' });
  expect(refusal(open, 'remove-dependency', { issueId: one, dependsOnId: two })).toMatchObject({ code: 'not-found' });
});

test('a hard dependency outweighs a preferred order: the soft one is set aside', () => {
  const open = openStore();
  const { ids } = plan(open, 'One', 'Two');
  const [one, two] = ids;
  accepted(open.command('add-dependency', { issueId: one, dependsOnId: two, strength: 'soft' }));
  expect(refusal(open, 'add-dependency', { issueId: two, dependsOnId: one, strength: 'soft' })).toMatchObject({ code: 'cycle' });
  accepted(open.command('add-dependency', { issueId: two, dependsOnId: one }));
  expect(value(open, `SELECT group_concat(strength) FROM dependency WHERE set_aside = 1`)).toBe('soft');
  accepted(open.command('remove-dependency', { issueId: two, dependsOnId: one }));
  expect(value(open, `SELECT count(*) FROM dependency WHERE set_aside = 1`)).toBe(0);
});

test('finishing what is waited for makes ready, across roadmaps too', () => {
  const open = openStore();
  const [first, second] = [plan(open, 'One'), plan(open, 'Two')];
  accepted(open.command('add-dependency', { issueId: second.ids[0], dependsOnId: first.ids[0] }));
  const state = (): unknown =>
    open.reader
      .prepare('SELECT ready, blocked, waits_for, unblocks FROM issue WHERE id IN (?, ?) ORDER BY title')
      .all(first.ids[0], second.ids[0]);
  expect(state()).toEqual([
    { ready: 1, blocked: 0, waits_for: 0, unblocks: 1 },
    { ready: 0, blocked: 1, waits_for: 1, unblocks: 0 },
  ]);
  accepted(open.command('set-status', { issueIds: [first.ids[0]], category: 'done' }));
  expect(state()).toEqual([
    { ready: 0, blocked: 0, waits_for: 0, unblocks: 0 },
    { ready: 1, blocked: 0, waits_for: 0, unblocks: 0 },
  ]);
  accepted(open.command('delete-roadmap', { roadmapId: first.roadmapId }));
  expect(value(open, 'SELECT count(*) FROM dependency')).toBe(0);
});

test('deleting an issue moves those below it to the top and drops what hangs on it', () => {
  const open = openStore();
  const { roadmapId, ids } = plan(open, 'Parent', 'Child');
  const [parent, child] = ids;
  accepted(open.command('update-issue', { issueId: child, patch: { parentId: parent, labels: ['b', 'a', 'a'] } }));
  accepted(open.command('add-item', { roadmapId, issueId: parent, kind: 'task', text: 'Do' }));
  expect(refusal(open, 'update-issue', { issueId: parent, patch: { parentId: child } })).toMatchObject({ code: 'cycle' });
  expect(accepted(open.command('delete-issue', { issueIds: [parent] }))).toEqual({ deleted: 1 });
  expect(value(open, 'SELECT parent_id FROM issue WHERE id = ?', child ?? '')).toBeNull();
  expect(value(open, 'SELECT count(*) FROM checklist_item')).toBe(0);
  expect(value(open, 'SELECT group_concat(label) FROM issue_label')).toBe('a,b');
});

test('moving puts an issue directly behind another, or first', () => {
  const open = openStore();
  const { roadmapId, ids } = plan(open, 'A', 'B', 'C', 'D');
  const order = (): unknown => open.reader.prepare('SELECT title FROM issue WHERE roadmap_id = ? ORDER BY rank, id').pluck().all(roadmapId);
  const [a, b, , d] = ids;
  accepted(open.command('move-issue', { issueId: d, afterId: a }));
  expect(order()).toEqual(['A', 'D', 'B', 'C']);
  accepted(open.command('move-issue', { issueId: b, afterId: null }));
  expect(order()).toEqual(['B', 'A', 'D', 'C']);
  const commits = open.commits.length;
  accepted(open.command('move-issue', { issueId: d, afterId: a }));
  expect(open.commits.length).toBe(commits);
});

test('setting what is there already is acknowledged and writes nothing', () => {
  const open = openStore();
  const { ids } = plan(open, 'Work');
  accepted(open.command('set-estimate', { issueIds: ids, estimate: { likely: 8, optimistic: 4, pessimistic: null } }));
  const before = { log: open.log(), commits: open.commits.length };
  for (const [name, args] of [
    ['set-estimate', { issueIds: ids, estimate: { likely: 8, optimistic: 4, pessimistic: null } }],
    ['set-status', { issueIds: ids, category: 'planned' }],
    ['update-issue', { issueId: ids[0], patch: { title: 'Work', body: '', labels: [], holdReason: null } }],
    ['set-capacity', { hoursPerWeek: 30 }],
  ] as const) {
    accepted(open.command(name, args));
  }
  expect({ log: open.log(), commits: open.commits.length }).toEqual(before);
});

test('history says what changed, from what to what, who and by which command', () => {
  const open = openStore();
  const { ids } = plan(open, 'Work');
  const personId = accepted(open.command('create-person', { name: 'Bob' }))['personId'];
  accepted(open.command('set-status', { issueIds: ids, category: 'done', name: 'Shipped', verified: true }));
  accepted(open.command('set-assignee', { issueIds: ids, assigneeId: personId }));
  accepted(open.command('update-issue', { issueId: ids[0], patch: { body: 'New text' } }));
  expect(
    open.reader.prepare('SELECT author, command, field, before, after FROM activity WHERE issue_id = ? ORDER BY change_seq').all(ids[0]),
  ).toEqual([
    { author: 'Ada', command: 'create-issue', field: 'issue', before: null, after: 'Work' },
    { author: 'Ada', command: 'create-issue', field: 'status', before: null, after: 'Planned' },
    { author: 'Ada', command: 'set-status', field: 'status', before: 'Planned', after: 'Shipped (done, verified)' },
    { author: 'Ada', command: 'set-assignee', field: 'assignee', before: null, after: 'Bob' },
    { author: 'Ada', command: 'update-issue', field: 'body', before: null, after: 'New text' },
  ]);
});

test('a sprint takes its issues along when it gets another name', () => {
  const open = openStore();
  const { ids } = plan(open, 'Work');
  const dates = { start: '2026-01-05', finish: '2026-01-16' };
  const sprintId = accepted(open.command('create-sprint', { name: 'Sprint 1', ...dates }))['sprintId'];
  accepted(open.command('set-sprint', { issueIds: ids, sprint: 'Sprint 1' }));
  expect(refusal(open, 'create-sprint', { name: 'sprint 1', ...dates })).toMatchObject({ code: 'duplicate' });
  expect(refusal(open, 'update-sprint', { sprintId, finish: '2026-01-01' })).toMatchObject({ code: 'invalid-argument', where: 'finish' });
  accepted(open.command('update-sprint', { sprintId, name: 'Beta' }));
  expect(value(open, 'SELECT sprint FROM issue')).toBe('Beta');
  accepted(open.command('delete-sprint', { sprintId }));
  expect(value(open, 'SELECT sprint FROM issue')).toBe('Beta');
});

test('one step over many issues is all or nothing', () => {
  const open = openStore();
  const { ids } = plan(open, 'One', 'Two');
  const before = open.rows();
  expect(refusal(open, 'set-priority', { issueIds: [...ids, 'gone'], priority: 'P0' })).toMatchObject({
    code: 'not-found',
    where: 'issueIds.2',
  });
  expect(open.rows()).toEqual(before);
});

test('fields, labels and links of many issues are set in one step each, or not at all', () => {
  const open = openStore();
  const { ids } = plan(open, 'One', 'Two', 'Three', 'Gate');
  const [one, two, three, gate] = ids;
  accepted(open.command('update-issue', { issueId: one, patch: { labels: ['old', 'wet'] } }));
  accepted(open.command('change-labels', { issueIds: [one, two], add: ['new', 'wet'], remove: ['old'] }));
  const labels = (id: unknown) => open.reader.prepare('SELECT label FROM issue_label WHERE issue_id = ? ORDER BY label').pluck().all(id);
  expect([one, two, three].map(labels)).toEqual([['new', 'wet'], ['new', 'wet'], []]);

  accepted(open.command('update-issues', { issueIds: [one, two], patch: { category: 'Core', holdReason: 'waits' } }));
  expect(open.reader.prepare('SELECT count(*) FROM issue WHERE category = ? AND hold_reason = ?').pluck().get('Core', 'waits')).toBe(2);

  accepted(open.command('update-issues', { issueIds: [one, two], patch: { parentId: three } }));
  const below = refusal(open, 'update-issues', { issueIds: [gate, three], patch: { parentId: one } });
  expect(below).toMatchObject({ code: 'cycle', where: 'patch.parentId' });
  expect(open.reader.prepare('SELECT count(*) FROM issue WHERE parent_id = ?').pluck().get(three)).toBe(2);

  accepted(open.command('add-dependency', { issueId: one, dependsOnId: gate }));
  expect(accepted(open.command('link-issues', { issueIds: [one, two, three], otherId: gate, direction: 'waits-for' }))).toEqual({
    linked: 2,
  });
  const before = open.rows();
  const cycle = refusal(open, 'link-issues', { issueIds: [two, three], otherId: gate, direction: 'unblocks' });
  expect(cycle).toMatchObject({ code: 'cycle', where: 'otherId' });
  expect(refusal(open, 'link-issues', { issueIds: [two], otherId: 'gone', direction: 'unblocks' })).toMatchObject({ code: 'not-found' });
  expect(open.rows()).toEqual(before);
});

test('one step tells one instant, in however many documents it writes', () => {
  const open = openStore();
  const issueIds = [...plan(open, 'Here').ids, ...plan(open, 'There').ids];
  accepted(open.command('set-sprint', { issueIds, sprint: 'Sprint 1' }));
  const told = open.reader.prepare<[], { at: string; roadmap: string }>(
    "SELECT at, roadmap_id AS roadmap FROM activity WHERE command = 'set-sprint'",
  );
  expect(new Set(told.all().map(({ roadmap }) => roadmap)).size).toBe(2);
  expect(new Set(told.all().map(({ at }) => at)).size).toBe(1);
});
