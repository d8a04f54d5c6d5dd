import { expect, test } from 'vitest';
import { weekText } from '#renderer/feature/settings/week-text.ts';

test('a week is told by its days, and by the part of those that are shorter', () => {
  expect([null, [8, 8, 8, 8, 4, 0, 0], [1, 0, 1, 1, 1, 0, 0], [0, 0, 0, 0, 0, 3, 6], [1, 1, 1, 1, 1, 1, 1]].map(weekText)).toEqual([
    'Mo–Fr',
    'Mo–Th, Fr 50\u00A0%',
    'Mo, We–Fr',
    'Sa 50\u00A0%, Su',
    'Mo–Su',
  ]);
});
