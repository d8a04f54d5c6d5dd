import { expect, test } from 'vitest';
import { checkSync } from '#tests/support/law/sync.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

/** Sequences that once broke the law: devices that had crashed in the moment of joining went on trying to join for good. */
const failed = [
  [300_000_018, 60],
  [300_000_033, 60],
  [300_000_041, 60],
] as const;

test('devices of a team come to have the same plan, and never say so before it is true', () => {
  const tally = checkSync({ runs: 7, seed: 5, length: 60, failed });
  expect(tally.sequences).toBe(10);
  expect(tally.carriedOut).toBeGreaterThan(50);
  expect(tally.claims).toBeGreaterThan(50);
  expect(tally.crashes).toBeGreaterThan(0);
  expect(tally.cuts).toBeGreaterThan(0);
});
