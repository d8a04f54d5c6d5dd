import { expect, test } from 'vitest';
import { checkConvergence } from '#tests/support/law/convergence.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

test.each([
  ['restored', 31],
  ['received', 32],
] as const)('devices that worked apart read the same plan once they have the same changes (%s)', (taking, seed) => {
  const seen = checkConvergence({ runs: 8, seed }, taking);
  expect(seen.missing).toEqual([]);
  expect(seen.carriedOut).toBeGreaterThan(50);
});
