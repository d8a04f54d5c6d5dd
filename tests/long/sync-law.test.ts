import { expect, test } from 'vitest';
import { longSync } from '#tests/support/law/long-sync.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

// One half of the long law of sync; tests/long/sync-law-other-half.test.ts is the other.

keepInMemory();

test('laws 2 and 5 with sync: one half', longSync.options, () => {
  const { sequences, wanted } = longSync.run(0);
  expect(sequences).toBe(wanted);
});
