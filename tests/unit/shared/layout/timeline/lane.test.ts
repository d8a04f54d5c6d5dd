import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barsBetween, type LaneBar, lanePlan, rowHeight, wordsFrom } from '#shared/layout/timeline/lane.ts';

const anyBars: fc.Arbitrary<LaneBar[]> = fc
  .array(
    fc.record({
      lane: fc.constantFrom('a', 'b', 'c'),
      start: fc.integer({ min: 0, max: 500 }),
      length: fc.integer({ min: 0, max: 120 }),
      wordsWidth: fc.integer({ min: 0, max: 200 }),
    }),
    { maxLength: 60 },
  )
  .map((bars) =>
    bars.map(({ lane, start, length, wordsWidth }, index) => ({ id: `b${index}`, lane, start, end: start + length, wordsWidth })),
  );

describe('the lanes', () => {
  test('hold every bar once, in its lane, and never two over each other', () => {
    fc.assert(
      fc.property(anyBars, (bars) => {
        const plan = lanePlan(bars, ['a', 'b', 'c'], 40);
        expect(plan.bars.map((bar) => bar.id).sort()).toEqual(bars.map((bar) => bar.id).sort());
        const words = new Map(bars.map((bar) => [bar.id, bar.wordsWidth]));
        for (const bar of plan.bars) {
          const lane = plan.lanes.find((candidate) => candidate.id === bar.lane);
          expect(bar.y).toBeGreaterThanOrEqual(lane?.top ?? Number.NaN);
          expect(bar.y + rowHeight).toBeLessThanOrEqual((lane?.top ?? 0) + (lane?.height ?? 0));
          const end = bar.x + bar.width + (bar.wordsOutside ? (words.get(bar.id) ?? 0) : 0);
          expect(plan.bars.filter((other) => other !== bar && other.y === bar.y && other.x >= bar.x && other.x < end)).toEqual([]);
        }
      }),
    );
  });

  test('finds the bars of a stretch by their rows', () => {
    fc.assert(
      fc.property(anyBars, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 300 }), (bars, top, height) => {
        const plan = lanePlan(bars, ['a', 'b', 'c'], 40);
        const expected = plan.bars.filter((bar) => bar.y >= top - rowHeight && bar.y < top + height);
        expect(barsBetween(plan, top, top + height)).toEqual(expected);
      }),
    );
  });

  test('put the words beside a bar that is too short for them', () => {
    const plan = lanePlan(
      [
        { id: 'long', lane: 'a', start: 0, end: wordsFrom, wordsWidth: 100 },
        { id: 'short', lane: 'a', start: 50, end: 60, wordsWidth: 100 },
        { id: 'next', lane: 'a', start: 70, end: 170, wordsWidth: 100 },
      ],
      ['a'],
      40,
    );
    expect(plan.bars.map((bar) => [bar.id, bar.wordsOutside, bar.y])).toEqual([
      ['long', false, 8],
      ['short', true, 8],
      ['next', false, 38],
    ]);
  });
});
