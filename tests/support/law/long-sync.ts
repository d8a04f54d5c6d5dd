// Sync over a network in memory at volume, in two halves, one for each of two test files, which run at the same time: 2,000 sequences in
// which more than 1,000,000 commands are carried out. SEXTANT_RUNS takes another number of sequences, SEXTANT_SEED other ones,
// SEXTANT_LENGTH shorter ones; SEXTANT_ONE runs the one sequence of a seed that was named.
import { checkSync } from './sync.ts';

const runs = Number(process.env['SEXTANT_RUNS'] ?? 2000);
const seed = Number(process.env['SEXTANT_SEED'] ?? 1);
const length = Number(process.env['SEXTANT_LENGTH'] ?? 1300);
const one = process.env['SEXTANT_ONE'];

/** The long law of sync. */
export const longSync = {
  // Timers hold no more than 31 bits.
  options: { timeout: Math.min(600_000 + runs * length * 1000, 2 ** 31 - 1) },
  /** Runs one half, prints what was done in it, and answers in how many sequences of how many. @throws when any breaks the law. */
  run(half: 0 | 1): { readonly sequences: number; readonly wanted: number } {
    if (one !== undefined && half === 1) return { sequences: 0, wanted: 0 };
    const own = Math.floor((runs + 1 - half) / 2);
    // The seeds of the halves are apart: the second ones begin in the middle of a million.
    const which =
      one === undefined ? { runs: own, seed: seed + half / 2, failed: [] } : { runs: 0, seed, failed: [[Number(one), length] as const] };
    const tally = checkSync({ ...which, length });
    console.log(`${tally.summary('laws 2 and 5 with sync', which.seed)}; ${tally.events}`);
    return { sequences: tally.sequences, wanted: one === undefined ? own : 1 };
  },
};
