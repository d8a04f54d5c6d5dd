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

test('a flag that is switched says so', () => {
  const open = openStore();
  const run = (name: string, args: unknown): Record<string, string> => accepted(open.command(name, args));
  const label = (): string | undefined => open.store.history.next('undo')?.label;
  const { flagId } = run('create-flag', { name: 'table' });
  expect(label()).toBe('Created flag “table”');
  run('update-flag', { flagId, on: true });
  expect(label()).toBe('Switched the flag on');
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
