import { expect, test } from 'vitest';
import { lanePlan } from '#shared/layout/timeline/lane.ts';
import { stepBar } from '#shared/layout/timeline/step.ts';

test('the arrow keys go through a row and to the nearest bar of the next', () => {
  const plan = lanePlan(
    [
      { id: 'a1', lane: 'a', start: 0, end: 100, wordsWidth: 0 },
      { id: 'a2', lane: 'a', start: 200, end: 300, wordsWidth: 0 },
      { id: 'b1', lane: 'b', start: 0, end: 60, wordsWidth: 0 },
      { id: 'b2', lane: 'b', start: 180, end: 260, wordsWidth: 0 },
    ],
    ['a', 'b'],
    40,
  );
  const walk = (['right', 'down', 'left', 'up', 'left', 'up'] as const).reduce<(string | null)[]>(
    (way, direction) => [...way, stepBar(plan, way.at(-1) ?? null, direction)],
    [null],
  );
  expect(walk).toEqual([null, 'a1', 'b1', 'a2', 'a2', 'a1', 'a1']);
});
