import { expect, test } from 'vitest';
import { refusedRole } from '#renderer/state/read-only.ts';

test('only owners and editors of a team change its plan; without a team everybody does', () => {
  const workspaceId = 'w';
  expect(refusedRole({ workspaceId: null, role: null })).toBeNull();
  expect(refusedRole({ workspaceId, role: 'owner' })).toBeNull();
  expect(refusedRole({ workspaceId, role: 'editor' })).toBeNull();
  expect(refusedRole({ workspaceId, role: 'viewer' })).toBe('viewer');
  expect(refusedRole({ workspaceId, role: null })).toBe('shut-out');
});
