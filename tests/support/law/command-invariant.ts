// Law 4: commands keep the invariants of a plan; a refused command changes nothing at all.
import fc from 'fast-check';
import { expect } from 'vitest';
import { openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { everyCommand, everyCommandPlan } from './every-command.ts';
import { lawParameters, type LawRuns, LawTally } from './law-tally.ts';
import { checkInvariants } from './plan-invariant.ts';
import { nameOf, randomSteps, settleStep, takeSettledStep } from './random-step.ts';

/** What was done, and how many dependencies were refused because they would close a cycle. */
class InvariantTally extends LawTally {
  cycles = 0;
}

/** Checks law 4. */
export function checkCommandInvariants({ runs, seed }: LawRuns): InvariantTally {
  const tally = new InvariantTally();
  fc.assert(
    fc.property(randomPlanFile, randomSteps(4, 16), (first, steps) => {
      const open = openStore();
      expect(open.importFiles([first]).ok).toBe(true);
      for (const step of steps) {
        const before = { rows: open.rows(), log: open.log(), commits: open.commits.length };
        const settled = settleStep(step, open);
        const result = takeSettledStep(open, settled);
        tally.note(settled, result.ok);
        if (result.ok) {
          checkInvariants(open, 'one');
          continue;
        }
        if (result.error.code === 'cycle') tally.cycles += 1;
        expect([nameOf(step), result.error.code]).not.toEqual([nameOf(step), 'internal']);
        expect(result.error.message.length).toBeGreaterThan(10);
        expect({ rows: open.rows(), log: open.log(), commits: open.commits.length }, nameOf(step)).toEqual(before);
      }
      open.discard();
      tally.sequences += 1;
    }),
    lawParameters({ runs, seed }, [[everyCommandPlan, [...everyCommand]]]),
  );
  return tally;
}
