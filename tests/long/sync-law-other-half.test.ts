import { expect, test } from 'vitest';
import { longSync } from '#tests/support/law/long-sync.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

// See tests/long/sync-law.test.ts.

keepInMemory();

test('laws 2 and 5 with sync: the other half', longSync.options, () => {
  const { sequences, wanted } = longSync.run(1);
  expect(sequences).toBe(wanted);
});
