import { expect, test } from 'vitest';
import { arrowHead, edgePath } from '#renderer/chart/graph/edge-path.ts';

test('a line bends with horizontal tangents between layers and is straight inside of them', () => {
  expect(edgePath([0, 10, 40, 30, 100, 30, 140, 10], 5)).toBe('M0 10C20 10 20 30 40 30H100C117.5 30 117.5 10 135 10');
});

test('the head of an arrow points the way that the line arrives', () => {
  expect(arrowHead([0, 10, 40, 10], 1)).toBe('M40 10L33 7V13Z');
  expect(arrowHead([40, 10, 0, 10], 1)).toBe('M0 10L7 7V13Z');
});
