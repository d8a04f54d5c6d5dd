// Whatever bytes come from others, a decoder takes them or refuses them by its own name: no other error, no process that dies, little memory.
// The long run is tests/long/decoder.test.ts.
import { expect, test } from 'vitest';
import { found } from '#tests/support/fuzz/found.ts';
import { fuzz, replay } from '#tests/support/fuzz/fuzz.ts';
import { shortRuns, targetNames } from '#tests/support/fuzz/target-list.ts';

test.for(targetNames)('%s: what was found before is borne, and what is new, too', async (name) => {
  expect(await replay(name, found[name] ?? [])).toEqual([]);
  const runs = shortRuns[name];
  const tally = await fuzz(name, { runs, seed: 11 });
  expect(tally.findings).toEqual([]);
  expect(tally.tried).toBe(runs);
  // A law under which nothing was taken, or nothing refused, says little.
  expect(tally.taken).toBeGreaterThan(0);
  expect(tally.grown).toBeLessThan(400_000_000);
});
