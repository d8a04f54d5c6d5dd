import { expect, test } from 'vitest';
import { checkConvergence } from '#tests/support/law/convergence.ts';

test('two devices that worked apart read the same plan once they have the same changes, whatever the order', () => {
  const seen = checkConvergence(8, 31);
  // A law that nothing was done under says nothing.
  expect(seen.carriedOut).toBeGreaterThan(50);
});
