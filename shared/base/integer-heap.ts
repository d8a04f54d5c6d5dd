// A priority queue of whole numbers, for schedulers that keep taking "the first of what is ready".

/** Smallest number first. Method: binary heap (Williams 1964, "Algorithm 232: Heapsort"); `push` and `pop` take O(log n). */
export class IntegerHeap {
  readonly #items: number[] = [];

  /** Adds a number. */
  push(value: number): void {
    const items = this.#items;
    let hole = items.length;
    items.push(value);
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if ((items[parent] ?? 0) <= value) break;
      items[hole] = items[parent] ?? 0;
      hole = parent;
    }
    items[hole] = value;
  }

  /** Takes the smallest number out; `undefined` when there is none. */
  pop(): number | undefined {
    const items = this.#items;
    const smallest = items[0];
    const value = items.pop();
    if (value === undefined || items.length === 0) return smallest;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && (items[child + 1] ?? 0) < (items[child] ?? 0)) child += 1;
      if ((items[child] ?? 0) >= value) break;
      items[hole] = items[child] ?? 0;
      hole = child;
    }
    items[hole] = value;
    return smallest;
  }
}
