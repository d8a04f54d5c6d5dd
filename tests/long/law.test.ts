import { expect, test } from 'vitest';
import { checkCommandInvariants } from '#tests/support/law/command-invariant.ts';
import { checkConvergence } from '#tests/support/law/convergence.ts';
import { checkHistory } from '#tests/support/law/history.ts';
import type { LawRuns, LawTally } from '#tests/support/law/law-tally.ts';
import { checkLiveEqualsFresh } from '#tests/support/law/live-equals-fresh.ts';
import { checkRebuild } from '#tests/support/law/rebuild.ts';
import { checkTeamConvergence } from '#tests/support/law/team-convergence.ts';
import { checkUndoBetweenTwo } from '#tests/support/law/undo-between-two.ts';
import { checkUndo } from '#tests/support/law/undo.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

// The laws of tests/law over at least 2,000 random sequences each. SEXTANT_RUNS takes another number, SEXTANT_SEED other
// sequences; -t "law 6" runs one law.

keepInMemory();

const runs = Number(process.env['SEXTANT_RUNS'] ?? 2000);
const seed = Number(process.env['SEXTANT_SEED'] ?? 1);

type Check = (runs: LawRuns) => LawTally | Promise<LawTally>;
const laws: readonly (readonly [law: string, check: Check])[] = [
  ['law 1, rows kept up to date equal rows made anew', checkRebuild],
  ['laws 2 and 5, devices that worked apart come to read the same plan', (some) => checkConvergence(some, 'restored')],
  ['laws 2 and 5, the same with changes taken in as they come', (some) => checkConvergence(some, 'received')],
  ['laws 2 and 5 in a team, whoever is shut out', checkTeamConvergence],
  ['law 3, live equals fresh', checkLiveEqualsFresh],
  ['law 4, commands keep the invariants and a refused one changes nothing', checkCommandInvariants],
  ['law 6, undo restores and redo brings back', checkUndo],
  ['law 6 between two, undo leaves what others wrote', checkUndoBetweenTwo],
  ['history, every change has its entry and the log is whole', checkHistory],
];

test.for(laws)('%s', { timeout: 600_000 + runs * 10_000 }, async ([law, check]) => {
  const tally = await check({ runs, seed });
  console.log(tally.summary(law, seed));
  expect(tally.missing).toEqual([]);
  expect(tally.sequences).toBe(runs);
});
