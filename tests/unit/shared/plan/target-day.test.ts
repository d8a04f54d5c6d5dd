import { expect, test } from 'vitest';
import { targetDay } from '#shared/plan/target-day.ts';

test('a day, a week, a month and a quarter are read as their last day', () => {
  expect(['2026-03-09', '2026-W11', '2026-w01', '2020-W53', '2026-03', '2028-02', '2026-Q1', ' 2026-q4 '].map(targetDay)).toEqual([
    '2026-03-09',
    '2026-03-15',
    '2026-01-04',
    '2021-01-03',
    '2026-03-31',
    '2028-02-29',
    '2026-03-31',
    '2026-12-31',
  ]);
});

test('what is none of them is not read as one', () => {
  expect(
    ['', 'soon', '2026', '2026-13', '2026-00', '2026-3', '2026-Q5', '2026-Q0', '2026-W00', '2027-W53', '2026-02-30'].map(targetDay),
  ).toEqual(Array.from({ length: 11 }, () => null));
});
