import { expect, test } from 'vitest';
import { checkSync } from '#tests/support/law/sync.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

/** Sequences that once broke the law. */
const failed = [1_000_006, 1_000_014, 1_000_017, 1_000_036];

test('devices of a team come to have the same plan, and never say so before it is true', () => {
  const tally = checkSync({ runs: 6, seed: 5, length: 60, failed });
  expect(tally.sequences).toBe(10);
  expect(tally.carriedOut).toBeGreaterThan(50);
  expect(tally.claims).toBeGreaterThan(50);
  expect(tally.crashes).toBeGreaterThan(3);
  expect(tally.cuts).toBeGreaterThan(3);
});
