import { expect, test } from 'vitest';
import { checkSync } from '#tests/support/law/sync.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

// Sync over a network in memory: 2,000 sequences in which about 500 commands each are carried out. SEXTANT_RUNS takes another
// number, SEXTANT_SEED other sequences, SEXTANT_LENGTH shorter ones; SEXTANT_ONE runs the one sequence of a seed that was named.

keepInMemory();

const runs = Number(process.env['SEXTANT_RUNS'] ?? 2000);
const seed = Number(process.env['SEXTANT_SEED'] ?? 1);
const length = Number(process.env['SEXTANT_LENGTH'] ?? 1200);
const one = process.env['SEXTANT_ONE'];

test('laws 2 and 5 with sync', { timeout: 600_000 + runs * length * 1000 }, () => {
  const tally = checkSync(
    one === undefined ? { runs, seed, length, failed: [] } : { runs: 0, seed, length, failed: [[Number(one), length]] },
  );
  console.log(`${tally.summary('laws 2 and 5 with sync', seed)}; ${tally.events}`);
  expect(tally.sequences).toBe(one === undefined ? runs : 1);
});
