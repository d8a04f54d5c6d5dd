import { expect, test } from 'vitest';
import { checkTeamConvergence } from '#tests/support/law/team-convergence.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

test('devices of a team that have the same entries and changes count the same and read the same plan, whoever was shut out', () => {
  const seen = checkTeamConvergence({ runs: 8, seed: 51 });
  expect(seen.carriedOut).toBeGreaterThan(50);
  expect(seen.entries).toBeGreaterThan(4);
  expect(Object.keys(seen.reasons).toSorted()).toEqual(['builds-on-refused', 'equivocation', 'refused']);
});
