import type { Improvement, Improving } from '#shared/schedule/improvement/improvement.ts';
import type { Round } from './improvement-run.ts';

/** An improvement that goes on in rounds. */
export class ImprovementRound {
  readonly #improving: Improving;
  #last: Improvement | null = null;

  constructor(improving: Improving) {
    this.#improving = improving;
  }

  /** Goes on for one round; the best so far. Gives it again at once when nothing better is left. */
  run({ schedules, milliseconds, list }: Round): Improvement {
    const ends = milliseconds === null ? Number.POSITIVE_INFINITY : performance.now() + milliseconds;
    const until = (this.#last?.schedules ?? 0) + schedules;
    let handed = list ?? undefined;
    for (;;) {
      const { value } = this.#improving.next(handed);
      handed = undefined;
      if (value === undefined) {
        if (this.#last === null) throw new Error('Expected a first schedule, found none.');
        return this.#last;
      }
      this.#last = value;
      if (value.isOptimal || value.schedules >= until || performance.now() >= ends) return value;
    }
  }
}
