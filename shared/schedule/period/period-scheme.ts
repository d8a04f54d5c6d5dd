// Places the activities of a project one by one, each at the first period that fits, or from the end: what improves plans tries thousands
// of lists a second with it. The same schedules as the generation scheme's, of projects without calendars and people.
import { heads, type Project } from '../exact/project.ts';
import type { ListScheme } from '../evolution/evolution.ts';
import type { Placement } from '../schedule-problem.ts';
import { packResources, type PackedResources } from './packed-resource.ts';

/** Arcs into each activity, in one direction of time: from whom, and how long after the start of that one. */
interface Waiting {
  readonly first: Int32Array;
  readonly node: Int32Array;
  readonly lag: Int32Array;
}

/**
 * Serial schedule generation (Kelley 1963; Kolisch 1996) over periods, an array with what is free in each. A stretch that may hold an
 * activity is looked at from its end, so that a period without room moves it as far as possible.
 */
export class PeriodScheme implements ListScheme {
  readonly #duration: Int32Array;
  readonly #packed: PackedResources;
  readonly #before: Waiting;
  readonly #after: Waiting;
  /** What is free in each period, a word after the other. */
  readonly #free: Int32Array;
  /** Periods that differ from the beginning's: those up to here. */
  #used = 0;
  /** How many schedules were made. */
  schedules = 0;

  constructor(project: Project) {
    const { duration, previous, next, lag } = project;
    this.#duration = duration;
    this.#packed = packResources(project);
    this.#before = { first: previous.start, node: previous.node, lag: Int32Array.from(previous.edge, (edge) => lag[edge] ?? 0) };
    // Backwards, time runs from the end: what an activity waits for has to start that long after what comes after it has ended there.
    const backward = next.node.slice();
    for (let from = 0; from < duration.length; from += 1) {
      for (let at = next.start[from] ?? 0; at < (next.start[from + 1] ?? 0); at += 1)
        backward[at] = (duration[next.node[at] ?? 0] ?? 0) + (lag[next.edge[at] ?? 0] ?? 0) - (duration[from] ?? 0);
    }
    this.#after = { first: next.start, node: next.node, lag: backward };
    const latest = heads(project).reduce((most, head, activity) => Math.max(most, head + (duration[activity] ?? 0)), 0);
    this.#free = new Int32Array(this.#packed.words * (latest + duration.reduce((sum, length) => sum + length, 0) + 1));
    this.#used = this.#free.length;
  }

  /** Places all activities in the order of `list`, in which each comes after what it waits for, as early as possible; writes to `to`. */
  forward(list: Int32Array, { start, finish }: Placement): void {
    this.#place(list, this.#before, start);
    const duration = this.#duration;
    for (let activity = 0; activity < finish.length; activity += 1) finish[activity] = (start[activity] ?? 0) + (duration[activity] ?? 0);
  }

  /**
   * Places all activities in the order of `list`, in which each comes before what it waits for, as late as possible before an end that
   * leaves room for all; writes to `to`.
   */
  backward(list: Int32Array, _until: number, _before: Placement, { start, finish }: Placement): boolean {
    const length = this.#place(list, this.#after, finish);
    const duration = this.#duration;
    for (let activity = 0; activity < finish.length; activity += 1) {
      const end = length - (finish[activity] ?? 0);
      finish[activity] = end;
      start[activity] = end - (duration[activity] ?? 0);
    }
    return true;
  }

  #place(list: Int32Array, waiting: Waiting, start: Int32Array): number {
    this.schedules += 1;
    return this.#packed.words === 1 ? this.#placeByWord(list, waiting, start) : this.#placeByWords(list, waiting, start);
  }

  /** The first loop of all: most projects have a word of resources, or bring it down to one. */
  #placeByWord(list: Int32Array, { first, node, lag }: Waiting, start: Int32Array): number {
    const duration = this.#duration;
    const free = this.#free;
    const demand = this.#packed.demand;
    const guard = this.#packed.guard[0] ?? 0;
    free.fill(this.#packed.free[0] ?? 0, 0, this.#used);
    let last = 0;
    for (let turn = 0; turn < list.length; turn += 1) {
      const activity = list[turn] ?? 0;
      let time = 0;
      for (let at = first[activity] ?? 0, end = first[activity + 1] ?? 0; at < end; at += 1) {
        const earliest = (start[node[at] ?? 0] ?? 0) + (lag[at] ?? 0);
        if (earliest > time) time = earliest;
      }
      const units = demand[activity] ?? 0;
      const length = duration[activity] ?? 0;
      if (units !== 0) {
        let from = time;
        let look = time + length - 1;
        let end = look;
        while (look >= from) {
          if (((((free[look] ?? 0) | guard) - units) & guard) !== guard) {
            time = look + 1;
            from = end + 1;
            end = look + length;
            look = end;
          } else look -= 1;
        }
        for (let period = time; period <= end; period += 1) free[period] = (free[period] ?? 0) - units;
      }
      start[activity] = time;
      if (time + length > last) last = time + length;
    }
    this.#used = last;
    return last;
  }

  #placeByWords(list: Int32Array, { first, node, lag }: Waiting, start: Int32Array): number {
    const { words, demand } = this.#packed;
    const duration = this.#duration;
    const free = this.#free;
    for (let word = 0; word < words; word += 1) {
      for (let at = word; at < this.#used * words && at < free.length; at += words) free[at] = this.#packed.free[word] ?? 0;
    }
    let last = 0;
    for (const activity of list) {
      let time = 0;
      for (let at = first[activity] ?? 0; at < (first[activity + 1] ?? 0); at += 1)
        time = Math.max(time, (start[node[at] ?? 0] ?? 0) + (lag[at] ?? 0));
      const length = duration[activity] ?? 0;
      let from = time;
      let look = time + length - 1;
      let end = look;
      while (look >= from) {
        if (!this.#fits(activity, look)) {
          time = look + 1;
          from = end + 1;
          end = look + length;
          look = end;
        } else look -= 1;
      }
      for (let period = time; period <= end; period += 1) {
        for (let word = 0; word < words; word += 1)
          free[period * words + word] = (free[period * words + word] ?? 0) - (demand[activity * words + word] ?? 0);
      }
      start[activity] = time;
      last = Math.max(last, time + length);
    }
    this.#used = last;
    return last;
  }

  #fits(activity: number, period: number): boolean {
    const { words, demand, guard } = this.#packed;
    for (let word = 0; word < words; word += 1) {
      const bits = guard[word] ?? 0;
      if (((((this.#free[period * words + word] ?? 0) | bits) - (demand[activity * words + word] ?? 0)) & bits) !== bits) return false;
    }
    return true;
  }
}
