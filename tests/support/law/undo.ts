// Law 6, one person: undo restores everything but the append-only rows, redo brings it back, and undoing everything ends
// where it began.
import fc from 'fast-check';
import { expect } from 'vitest';
import { must } from '#shared/base/must.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { everyCommand, everyCommandPlan } from './every-command.ts';
import { lawParameters, type LawRuns, LawTally } from './law-tally.ts';
import { nameOf, randomSteps, type RandomStep, takeStep } from './random-step.ts';

/** Everything that undo has to restore: all rows but what is only ever added to. */
function plan(open: OpenStore): unknown {
  // The times of an issue are those of its history.
  const { activity: _activity, issue_time: _time, trash: _trash, ...rows } = open.rows();
  return { ...rows, plan_file: open.log()['plan_file'] };
}

const undoDepth = (open: OpenStore): number =>
  must(open.reader.prepare<[], number>(`SELECT count(*) FROM undo_step WHERE side = 'undo'`).pluck().get(), 'a count');

/** Undo and redo are what the law does itself. */
const isOther = (step: RandomStep): boolean => step.kind !== 'command' || (step.command.name !== 'undo' && step.command.name !== 'redo');

/** What was done, and how many steps were taken back. */
class UndoTally extends LawTally {
  undone = 0;
}

/** Checks law 6 for one person. */
export function checkUndo({ runs, seed }: LawRuns): UndoTally {
  const tally = new UndoTally();
  fc.assert(
    fc.property(randomPlanFile, randomSteps(4, 16), (first, steps) => {
      const open = openStore();
      const states = [plan(open)];
      for (const step of [{ kind: 'import', file: first } as const, ...steps.filter(isOther)]) {
        const before = must(states.at(-1), 'a state');
        const name = nameOf(step);
        takeStep(open, step, tally);
        const after = plan(open);
        // What changed nothing leaves no step.
        if (undoDepth(open) < states.length) {
          expect(after, name).toEqual(before);
          continue;
        }
        states.push(after);
        takeBack(open, 'undo', name, before, tally);
        takeBack(open, 'redo', name, after, tally);
        tally.undone += 1;
      }
      while (states.length > 1) {
        states.pop();
        expect(open.command('undo', {}).ok).toBe(true);
        expect(plan(open)).toEqual(states.at(-1));
      }
      open.discard();
      tally.sequences += 1;
    }),
    lawParameters({ runs, seed }, [[everyCommandPlan, [...everyCommand]]]),
  );
  return tally;
}

function takeBack(open: OpenStore, name: 'undo' | 'redo', what: string, wanted: unknown, tally: LawTally): void {
  const result = open.command(name, {});
  tally.note({ kind: 'command', name }, result.ok);
  expect(result, `${name} of ${what}`).toMatchObject({ ok: true, value: { kept: [] } });
  expect(plan(open), `${name} of ${what}`).toEqual(wanted);
}
