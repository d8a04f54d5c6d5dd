import { expect, test } from 'vitest';
import { checkSync } from '#tests/support/law/sync.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

/**
 * Sequences that once broke the law: what another device told of a document was taken for newer than what it told since, and a document of
 * which some changes do not count could not be handed over as a whole;
 * somebody who may only read imported a plan file anew.
 */
const failed = [
  [7_000_000, 100],
  [7_000_005, 100],
  [7_000_006, 100],
] as const;

test('devices of a team come to have the same plan, and never say so before it is true', () => {
  const tally = checkSync({ runs: 7, seed: 5, length: 60, failed });
  expect(tally.sequences).toBe(10);
  expect(tally.carriedOut).toBeGreaterThan(50);
  expect(tally.claims).toBeGreaterThan(50);
  expect(tally.crashes).toBeGreaterThan(0);
  expect(tally.cuts).toBeGreaterThan(0);
});
