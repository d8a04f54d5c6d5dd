import { expect, test } from 'vitest';
import { checkHostileCommands, checkHostileQueries } from '#tests/support/law/bad-input.ts';
import { checkWorkspaceFile } from '#tests/support/law/workspace-file.ts';

// As tests/law/bad-input.test.ts and tests/law/workspace-file.test.ts, many times.

test('hostile commands, 1,000 sequences', { timeout: 7_200_000 }, () => {
  expect(checkHostileCommands(1000, 101).accepted).toBeGreaterThan(1000);
});

test('hostile queries, 50,000', { timeout: 3_600_000 }, () => {
  expect(checkHostileQueries(50_000, 102).refused).toBeGreaterThan(1000);
});

test('exported workspaces come back equal, 300 sequences', { timeout: 7_200_000 }, () => {
  expect(checkWorkspaceFile(300, 103)).toBeGreaterThan(900);
});
