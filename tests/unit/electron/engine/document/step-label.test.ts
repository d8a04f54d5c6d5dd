import { expect, test } from 'vitest';
import { accepted, openStore } from '#tests/support/open-store.ts';

test('an issue that gets or loses a milestone, sprint or assignee is not told as if these came or went', () => {
  const open = openStore();
  const run = (name: string, args: unknown): Record<string, string> => accepted(open.command(name, args));
  const label = (): string | undefined => open.store.history.next('undo')?.label;
  const { roadmapId } = run('create-roadmap', { title: 'Harbour' });
  const { milestoneId } = run('create-milestone', { roadmapId, key: 'M1', title: 'First' });
  expect(label()).toBe('Created milestone “M1 First”');
  const { issueId } = run('create-issue', { roadmapId, title: 'Quay', key: '#1' });
  const { issueId: otherId } = run('create-issue', { roadmapId, title: 'Crane', key: '#2' });
  run('set-milestone', { issueIds: [issueId], milestoneId });
  expect(label()).toBe('Set milestone of #1 to M1');
  run('set-milestone', { issueIds: [issueId, otherId], milestoneId });
  expect(label()).toBe('Set milestone of #2 to M1');
  run('set-milestone', { issueIds: [issueId, otherId], milestoneId: null });
  expect(label()).toBe('Cleared milestone of 2 issues');
  run('set-sprint', { issueIds: [issueId], sprint: 'Sprint 1' });
  expect(label()).toBe('Set sprint of #1 to Sprint 1');
  run('set-sprint', { issueIds: [issueId], sprint: null });
  expect(label()).toBe('Cleared sprint of #1');
});

test('what a schedule has to know is called by its meaning', () => {
  const open = openStore();
  const run = (name: string, args: unknown): Record<string, string> => accepted(open.command(name, args));
  const label = (): string | undefined => open.store.history.next('undo')?.label;
  const { roadmapId } = run('create-roadmap', { title: 'Harbour' });
  const { issueId } = run('create-issue', { roadmapId, title: 'Quay', key: '#1' });
  const plan = (patch: object): string | undefined => {
    run('update-issue', { issueId, patch });
    return label();
  };
  expect(plan({ notBefore: '2027-01-04' })).toBe('Set earliest start of #1 to 2027-01-04');
  expect(plan({ fixedStart: '2027-01-05T09:00' })).toBe('Set fixed start of #1 to 2027-01-05 09:00');
  expect(plan({ notBefore: null, spentHours: 3 })).toBe('Changed earliest start and hours spent of #1');
  expect(plan({ splits: false })).toBe('Kept #1 in one piece');
  const { sprintId } = run('create-sprint', { name: 'Sprint 1', start: '2027-01-04', finish: '2027-01-15' });
  run('update-sprint', { sprintId, locked: true });
  expect(label()).toBe('Locked sprint “Sprint 1”');
});

test('a flag that is switched says so', () => {
  const open = openStore();
  const run = (name: string, args: unknown): Record<string, string> => accepted(open.command(name, args));
  const label = (): string | undefined => open.store.history.next('undo')?.label;
  const { flagId } = run('create-flag', { name: 'table' });
  expect(label()).toBe('Created flag “table”');
  run('update-flag', { flagId, on: true });
  expect(label()).toBe('Switched the flag on');
});

test('what comes back from the trash at once is one step, and is called restored', () => {
  const open = openStore();
  const run = (name: string, args: unknown): Record<string, string> => accepted(open.command(name, args));
  const label = (): string | undefined => open.store.history.next('undo')?.label;
  const { roadmapId } = run('create-roadmap', { title: 'Harbour' });
  const { issueId } = run('create-issue', { roadmapId, title: 'Quay', key: '#1' });
  const { issueId: otherId } = run('create-issue', { roadmapId, title: 'Crane', key: '#2' });
  const { milestoneId } = run('create-milestone', { roadmapId, key: 'M1', title: 'First' });
  const { itemId } = run('add-item', { roadmapId, issueId, kind: 'task', text: 'Measure' });
  run('add-dependency', { issueId, dependsOnId: otherId });
  const before = open.rows();
  const plan = (rows: ReturnType<typeof open.rows>): unknown => [
    rows['issue'],
    rows['milestone'],
    rows['checklist_item'],
    rows['dependency'],
  ];
  run('remove-item', { itemId });
  run('delete-issue', { issueIds: [issueId, otherId] });
  run('delete-milestone', { milestoneId });
  const gone = open.rows();
  const also = [
    { kind: 'item', ids: [itemId] },
    { kind: 'milestone', ids: [milestoneId] },
  ];
  expect(open.command('restore', { kind: 'item', ids: [itemId] })).toMatchObject({ ok: false, error: { where: 'ids.0' } });
  expect(open.command('restore', { kind: 'issue', ids: [otherId], also })).toMatchObject({ ok: false, error: { where: 'also.0.ids.0' } });
  run('restore', { kind: 'issue', ids: [issueId, otherId], also });
  expect(label()).toBe('Restored 4 things');
  expect(plan(open.rows())).toEqual(plan(before));
  run('undo', {});
  expect(plan(open.rows())).toEqual(plan(gone));
  run('restore', { kind: 'milestone', ids: [milestoneId] });
  expect(label()).toBe('Restored milestone “M1 First”');
  run('restore', { kind: 'issue', ids: [issueId] });
  expect(label()).toBe('Restored #1');
  run('restore', { kind: 'item', ids: [itemId] });
  expect(label()).toBe('Restored checklist item of #1');
});

test('saved views and retention rules that go are called by their names', () => {
  const open = openStore();
  const run = (name: string, args: unknown): Record<string, string> => accepted(open.command(name, args));
  const label = (): string | undefined => open.store.history.next('undo')?.label;
  const { viewId } = run('save-view', { name: 'Urgent', query: 'status:open' });
  expect(label()).toBe('Created saved view “Urgent”');
  run('delete-view', { viewId });
  expect(label()).toBe('Deleted saved view “Urgent”');
});
