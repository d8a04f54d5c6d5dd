// What tries every way agrees with itself: the shortest of all orders is the shortest of all hours.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shortestPlan } from '#tests/support/schedule/brute-force.ts';
import { smallInput } from '#tests/support/schedule/input-arbitrary.ts';

test('the best of all orders is the best of all hours, where no waiting pays', () => {
  let found = 0;
  fc.assert(
    fc.property(smallInput(3, false), (input) => {
      const best = shortestPlan(input);
      if (best !== null) found += 1;
      expect(shortestPlan(input, true)).toBe(best);
    }),
    { numRuns: 30 },
  );
  expect(found).toBeGreaterThan(10);
});
