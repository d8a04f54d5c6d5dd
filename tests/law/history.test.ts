import { expect, test } from 'vitest';
import { checkHistory } from '#tests/support/law/history.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

test('every change of every row has its entry, and the log is whole, after any commands and imports', () => {
  const seen = checkHistory({ runs: 18, seed: 13 });
  expect(seen.missing).toEqual([]);
  expect(seen.carriedOut).toBeGreaterThan(100);
  expect(seen.imports).toBeGreaterThan(25);
});
