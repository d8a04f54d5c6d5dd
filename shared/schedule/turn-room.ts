// What is taken of somebody as of a turn of the list: works that were placed later are not in the way. Serves planning again after an edit.
import type { Room } from './place-finder.ts';
import { type Stretch, stretchFrom } from './resource-profile.ts';
import type { Minute, WorkingTime } from './working-time.ts';

/** Turns, and the one that it is. */
export interface Turns {
  /** By work. */
  readonly of: Int32Array;
  now: number;
}

/** One person's works. */
export class TurnRoom implements Room {
  readonly #turns: Turns;
  /** Stretches by start; those of works that are placed anew may overlap with those of works that are not yet. */
  readonly #start: number[] = [];
  readonly #finish: number[] = [];
  readonly #work: number[] = [];
  /** The longest stretch that there ever was. */
  #longest = 0;

  constructor(turns: Turns) {
    this.#turns = turns;
  }

  /** Takes a stretch for a work. */
  add(work: number, { start, finish }: Stretch): void {
    const at = this.#firstFrom(start);
    this.#start.splice(at, 0, start);
    this.#finish.splice(at, 0, finish);
    this.#work.splice(at, 0, work);
    this.#longest = Math.max(this.#longest, finish - start);
  }

  /** Gives back what a work took from `start` on. */
  remove(work: number, start: Minute): void {
    const at = this.#work.indexOf(work, this.#firstFrom(start));
    this.#start.splice(at, 1);
    this.#finish.splice(at, 1);
    this.#work.splice(at, 1);
  }

  /** The earliest stretch from `from` on, done before `before`; `null` when there is none. */
  earliest(_: Int32Array, minutes: number, from: Minute, working: WorkingTime | null, before = Number.POSITIVE_INFINITY): Stretch | null {
    let stretch = stretchFrom(from, minutes, working);
    if (stretch === null || stretch.finish >= before) return null;
    for (let at = this.#firstFrom(stretch.start - this.#longest); at < this.#start.length; at += 1) {
      if ((this.#start[at] ?? 0) >= stretch.finish) return stretch;
      const end = this.#finish[at] ?? 0;
      if (end <= stretch.start || !this.#counts(at)) continue;
      stretch = stretchFrom(end, minutes, working);
      if (stretch === null || stretch.finish >= before) return null;
    }
    return stretch;
  }

  /** Whether nothing is in the way from `start` to `finish`. */
  hasRoom(_: Int32Array, { start, finish }: Stretch): boolean {
    for (let at = this.#firstFrom(start - this.#longest); at < this.#start.length && (this.#start[at] ?? 0) < finish; at += 1)
      if ((this.#finish[at] ?? 0) > start && this.#counts(at)) return false;
    return true;
  }

  #counts(at: number): boolean {
    return (this.#turns.of[this.#work[at] ?? 0] ?? 0) < this.#turns.now;
  }

  #firstFrom(minute: Minute): number {
    let low = 0;
    let high = this.#start.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#start[middle] ?? 0) >= minute) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
