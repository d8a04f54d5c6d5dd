import { expect, test } from 'vitest';
import { remainingText } from '#renderer/feature/team/remaining-text.ts';

test('how long an invitation holds is said to the minute, then to the day', () => {
  const now = Date.parse('2026-11-20T12:00:00.000Z');
  const after = (minutes: number): string => remainingText(new Date(now + minutes * 60_000).toISOString(), now);
  expect([-1, 0, 5, 60, 1421, 7 * 1440].map(after)).toEqual([
    'has ended',
    'ends in 1 min',
    'ends in 5 min',
    'ends in 1 h',
    'ends in 23 h 41 min',
    'ends in 7 days',
  ]);
});
