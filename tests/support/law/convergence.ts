// Laws 2 and 5 within one process: devices fork a workspace, work apart, stop and start, and give each other their changes in
// any order and in any pieces; once all have the same changes they read the same plan, and what they broke together is read
// as repaired on all.
import fc from 'fast-check';
import { expect } from 'vitest';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { missingChanges, openSecondDevice } from '../second-device.ts';
import { sharedRows } from '../shared-rows.ts';
import { everyCommand, everyCommandPlan } from './every-command.ts';
import { lawParameters, type LawRuns, LawTally } from './law-tally.ts';
import { checkInvariants } from './plan-invariant.ts';
import { nameOf, oneStep, type RandomStep, takeStep } from './random-step.ts';

const people = ['Ada', 'Ben', 'Cleo'] as const;
/** Which of the three. */
const someone = fc.nat({ max: people.length - 1 });

/** What happens: somebody does something, gives somebody else what that one lacks, or stops and starts. */
type Move =
  | { readonly kind: 'step'; readonly who: number; readonly step: RandomStep }
  | { readonly kind: 'give'; readonly who: number; readonly to: number; readonly salt: number }
  | { readonly kind: 'restart'; readonly who: number };

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('step' as const), who: someone, step: oneStep }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('give' as const), who: someone, to: someone, salt: fc.nat({ max: 1000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), who: someone }) },
);

/** Every command, each by another one, who has then been given what the one before did. */
const everyMove: readonly Move[] = everyCommand.flatMap((step, index): Move[] => {
  // What is brought back is what oneself took back.
  const who = (nameOf(step) === 'redo' ? index - 1 : index) % 3;
  return [
    { kind: 'step', who, step },
    { kind: 'give', who, to: (index + 1) % 3, salt: index * 3 },
  ];
});

/** How changes are taken in: with all rows made anew, in any order; or as sync does it, each after those that it follows upon. */
type Taking = 'restored' | 'received';

/** Gives what the other lacks: all of it, the first part of it, or all in pieces; what is restored also in any order. */
function give(from: OpenStore, to: OpenStore, salt: number, taking: Taking): void {
  const missing = missingChanges(from, to);
  const way = salt % 3;
  if (way === 1) missing.splice(Math.ceil((missing.length * (salt % 7)) / 7));
  // Hashes are as good as random: sorting by a part of them is a shuffle.
  const part = ({ hash }: { hash: string }): string => hash.slice(salt % 40);
  const ordered = way === 2 && taking === 'restored' ? missing.toSorted((one, other) => (part(one) < part(other) ? -1 : 1)) : missing;
  const piece = way === 2 ? 1 + (salt % 7) * 5 : Math.max(1, ordered.length);
  for (let first = 0; first < ordered.length; first += piece) takeIn(to, ordered.slice(first, first + piece), taking);
}

function takeIn({ store }: OpenStore, changes: readonly JournalChange[], taking: Taking): void {
  if (taking === 'restored') store.restore(changes);
  else store.receive(changes);
}

const heads = ({ reader }: OpenStore): unknown => reader.prepare('SELECT id, heads FROM document ORDER BY id').all();

/** What was done, and how many dependencies were set aside in the end, over all sequences. */
class ConvergenceTally extends LawTally {
  setAside = 0;
}

/** Checks laws 2 and 5. */
export function checkConvergence({ runs, seed }: LawRuns, taking: Taking): ConvergenceTally {
  const tally = new ConvergenceTally();
  fc.assert(
    fc.property(randomPlanFile, fc.array(anyMove, { minLength: 8, maxLength: 28, size: 'max' }), (first, moves) => {
      const origin = openStore();
      origin.importFiles([first]);
      origin.close();
      const devices = people.slice(1).map((name) => openSecondDevice(origin.folder, name));
      devices.unshift(openStore(origin.folder, undefined, people[0]));
      const device = (who: number): OpenStore => must(devices[who], 'a device');
      for (const move of moves) {
        if (move.kind === 'step') takeStep(device(move.who), move.step, tally);
        else if (move.kind === 'give') give(device(move.who), device(move.to), move.salt, taking);
        else devices[move.who] = restarted(device(move.who), move.who);
      }
      // Twice round, everybody has everything.
      for (let turn = 0; turn < 2 * people.length; turn++) give(device(turn % 3), device((turn + 1) % 3), 0, taking);
      const one = device(0);
      const rows = sharedRows(one);
      for (const other of devices.slice(1)) {
        expect(heads(other)).toEqual(heads(one));
        expect(sharedRows(other)).toEqual(rows);
      }
      checkInvariants(one, 'several');
      one.store.rebuild();
      expect(sharedRows(one)).toEqual(rows);
      tally.setAside += Number(one.reader.prepare<[], number>('SELECT count(*) FROM dependency WHERE set_aside = 1').pluck().get());
      for (const open of devices) open.discard();
      tally.sequences += 1;
    }),
    lawParameters({ runs, seed }, [[everyCommandPlan, [...everyMove]]]),
  );
  return tally;
}

function restarted(open: OpenStore, who: number): OpenStore {
  open.close();
  return openStore(open.folder, open.deviceKeyPath, people[who]);
}
