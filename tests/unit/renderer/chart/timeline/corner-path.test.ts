import { expect, test } from 'vitest';
import { cornerPath } from '#renderer/chart/timeline/corner-path.ts';

test('corners are rounded by the radius, or by what the shorter side allows', () => {
  expect(cornerPath([0, 0, 20, 0, 20, 20, 40, 20], 4, 5)).toBe('M0 0L16 0Q20 0 20 4L20 16Q20 20 24 20L35 20');
  expect(cornerPath([0, 0, 4, 0, 4, 20], 4, 0)).toBe('M0 0L2 0Q4 0 4 2L4 20');
});

test('corners that fall together count once', () => {
  expect(cornerPath([0, 0, 0, 0, 20, 0], 4, 0)).toBe('M0 0L20 0');
});
