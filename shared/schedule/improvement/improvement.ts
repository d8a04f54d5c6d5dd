// What is known while a plan is being improved. Serves whoever asks for it.
import type { Score } from '../evolution/score.ts';
import type { Minute } from '../working-time.ts';

/** The best so far, and how good it is. */
export interface Improvement {
  /** Works in the order in which the generation scheme has to place them for it. */
  readonly list: Int32Array;
  /** To be compared with scores of the same improvement only. */
  readonly score: Score;
  readonly finish: Minute;
  /** Nothing ever finishes earlier. */
  readonly lowerBound: Minute;
  /** Working time up to both, in the same unit: how near the best possible the finish is. */
  readonly length: number;
  readonly lowerLength: number;
  /** Nothing better is left to be found. */
  readonly isOptimal: boolean;
  /** How many schedules were made. */
  readonly schedules: number;
}

/** How to look for it. */
export interface ImprovementOptions {
  /** The same seed gives the same improvements, slice by slice. */
  readonly seed: number;
  /** How many schedules will be made, as far as that is known: with more time, more lists are bred at once. */
  readonly schedules: number;
}

/** An improvement a slice; whoever asks no more ends it. A list handed to `next` is taken in as if it had been found here. */
export type Improving = Generator<Improvement, void, Int32Array | undefined>;

/** Lists that are bred at a time: of what was measured on J60, 60 to 100 for 5,000 schedules, 400 for 60,000. */
export function populationFor(schedules: number): number {
  return Math.min(400, Math.max(40, Math.round(Math.sqrt(schedules) * 1.5)));
}

/** How many schedules there are after a slice of `size` more: no more than are to be made, until these are made. */
export function sliceEnd(made: number, size: number, { schedules }: ImprovementOptions): number {
  return made < schedules ? Math.min(made + size, schedules) : made + size;
}
