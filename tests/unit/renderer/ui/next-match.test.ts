import { expect, it } from 'vitest';
import { nextMatch } from '#renderer/ui/next-match.ts';

it('goes round the labels that start with the letter', () => {
  const labels = ['Backlog', 'Planned', 'Ready', 'Blocked'];
  expect([nextMatch(labels, 0, 'b'), nextMatch(labels, 3, 'B'), nextMatch(labels, 0, 'p'), nextMatch(labels, 2, 'x')]).toEqual([
    3, 0, 1, 2,
  ]);
});
