// History is complete: whatever a step changed in the rows, an entry says who changed it, when, from what to what. And the log
// that it is read from is whole: every link holds, every signature is genuine.
import fc from 'fast-check';
import { expect } from 'vitest';
import { verifyAudit } from '#electron/engine/job/audit-task.ts';
import { unrecorded } from '../history-check.ts';
import { openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { everyCommand, everyCommandPlan } from './every-command.ts';
import { lawParameters, type LawRuns, LawTally } from './law-tally.ts';
import { nameOf, randomSteps, takeStep } from './random-step.ts';

/** Checks the law of history. */
export function checkHistory({ runs, seed }: LawRuns): LawTally {
  const tally = new LawTally();
  fc.assert(
    fc.property(randomPlanFile, randomSteps(4, 16), (first, steps) => {
      const open = openStore();
      for (const step of [{ kind: 'import', file: first } as const, ...steps]) {
        const before = { rows: open.rows(), revision: open.store.revision };
        takeStep(open, step, tally);
        expect(unrecorded(before, open.rows()), nameOf(step)).toEqual([]);
      }
      expect(verifyAudit(open.folder, { tell: () => {} })).toMatchObject({ ok: true, value: { whole: true } });
      open.discard();
      tally.sequences += 1;
    }),
    lawParameters({ runs, seed }, [[everyCommandPlan, [...everyCommand]]]),
  );
  return tally;
}
