// Random sequences for the law of sync: who does what, and what happens to the network and the devices meanwhile.
import fc from 'fast-check';
import { type RandomPlanFile, randomPlanFile } from '../plan-file-arbitrary.ts';
import { oftenStep, type RandomStep } from './random-step.ts';

/** Who, and what a move needs beside it. */
const dice = { who: fc.nat(), other: fc.nat(), salt: fc.nat() };

/** Something that happens to the network or the devices. */
export interface Chaos {
  readonly kind: 'wait' | 'chaos';
  readonly who: number;
  readonly other: number;
  readonly salt: number;
}

/** What happens; `who` and `other` are taken modulo those who are there. */
type Move = { readonly kind: 'steps'; readonly who: number; readonly steps: readonly RandomStep[] } | Chaos;

/** Moves of which each takes up to `most` steps. */
function anyMove(most: number): fc.Arbitrary<Move> {
  const steps = fc.array(oftenStep, { minLength: 1, maxLength: most, size: 'max' });
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('steps' as const), who: fc.nat(), steps }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('wait' as const), ...dice }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('chaos' as const), ...dice }) },
  );
}

/** What a sequence is made of. */
export interface Script {
  readonly people: number;
  /** Whether anybody is shut out or given another role. */
  readonly restricts: boolean;
  readonly clocks: readonly number[];
  readonly file: RandomPlanFile;
  readonly moves: readonly Move[];
  /** Who has a program of the next version from the start; others come by it when they start anew, all in the end. `null`: nobody ever. */
  readonly next: readonly boolean[] | null;
}

/** Sequences of about `length` steps: short ones exchange after each of them, long ones after a few. */
export function scripts(length: number): fc.Arbitrary<Script> {
  const most = Math.min(20, Math.max(1, Math.ceil(length / 60)));
  // Three moves of eight take steps.
  const moves = Math.ceil(((length / 3) * 8 * 2) / (1 + most));
  return fc.record({
    people: fc.constantFrom(2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8),
    restricts: fc.constantFrom(false, false, false, true),
    clocks: fc.array(fc.integer({ min: -20, max: 40 }), { minLength: 8, maxLength: 8 }),
    file: randomPlanFile,
    moves: fc.array(anyMove(most), { minLength: Math.ceil(moves * 0.9), maxLength: Math.ceil(moves * 1.1), size: 'max' }),
    next: fc.option(fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), { freq: 2 }),
  });
}
