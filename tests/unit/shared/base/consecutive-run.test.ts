import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { consecutiveRuns } from '#shared/base/consecutive-run.ts';

describe('consecutive runs', () => {
  const belongs = (before: number, item: number): boolean => before % 3 === item % 3;

  test('put end to end are the list; none is empty, and every cut is where two neighbours do not belong together', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 })), (items) => {
        const runs = consecutiveRuns(items, belongs);
        expect(runs.flat()).toEqual(items);
        for (const run of runs) expect(run.slice(1).every((item, index) => belongs(run[index] ?? 0, item))).toBe(true);
        for (const [index, run] of runs.entries()) {
          const next = runs[index + 1];
          if (next !== undefined) expect(belongs(run.at(-1) ?? 0, next[0])).toBe(false);
        }
      }),
      { seed: 20_261_120 },
    );
  });

  test('of nothing are none', () => {
    expect(consecutiveRuns([], belongs)).toEqual([]);
  });
});
