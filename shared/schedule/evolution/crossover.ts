// Makes a list out of two. Serves the evolution.
import type { Random } from '#shared/base/random.ts';
import type { Adjacency } from '#shared/graph/adjacency.ts';
import type { Placement } from '../schedule-problem.ts';

/** A list, and the schedule that it gives. */
export interface Parent {
  readonly list: Int32Array;
  readonly placement: Placement;
}

/** Parts of the length of a schedule that a child takes from one parent as they are. */
const window = { least: 0.2, more: 0.4, tries: 3 } as const;
/** How often neighbours in a list change places. */
const mutationRate = 0.05;

/** Breeds in room of its own: each child is gone with the next one. */
export class Crossover {
  readonly #random: Random;
  readonly #weight: Float64Array;
  readonly #next: Adjacency;
  readonly #child: Int32Array;
  /** By work, whether it is in the child, or in which part of it. */
  readonly #mark: Uint8Array;

  /** `weight`: how much of all resources each work takes while it goes on. */
  constructor(random: Random, weight: Float64Array, next: Adjacency) {
    this.#random = random;
    this.#weight = weight;
    this.#next = next;
    this.#child = new Int32Array(weight.length);
    this.#mark = new Uint8Array(weight.length);
  }

  /** One child of either kind, a few neighbours of which have changed places. */
  cross(mother: Parent, father: Parent): Int32Array {
    return this.#mutate(this.#random() < 0.5 ? this.#keepWindow(mother, father) : this.#keepMiddle(mother, father));
  }

  /** What the mother does in a busy stretch stays together; what she does before and after it follows the father's order. */
  #keepWindow({ placement, list }: Parent, father: Parent): Int32Array {
    const { start, finish } = placement;
    const count = list.length;
    let [first, last] = [start[0] ?? 0, 0];
    for (let work = 0; work < count; work += 1) {
      if ((start[work] ?? 0) < first) first = start[work] ?? 0;
      if ((finish[work] ?? 0) > last) last = finish[work] ?? 0;
    }
    let [busiest, from, until] = [-1, first, first];
    for (let tries = 0; tries < window.tries; tries += 1) {
      const size = (last - first) * (window.least + window.more * this.#random());
      const begin = first + this.#random() * (last - first - size);
      const density = this.#workIn(placement, begin, begin + size) / size;
      if (density <= busiest) continue;
      [busiest, from, until] = [density, begin, begin + size];
    }
    const mark = this.#mark;
    for (let work = 0; work < count; work += 1) {
      const time = start[work] ?? 0;
      mark[work] = time < from ? 0 : time < until ? 1 : 2;
    }
    const child = this.#child;
    let length = 0;
    for (let part = 0; part < 3; part += 1) {
      const parent = part === 1 ? list : father.list;
      for (let at = 0; at < count; at += 1) {
        const work = parent[at] ?? 0;
        if (mark[work] === part) child[length++] = work;
      }
    }
    return child;
  }

  #workIn({ start, finish }: Placement, from: number, until: number): number {
    const weight = this.#weight;
    let sum = 0;
    for (let work = 0; work < weight.length; work += 1) {
      const begin = start[work] ?? 0;
      const end = finish[work] ?? 0;
      const shared = (end < until ? end : until) - (begin > from ? begin : from);
      if (shared > 0) sum += shared * (weight[work] ?? 0);
    }
    return sum;
  }

  /** The mother's list with the father's order in the middle (two-point crossover, Hartmann 1998). */
  #keepMiddle(mother: Parent, father: Parent): Int32Array {
    const count = mother.list.length;
    const one = Math.floor(this.#random() * count);
    const other = Math.floor(this.#random() * count);
    const from = Math.min(one, other);
    const until = Math.max(one, other);
    const child = this.#child;
    const mark = this.#mark.fill(0);
    let length = 0;
    for (; length < from; length += 1) {
      const work = mother.list[length] ?? 0;
      mark[work] = 1;
      child[length] = work;
    }
    for (let at = 0; length < until; at += 1) {
      const work = father.list[at] ?? 0;
      if (mark[work] === 1) continue;
      mark[work] = 1;
      child[length++] = work;
    }
    for (let at = 0; length < count; at += 1) {
      const work = mother.list[at] ?? 0;
      if (mark[work] === 0) child[length++] = work;
    }
    return child;
  }

  #mutate(list: Int32Array): Int32Array {
    for (let at = 0; at + 1 < list.length; at += 1) {
      if (this.#random() >= mutationRate) continue;
      const one = list[at] ?? 0;
      const other = list[at + 1] ?? 0;
      if (this.#leadsTo(one, other)) continue;
      list[at] = other;
      list[at + 1] = one;
    }
    return list;
  }

  #leadsTo(from: number, to: number): boolean {
    const { start, node } = this.#next;
    for (let at = start[from] ?? 0; at < (start[from + 1] ?? 0); at += 1) if (node[at] === to) return true;
    return false;
  }
}
