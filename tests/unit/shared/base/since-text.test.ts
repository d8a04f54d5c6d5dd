import { expect, test } from 'vitest';
import { longDate, sinceText } from '#shared/base/since-text.ts';

test('a moment is named as people do on the day that it is', () => {
  const named = [
    '2026-11-20 09:52',
    '2026-11-19 23:59',
    '2026-11-17 00:01',
    '2026-11-14 10:00',
    '2026-11-13 10:00',
    '2025-03-03 10:00',
  ].map((wall) => sinceText(wall, '2026-11-20'));
  expect(named).toEqual(['09:52', 'yesterday', 'Tuesday', 'Saturday', '13 November', '3 March 2025']);
});

test('who does not know the day gets the whole date, and so does a clock that is ahead', () => {
  expect(sinceText('2026-11-20 09:52', null)).toBe('20 November 2026');
  expect(sinceText('2026-11-23 09:52', '2026-11-20')).toBe('23 November');
  expect(longDate('2026-03-03', '2026-11-20')).toBe('3 March');
});
