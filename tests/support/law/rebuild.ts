// Law 1: rows that were kept up to date step by step equal the rows made anew from the documents.
import fc from 'fast-check';
import { expect } from 'vitest';
import { openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { everyCommand, everyCommandPlan } from './every-command.ts';
import { lawParameters, type LawRuns, LawTally } from './law-tally.ts';
import { randomSteps, takeStep } from './random-step.ts';

/** What was done, and how many dependencies were set aside after a step, over all steps. */
class RebuildTally extends LawTally {
  setAside = 0;
}

/** Checks law 1. */
export function checkRebuild({ runs, seed }: LawRuns): RebuildTally {
  const tally = new RebuildTally();
  fc.assert(
    fc.property(randomPlanFile, randomSteps(4, 16), (first, steps) => {
      const open = openStore();
      takeStep(open, { kind: 'import', file: first }, tally);
      for (const step of steps) {
        takeStep(open, step, tally);
        tally.setAside += Number(open.reader.prepare<[], number>('SELECT count(*) FROM dependency WHERE set_aside = 1').pluck().get());
      }
      const kept = open.rows();
      open.store.rebuild();
      expect(open.rows()).toEqual(kept);
      open.close();
      // Out of snapshots, where they hold all there is, and without any document in memory.
      const again = openStore(open.folder);
      again.store.rebuild();
      expect(again.rows()).toEqual(kept);
      again.discard();
      tally.sequences += 1;
    }),
    lawParameters({ runs, seed }, [[everyCommandPlan, [...everyCommand]]]),
  );
  return tally;
}
