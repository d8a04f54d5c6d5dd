import { expect, test } from 'vitest';
import { checkCommandInvariants } from '#tests/support/law/command-invariant.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

test('commands keep the invariants, and a refused one changes nothing', () => {
  const seen = checkCommandInvariants({ runs: 36, seed: 7 });
  expect(seen.missing).toEqual([]);
  expect(seen.carriedOut).toBeGreaterThan(150);
  expect(seen.refused).toBeGreaterThan(100);
  expect(seen.cycles).toBeGreaterThan(3);
});
