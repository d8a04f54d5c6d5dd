// Lists of works by their times, each after what it waits for. Serves the evolution, which makes thousands of them a second.
import type { Adjacency } from '#shared/graph/adjacency.ts';

/** What lists keep to. */
export interface ListLinks {
  readonly next: Adjacency;
  readonly previous: Adjacency;
  /** All works, each after what it waits for. */
  readonly order: Int32Array;
  /** Whether a work may start or finish before what it waits for does, so that a list by times has to be mended. */
  readonly overlaps: boolean;
}

/** Buckets a work up to which counting is faster than sorting. */
const bucketsPerWork = 16;

/** Makes lists in room of its own: each is gone with the next one. */
export class ListOrder {
  readonly #links: ListLinks;
  readonly #list: Int32Array;
  readonly #mended: Int32Array;
  readonly #done: Uint8Array;
  readonly #sorted: Float64Array;
  readonly #bucket: Int32Array;

  constructor(links: ListLinks) {
    this.#links = links;
    const count = links.order.length;
    this.#list = new Int32Array(count);
    this.#mended = new Int32Array(count);
    this.#done = new Uint8Array(count);
    this.#sorted = new Float64Array(count);
    this.#bucket = new Int32Array(bucketsPerWork * count + 2);
  }

  /** By a time of each, ascending. */
  upwards(time: Int32Array): Int32Array {
    const list = this.#byTime(time, false);
    return this.#links.overlaps ? this.mend(list, this.#links.previous) : list;
  }

  /** By a time of each, descending, each before what it waits for. */
  downwards(time: Int32Array): Int32Array {
    const list = this.#byTime(time, true);
    return this.#links.overlaps ? this.mend(list, this.#links.next) : list;
  }

  #byTime(time: Int32Array, down: boolean): Int32Array {
    let [least, most] = [time[0] ?? 0, time[0] ?? 0];
    for (let work = 1; work < time.length; work += 1) {
      const value = time[work] ?? 0;
      if (value < least) least = value;
      if (value > most) most = value;
    }
    return most - least + 2 <= this.#bucket.length ? this.#counted(time, least, most, down) : this.#compared(time, down);
  }

  #counted(time: Int32Array, least: number, most: number, down: boolean): Int32Array {
    const { order } = this.#links;
    const count = order.length;
    const bucket = this.#bucket.fill(0, 0, most - least + 2);
    const list = this.#list;
    for (let work = 0; work < count; work += 1) {
      const at = down ? most - (time[work] ?? 0) : (time[work] ?? 0) - least;
      bucket[at + 1] = (bucket[at + 1] ?? 0) + 1;
    }
    for (let at = 0; at <= most - least; at += 1) bucket[at + 1] = (bucket[at + 1] ?? 0) + (bucket[at] ?? 0);
    for (let turn = 0; turn < count; turn += 1) {
      const work = order[down ? count - 1 - turn : turn] ?? 0;
      const at = down ? most - (time[work] ?? 0) : (time[work] ?? 0) - least;
      const place = bucket[at] ?? 0;
      bucket[at] = place + 1;
      list[place] = work;
    }
    return list;
  }

  #compared(time: Int32Array, down: boolean): Int32Array {
    const { order } = this.#links;
    const count = order.length;
    const sorted = this.#sorted;
    // One number for both: typed arrays of plain numbers sort several times as fast as by a comparison.
    for (let turn = 0; turn < count; turn += 1) sorted[turn] = (time[order[turn] ?? 0] ?? 0) * count + turn;
    sorted.sort();
    const list = this.#list;
    for (let at = 0; at < count; at += 1) {
      const value = sorted[at] ?? 0;
      list[down ? count - 1 - at : at] = order[value - Math.floor(value / count) * count] ?? 0;
    }
    return list;
  }

  /** The same list, but with everything that stands in the way of a work directly before it. */
  mend(list: Int32Array, { start, node }: Adjacency): Int32Array {
    const done = this.#done.fill(0);
    const mended = this.#mended;
    let length = 0;
    const visit = (work: number): void => {
      if (done[work] === 1) return;
      done[work] = 1;
      for (let at = start[work] ?? 0; at < (start[work + 1] ?? 0); at += 1) visit(node[at] ?? 0);
      mended[length++] = work;
    };
    for (const work of list) visit(work);
    list.set(mended);
    return list;
  }
}
