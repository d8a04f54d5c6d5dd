import { expect, test } from 'vitest';
import { checkWorkspaceFile } from '#tests/support/law/workspace-file.ts';

test('an exported workspace comes back equal, with its log in everything, without in what the plan says', () => {
  expect(checkWorkspaceFile(5, 19)).toBeGreaterThan(15);
});
