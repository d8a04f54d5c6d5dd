import { expect, test } from 'vitest';
import { isNoEffort, readEffort, wordEffort } from '#shared/markdown/effort-word.ts';

test.each([
  ['40 hours', 40, null, null, ''],
  ['30 min', 0.5, null, null, ''],
  ['3 hrs', 3, null, null, ''],
  ['1 hour', 1, null, null, ''],
  ['4-6h', 5, 4, 6, ''],
  ['3-5d', 32, 24, 40, ''],
  ['1–2 weeks', 60, 40, 80, ''],
  ['30 min - 2 hours', 1.25, 0.5, 2, ''],
  ['1-2 hours (fix + tests)', 1.5, 1, 2, 'fix + tests'],
  ['XS (1-2h)', 1.5, 1, 2, 'XS'],
  ['Large (5-7 days)', 48, 40, 56, 'Large'],
  ['5 hours (4-8 hours)', 5, 4, 8, ''],
  ['~2.5h', 2.5, null, null, ''],
  ['0 hours', 0, null, null, ''],
])('%s', (text, likely, optimistic, pessimistic, rest) => {
  const reading = readEffort(text);
  expect(reading?.estimate).toEqual({ likely, optimistic, pessimistic });
  expect(reading?.rest).toBe(rest);
});

test.each(['S-M', 'ongoing', '5', 'a lot of hours', '200000 hours', '6-4h'])('no amount of time: %s', (text) => {
  expect(readEffort(text)).toBeNull();
});

test('knows the words for no estimate', () => {
  expect(['TBD', '-', '', 'none', 'N/A', '?'].map(isNoEffort)).toEqual([true, true, true, true, true, true]);
  expect(isNoEffort('4h')).toBe(false);
});

test('words a one-sided range not at all', () => {
  expect(wordEffort({ ...estimate('8 hours'), optimistic: estimate('4 hours').likely }, false)).toBeNull();
  expect(wordEffort(estimate('1 hour'), false)).toBe('1 hour');
  expect(wordEffort(estimate('4-6 hours'), true)).toBe('4-6h');
});

function estimate(text: string): NonNullable<ReturnType<typeof readEffort>>['estimate'] {
  const reading = readEffort(text);
  if (reading === null) throw new Error(`Expected an estimate, found "${text}".`);
  return reading.estimate;
}
