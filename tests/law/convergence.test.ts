import { expect, test } from 'vitest';
import { checkConvergence } from '#tests/support/law/convergence.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

test('devices that worked apart read the same plan once they have the same changes, whatever the order', () => {
  const seen = checkConvergence({ runs: 8, seed: 31 });
  expect(seen.missing).toEqual([]);
  expect(seen.carriedOut).toBeGreaterThan(50);
});
