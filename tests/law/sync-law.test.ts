import { expect, test } from 'vitest';
import { checkSync } from '#tests/support/law/sync.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

/**
 * Sequences that once broke the law: devices that had crashed in the moment of joining went on trying to join for good; what a newer program begins
 * documents with was refused by older ones; a roadmap was deleted whose entry had not come; a team with a newer program was joined by halves;
 * a comment came to an archived issue while its roadmap was deleted; a roadmap that did not count any more came back with its snapshot;
 * what had come too late for a deleted issue was taken back;
 * a comment on an issue whose making did not count came to devices that had never had it.
 */
const failed = [
  [300_000_018, 60],
  [400_000_008, 60],
  [400_000_016, 60],
  [402_000_012, 250],
  [88_000_001_500_080, 1300],
  [77_000_001_000_096, 1300],
  [1_500_003, 1300],
  [1_000_044, 1300],
] as const;

test('devices of a team come to have the same plan, and never say so before it is true', () => {
  const tally = checkSync({ runs: 7, seed: 5, length: 60, failed });
  expect(tally.sequences).toBe(failed.length + 7);
  expect(tally.carriedOut).toBeGreaterThan(50);
  expect(tally.claims).toBeGreaterThan(50);
  expect(tally.crashes).toBeGreaterThan(0);
  expect(tally.cuts).toBeGreaterThan(0);
});
