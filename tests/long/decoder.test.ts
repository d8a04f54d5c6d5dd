import { expect, test } from 'vitest';
import { found } from '#tests/support/fuzz/found.ts';
import { fuzz, replay } from '#tests/support/fuzz/fuzz.ts';
import { shortRuns, targetNames } from '#tests/support/fuzz/target-list.ts';

// Hostile bytes for every decoder: SEXTANT_RUNS times as many as the short run has, others for every SEXTANT_SEED. SEXTANT_ONE tries one decoder.

const times = Number(process.env['SEXTANT_RUNS'] ?? 40);
const seed = Number(process.env['SEXTANT_SEED'] ?? 1);
const one = process.env['SEXTANT_ONE'];

test.for(targetNames.filter((name) => one === undefined || name === one))('%s', { timeout: 600_000 + times * 60_000 }, async (name) => {
  expect(await replay(name, found[name] ?? [])).toEqual([]);
  const runs = shortRuns[name] * times;
  const { tried, taken, refused, grown, findings } = await fuzz(name, { runs, seed });
  console.log(
    `${name}: ${tried} tried (seed ${seed}), ${refused} refused, ${taken} taken, ${findings.length} found, ${Math.round(grown / 1e6)} MB`,
  );
  expect(findings).toEqual([]);
  expect(tried).toBe(runs);
});
