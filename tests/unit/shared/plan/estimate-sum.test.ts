import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '#shared/base/random.ts';
import { type EstimateCount, estimateSum } from '#shared/plan/estimate-sum.ts';

const ranged = fc
  .tuple(
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: 0, max: 400 }),
    fc.integer({ min: 1, max: 20 }),
  )
  .map(([optimistic, more, most, count]): EstimateCount => ({
    optimistic,
    likely: optimistic + more,
    pessimistic: optimistic + more + most,
    count,
  }));
const certain = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 20 }))
  .map(([likely, count]): EstimateCount => ({ likely, optimistic: null, pessimistic: null, count }));

/** Width of a range that must be there. */
function spread({ low, high }: { low: number | null; high: number | null }): number {
  return (high ?? Number.NaN) - (low ?? Number.NaN);
}

describe('the sum of estimates', () => {
  test('of none is nothing, without a range', () => {
    expect(estimateSum([])).toEqual({ likely: 0, low: null, high: null });
  });

  test('has no range while no estimate has one', () => {
    fc.assert(
      fc.property(fc.array(certain), (estimates) => {
        const sum = estimateSum(estimates);
        expect(sum).toEqual({ likely: estimates.reduce((hours, { likely, count }) => hours + likely * count, 0), low: null, high: null });
      }),
    );
  });

  test('of one estimate has the ends of that estimate', () => {
    fc.assert(
      fc.property(ranged, (estimate) => {
        const sum = estimateSum([{ ...estimate, count: 1 }]);
        expect(sum.likely).toBe(estimate.likely);
        expect(sum.low).toBeCloseTo(estimate.optimistic ?? Number.NaN, 4);
        expect(sum.high).toBeCloseTo(estimate.pessimistic ?? Number.NaN, 4);
      }),
    );
  });

  test('shifts by what is certain, and does not mind the order', () => {
    fc.assert(
      fc.property(fc.array(ranged, { minLength: 1, maxLength: 8 }), certain, (estimates, sure) => {
        const alone = estimateSum(estimates);
        const shifted = estimateSum([sure, ...estimates.toReversed()]);
        expect(shifted.low).toBeCloseTo((alone.low ?? Number.NaN) + sure.likely * sure.count, 4);
        expect(shifted.high).toBeCloseTo((alone.high ?? Number.NaN) + sure.likely * sure.count, 4);
      }),
    );
  });

  test('is never wider than their ends added, and never below nothing', () => {
    fc.assert(
      fc.property(fc.array(ranged, { minLength: 1, maxLength: 8 }), (estimates) => {
        const sum = estimateSum(estimates);
        const ends = estimates.map(({ optimistic, pessimistic, count }) => ({ one: (pessimistic ?? 0) - (optimistic ?? 0), count }));
        expect(spread(sum)).toBeLessThanOrEqual(ends.reduce((width, { one, count }) => width + one * count, 0) + 1e-6);
        expect(sum.low).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('of equal symmetric estimates grows with the root of their number', () => {
    const one = { likely: 10, optimistic: 6, pessimistic: 14, count: 1 };
    expect(estimateSum([{ ...one, count: 16 }])).toEqual({
      likely: 160,
      low: expect.closeTo(160 - 4 * 4, 6),
      high: expect.closeTo(160 + 4 * 4, 6),
    });
  });

  test('agrees with ten thousand draws of twelve skewed estimates to 2 %', () => {
    const sum = estimateSum([{ likely: 8, optimistic: 5, pessimistic: 16, count: 12 }]);
    const random = seededRandom(7);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    // The same shifted lognormal through 5, 8 and 16, drawn instead of added.
    const shape = Math.log(8 / 3) / 1.2815515655446004;
    const scale = 3 / (1 - Math.exp(-1.2815515655446004 * shape));
    const draws = Array.from({ length: 10_000 }, () => {
      let total = 0;
      for (let issue = 0; issue < 12; issue++) total += 8 + scale * (Math.exp(shape * normal()) - 1);
      return total;
    }).toSorted((left, right) => left - right);
    expect(Math.abs((sum.low ?? 0) / (draws[1000] ?? 1) - 1)).toBeLessThan(0.02);
    expect(Math.abs((sum.high ?? 0) / (draws[9000] ?? 1) - 1)).toBeLessThan(0.02);
  });
});

test('a range however narrow gives numbers', () => {
  const ends = [0, 5e-324, 1e-320, 1e-160, 1e-100, 1e-16, 3, 3 + 4e-16, 50];
  for (const [at, optimistic] of ends.entries()) {
    for (const pessimistic of ends.slice(at)) {
      const { low, high } = estimateSum([
        { likely: optimistic, optimistic, pessimistic, count: 1 },
        { likely: 3, optimistic: null, pessimistic: null, count: 2 },
      ]);
      expect([Number.isFinite(low), Number.isFinite(high)], `${optimistic} to ${pessimistic}`).toEqual([true, true]);
    }
  }
});
