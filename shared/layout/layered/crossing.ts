// Counts how often lines between two layers cross: the measure that ordering makes small.
import type { Adjacency } from '#shared/graph/adjacency.ts';

/**
 * Gives the number of crossings between a layer and the next. O(segments · log layer).
 *
 * Method: Barth, Jünger and Mutzel, "Simple and efficient bilayer cross counting" (2002), with a Fenwick tree as the
 * accumulator.
 *
 * @param place position of each item in its layer.
 * @param width number of items in the next layer.
 */
export function crossings(layer: ArrayLike<number>, after: Adjacency, place: Int32Array, width: number): number {
  const tree = new Int32Array(width + 1);
  let counted = 0;
  let total = 0;
  for (let index = 0; index < layer.length; index += 1) {
    const item = layer[index] ?? 0;
    const first = after.start[item] ?? 0;
    const end = after.start[item + 1] ?? 0;
    // All segments of one item are looked up before any is entered, so that they do not count against each other.
    for (let slot = first; slot < end; slot += 1) {
      let upTo = 0;
      for (let node = (place[after.node[slot] ?? 0] ?? 0) + 1; node > 0; node -= node & -node) upTo += tree[node] ?? 0;
      total += counted - upTo;
    }
    for (let slot = first; slot < end; slot += 1) {
      for (let node = (place[after.node[slot] ?? 0] ?? 0) + 1; node <= width; node += node & -node) tree[node] = (tree[node] ?? 0) + 1;
    }
    counted += end - first;
  }
  return total;
}
