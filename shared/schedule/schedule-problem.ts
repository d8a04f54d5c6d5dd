// What is to be placed in time, as the scheduler reads it: works by number, what each needs, and what keeps them apart. Ids, dates and words
// stay outside. Must never be changed after it is built.
import type { Adjacency } from '#shared/graph/adjacency.ts';
import type { Stretch } from './resource-profile.ts';
import type { Minute, WorkingTime } from './working-time.ts';

/** Which ends of two works a link ties together: what comes first, then what waits. */
export type LinkKind = 'finish-start' | 'start-start' | 'finish-finish' | 'start-finish';

/** That an end of one work comes at least `lag` minutes after an end of another one; a lag below 0 is a lead. */
export interface Link {
  readonly kind: LinkKind;
  readonly lag: number;
}

/** Units of the resources of one pool. */
export interface PoolDemand {
  readonly pool: number;
  readonly units: Int32Array;
}

/** So many people at once out of some, by number. */
export interface Crew {
  readonly people: readonly number[];
  readonly count: number;
}

/** One work. */
export interface Work {
  /** Minutes of work; 0 is a milestone, which needs nobody. */
  readonly minutes: number;
  readonly pools: readonly PoolDemand[];
  readonly crews: readonly Crew[];
  /** It does not start before. */
  readonly release: Minute;
  /** A start that nothing moves; `null` where the scheduler chooses. */
  readonly fixed: Minute | null;
  /** Time that passes: it goes on in the plan's working time, and takes up those who do it as long, whenever they work. */
  readonly passes: boolean;
  /** It does not go on over days off of whoever does it. */
  readonly whole: boolean;
  /** When it is not worked on, apart from each other and ascending. */
  readonly barred: readonly Stretch[];
}

/** The whole of it. */
export interface ScheduleProblem {
  readonly works: readonly Work[];
  /** Units that there are of the resources of each pool. Resources that some work needs together are in one pool. */
  readonly pools: readonly Int32Array[];
  /** When each person works; each does one work at a time. */
  readonly people: readonly WorkingTime[];
  /** When work goes on that needs nobody by name, and while a lag passes; `null`: day and night. */
  readonly working: WorkingTime | null;
  /** When some people work together, by their numbers, ascending, with a comma between them. */
  together(people: readonly number[]): WorkingTime;
  /** Links by the work that they leave, and by the one that they enter; `links` by number. */
  readonly next: Adjacency;
  readonly previous: Adjacency;
  readonly links: readonly Link[];
  /** All works, each after those from which links lead to it. */
  readonly order: Int32Array;
}

/** Where works are placed, by number; {@link nowhere} for what cannot be done. */
export interface Placement {
  readonly start: Int32Array;
  readonly finish: Int32Array;
  /** Who does each: number of one of the scheme's crews, 0 is nobody. */
  readonly crew: Int32Array;
}

/** Room for a placement of so many works. */
export function emptyPlacement(works: number): Placement {
  return { start: new Int32Array(works), finish: new Int32Array(works), crew: new Int32Array(works) };
}

/** The start and finish of what cannot be done: nobody ever has the time, or it waits for such a work. After the year 4000. */
export const nowhere: Minute = 2 ** 30 - 1;
