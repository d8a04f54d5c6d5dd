// What is taken of some resources over time, and where there is room for more. Serves the placing of issues, forwards and backwards.
// Must never promise room twice.
import type { Minute, WorkingTime } from './working-time.ts';

/** Before everything. */
const beginning: Minute = -(2 ** 30);

/** A stretch of time. */
export interface Stretch {
  readonly start: Minute;
  readonly finish: Minute;
}

/** Resources that are needed together, or a single one. Demands are units of each, in the order of the capacities. */
export class ResourceProfile {
  readonly #capacity: Int32Array;
  /** When what is taken changes, ascending. */
  #time = new Int32Array(16);
  /** Units taken from each such time on: as many numbers for each as there are resources. */
  #taken: Int32Array;
  #count = 1;

  constructor(capacity: Int32Array) {
    this.#capacity = capacity;
    this.#taken = new Int32Array(16 * capacity.length);
    this.clear();
  }

  /** Gives everything back. */
  clear(): void {
    this.#count = 1;
    this.#time[0] = beginning;
    this.#taken.fill(0, 0, this.#capacity.length);
  }

  /**
   * The earliest stretch from `from` on in which `minutes` of work fit; `null` when there never is one, or none that is done before `before`.
   */
  earliest(
    demand: Int32Array,
    minutes: number,
    from: Minute,
    working: WorkingTime | null,
    before = Number.POSITIVE_INFINITY,
  ): Stretch | null {
    const shortest = working === null ? minutes : working.shortest(minutes);
    let stretch = stretchFrom(from, minutes, working);
    if (stretch === null || stretch.finish >= before) return null;
    let at = this.#indexOf(stretch.start);
    do {
      if (this.#fits(demand, at)) continue;
      do {
        do if (++at === this.#count) return null;
        while (!this.#fits(demand, at));
        // Most gaps are too short on the clock already, and need no calendar.
      } while (at + 1 < this.#count && (this.#time[at + 1] ?? 0) - (this.#time[at] ?? 0) < shortest && !this.#fits(demand, at + 1));
      stretch = stretchFrom(this.#time[at] ?? 0, minutes, working);
      if (stretch === null || stretch.finish >= before) return null;
      // What lies between was not worked in.
      while (at + 1 < this.#count && (this.#time[at + 1] ?? 0) <= stretch.start) at += 1;
      at -= 1;
    } while (++at < this.#count && (this.#time[at] ?? 0) < stretch.finish);
    return stretch;
  }

  /** The latest stretch that ends at `until` or before it; `null` when there is none. */
  latest(demand: Int32Array, minutes: number, until: Minute, working: WorkingTime | null): Stretch | null {
    let stretch = stretchUntil(until, minutes, working);
    if (stretch === null) return null;
    let at = this.#indexOf(stretch.finish - 1);
    do {
      if (this.#fits(demand, at)) continue;
      if (at === 0) return null;
      stretch = stretchUntil(this.#time[at] ?? 0, minutes, working);
      if (stretch === null) return null;
      while (at > 1 && (this.#time[at - 1] ?? 0) >= stretch.finish) at -= 1;
    } while (at-- > 0 && (this.#time[at + 1] ?? 0) > stretch.start);
    return stretch;
  }

  /** Whether nothing is in the way from `start` to `finish`. */
  hasRoom(demand: Int32Array, { start, finish }: Stretch): boolean {
    for (let at = this.#indexOf(start); at < this.#count && (this.#time[at] ?? 0) < finish; at += 1)
      if (!this.#fits(demand, at)) return false;
    return true;
  }

  /** Takes units from `start` to `finish`, which is later. */
  take(demand: Int32Array, { start, finish }: Stretch): void {
    const first = this.#cut(start);
    const end = this.#cut(finish);
    const width = this.#capacity.length;
    for (let at = first; at < end; at += 1) {
      for (let resource = 0; resource < width; resource += 1) {
        this.#taken[at * width + resource] = (this.#taken[at * width + resource] ?? 0) + (demand[resource] ?? 0);
      }
    }
    this.#join(end);
    this.#join(first);
  }

  #fits(demand: Int32Array, at: number): boolean {
    const width = this.#capacity.length;
    for (let resource = 0; resource < width; resource += 1) {
      if ((this.#taken[at * width + resource] ?? 0) + (demand[resource] ?? 0) > (this.#capacity[resource] ?? 0)) return false;
    }
    return true;
  }

  /** The last change at or before a moment. */
  #indexOf(minute: Minute): number {
    let low = 0;
    let high = this.#count;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#time[middle] ?? 0) <= minute) low = middle;
      else high = middle;
    }
    return low;
  }

  /** Makes a moment one at which what is taken may change. */
  #cut(minute: Minute): number {
    const at = this.#indexOf(minute);
    if (this.#time[at] === minute) return at;
    const width = this.#capacity.length;
    if (this.#count === this.#time.length) this.#grow();
    // Few are moved, because work that goes on is one stretch: a loop is faster than copying as a whole.
    for (let to = this.#count; to > at + 1; to -= 1) this.#time[to] = this.#time[to - 1] ?? 0;
    for (let to = (this.#count + 1) * width - 1; to >= (at + 1) * width; to -= 1) this.#taken[to] = this.#taken[to - width] ?? 0;
    this.#time[at + 1] = minute;
    this.#count += 1;
    return at + 1;
  }

  /** Forgets a change that is none: work on one issue after the other is one long stretch. */
  #join(at: number): void {
    const width = this.#capacity.length;
    if (at === 0) return;
    for (let resource = 0; resource < width; resource += 1) {
      if (this.#taken[at * width + resource] !== this.#taken[(at - 1) * width + resource]) return;
    }
    this.#count -= 1;
    for (let to = at; to < this.#count; to += 1) this.#time[to] = this.#time[to + 1] ?? 0;
    for (let to = at * width; to < this.#count * width; to += 1) this.#taken[to] = this.#taken[to + width] ?? 0;
  }

  #grow(): void {
    const [time, taken] = [this.#time, this.#taken];
    this.#time = new Int32Array(time.length * 2);
    this.#taken = new Int32Array(taken.length * 2);
    this.#time.set(time);
    this.#taken.set(taken);
  }
}

/** Work from a moment on, if nothing is in the way; without working time it goes on day and night. */
export function stretchFrom(from: Minute, minutes: number, working: WorkingTime | null): Stretch | null {
  if (working === null) return { start: from, finish: from + minutes };
  const position = working.positionFrom(from);
  if (position + minutes > working.capacity) return null;
  const start = working.startAt(position);
  return { start, finish: working.finishFrom(start, position + minutes) };
}

/** Work that ends at a moment or before it, if nothing is in the way. */
function stretchUntil(until: Minute, minutes: number, working: WorkingTime | null): Stretch | null {
  if (working === null) return { start: until - minutes, finish: until };
  const position = working.positionFrom(until);
  return position < minutes ? null : { start: working.startAt(position - minutes), finish: working.finishAt(position) };
}
