import { expect, test } from 'vitest';
import { checkSharedFolder } from '#tests/support/law/shared-folder.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

test('devices that meet in a folder only have the same in the end, however late, partial and out of order its files come', async () => {
  const seen = await checkSharedFolder({ runs: 18, seed: 81 });
  expect(seen.carriedOut).toBeGreaterThan(30);
  expect(seen.read).toBeGreaterThan(50);
  expect(seen.waited).toBeGreaterThan(0);
});
