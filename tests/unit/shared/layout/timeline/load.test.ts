import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPlan } from '#shared/layout/timeline/load.ts';

test('bars, overload and capacity share one scale and stay inside it', () => {
  const week = fc.record({
    hours: fc.double({ min: 0, max: 500, noNaN: true }),
    capacityHours: fc.double({ min: 0, max: 500, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(week, { minLength: 1, maxLength: 30 }), (weeks) => {
      const { bars, top, ticks } = loadPlan(weeks, 100);
      expect(ticks).toEqual([0, top / 2, top]);
      for (const [index, bar] of bars.entries()) {
        const { hours, capacityHours } = weeks[index] ?? { hours: Number.NaN, capacityHours: Number.NaN };
        expect(bar.within + bar.over).toBeCloseTo((hours / top) * 100, 6);
        expect(bar.capacity).toBeLessThanOrEqual(100 + 1e-6);
        expect(bar.over > 0).toBe(hours - capacityHours > 0.05);
      }
    }),
  );
});

test('the scale ends at a round number', () => {
  expect(loadPlan([{ hours: 164, capacityHours: 120 }], 100).ticks).toEqual([0, 100, 200]);
  expect(loadPlan([{ hours: 30, capacityHours: 30 }], 100).ticks).toEqual([0, 15, 30]);
});
