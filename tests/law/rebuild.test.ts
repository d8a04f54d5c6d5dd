import { expect, test } from 'vitest';
import { checkRebuild } from '#tests/support/law/rebuild.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

test('rows kept up to date equal rows made anew, after any commands and imports', () => {
  const seen = checkRebuild({ runs: 32, seed: 11 });
  expect(seen.missing).toEqual([]);
  expect(seen.carriedOut).toBeGreaterThan(140);
  expect(seen.setAside).toBeGreaterThan(20);
  expect(seen.imports).toBeGreaterThan(40);
});
