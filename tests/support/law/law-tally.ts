// What was done under a law. A law that nothing was done under says nothing; one that some command was never carried out
// under says nothing about that command.
import type fc from 'fast-check';
import { type CommandName, commands } from '#shared/contract/command.ts';

/** How many sequences, and which: the same `seed` gives the same ones. */
export interface LawRuns {
  readonly runs: number;
  readonly seed: number;
}

/**
 * How fast-check runs a law: `examples` first. A failing sequence is printed as it is; SEXTANT_SHRINK=1 makes it smaller,
 * which takes minutes.
 */
export function lawParameters<Values>({ runs, seed }: LawRuns, examples: Values[]): fc.Parameters<Values> {
  return { numRuns: runs, seed, examples, endOnFailure: process.env['SEXTANT_SHRINK'] === undefined };
}

/** Nobody can choose between values that one device alone never gives a field; tests/law/conflict.test.ts has them. */
const betweenDevices: ReadonlySet<CommandName> = new Set(['resolve-conflict', 'take-over-changes']);

/** Counts the steps of many sequences. */
export class LawTally {
  sequences = 0;
  refused = 0;
  imports = 0;
  archivings = 0;
  readonly #carriedOut = new Map<CommandName, number>();
  readonly #begun = performance.now();

  /** One step was taken. */
  note(
    step: { readonly kind: 'command'; readonly name: CommandName } | { readonly kind: 'import' } | { readonly kind: 'archive' },
    ok: boolean,
  ): void {
    if (!ok) this.refused += 1;
    else if (step.kind === 'import') this.imports += 1;
    else if (step.kind === 'archive') this.archivings += 1;
    else this.#carriedOut.set(step.name, (this.#carriedOut.get(step.name) ?? 0) + 1);
  }

  /** Commands carried out. */
  get carriedOut(): number {
    return [...this.#carriedOut.values()].reduce((sum, count) => sum + count, 0);
  }

  /** How often a command was carried out. */
  count(name: CommandName): number {
    return this.#carriedOut.get(name) ?? 0;
  }

  /** Commands of the contract that were never carried out, and could have been. */
  get missing(): CommandName[] {
    // The keys of the contract are the names.
    return (Object.keys(commands) as CommandName[]).filter((name) => !this.#carriedOut.has(name) && !betweenDevices.has(name));
  }

  /** One line for who waits for a long run. */
  summary(law: string, seed: number): string {
    const seconds = Math.round((performance.now() - this.#begun) / 1000);
    const [rarest] = [...this.#carriedOut].toSorted(([, one], [, other]) => one - other);
    return [
      `${law}: ${this.sequences} sequences (seed ${seed})`,
      `${this.carriedOut} commands carried out, of each at least ${this.missing.length > 0 ? 0 : (rarest?.[1] ?? 0)}`,
      `${this.imports} imports, ${this.archivings} archivings, ${this.refused} refused, ${seconds} s`,
    ].join('; ');
  }
}
