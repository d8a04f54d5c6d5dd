import { expect, test } from 'vitest';
import { readStatus } from '#shared/markdown/status-word.ts';

test.each([
  ['✅ Complete', 'done', 'Complete', false],
  ['✅ Complete and Verified', 'done', 'Complete and Verified', true],
  ['Complete, not verified', 'done', 'Complete, not verified', false],
  ['⬜ Not Started', 'planned', 'Not Started', false],
  ['🔄 In Progress - Scoping Phases', 'in-progress', 'In Progress - Scoping Phases', false],
  ['Incomplete', 'planned', 'Incomplete', false],
  ['Solidified', 'done', 'Solidified', false],
  ["Won't Do", 'cancelled', "Won't Do", false],
  ['open', 'planned', 'open', false],
  ['closed', 'done', 'closed', false],
  ['60%', 'in-progress', '60%', false],
  ['100%', 'done', '100%', false],
  ['✅', 'done', 'Done', false],
  ['⏸️ Waiting for budget', 'backlog', 'Waiting for budget', false],
  ['En cours', 'in-progress', 'En cours', false],
])('%s', (text, category, name, verified) => {
  expect(readStatus(text)).toEqual({ status: { category, name, verified }, known: true });
});

test('an unknown wording is planned, and says so', () => {
  expect(readStatus('BLOCKING RELEASE')).toEqual({
    status: { category: 'planned', name: 'BLOCKING RELEASE', verified: false },
    known: false,
  });
});

test('nothing is no status', () => {
  expect(readStatus('  ')).toBeNull();
  expect(readStatus('x'.repeat(201))).toBeNull();
});
