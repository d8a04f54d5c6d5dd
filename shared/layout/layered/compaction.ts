// Part of the seventh phase of the layered layout: puts aligned rows as close together as their items allow.
import { adjacency } from '#shared/graph/adjacency.ts';

/**
 * Gives the centre of each item when every row of aligned items is straight and as near to its neighbours as possible.
 *
 * Method: longest path over the rows from one side, then every row moves back to the next one that holds it. Linear.
 *
 * @param root for each item the first item of its row.
 * @param flipped builds from the bottom upwards.
 */
export function compact(
  layers: readonly Int32Array[],
  root: Int32Array,
  separation: (upper: number, lower: number) => number,
  flipped: boolean,
): Float64Array {
  const size = root.length;
  const from: number[] = [];
  const to: number[] = [];
  const apart: number[] = [];
  for (const layer of layers) {
    for (let index = 1; index < layer.length; index += 1) {
      const upper = layer[index - 1] ?? 0;
      const lower = layer[index] ?? 0;
      from.push((flipped ? root[lower] : root[upper]) ?? 0);
      to.push((flipped ? root[upper] : root[lower]) ?? 0);
      apart.push(separation(upper, lower));
    }
  }
  const near = Int32Array.from(from);
  const far = Int32Array.from(to);
  const after = adjacency(
    size,
    near,
    far,
    near.map((_, edge) => edge),
  );
  const waiting = new Int32Array(size);
  for (const row of to) waiting[row] = (waiting[row] ?? 0) + 1;
  const at = new Float64Array(size);
  const order: number[] = [];
  for (let item = 0; item < size; item += 1) if (root[item] === item && waiting[item] === 0) order.push(item);
  for (const row of order) {
    for (let slot = after.start[row] ?? 0; slot < (after.start[row + 1] ?? 0); slot += 1) {
      const edge = after.edge[slot] ?? 0;
      const next = after.node[slot] ?? 0;
      at[next] = Math.max(at[next] ?? 0, (at[row] ?? 0) + (apart[edge] ?? 0));
      waiting[next] = (waiting[next] ?? 0) - 1;
      if (waiting[next] === 0) order.push(next);
    }
  }
  for (const row of order.toReversed()) {
    let limit = Number.POSITIVE_INFINITY;
    for (let slot = after.start[row] ?? 0; slot < (after.start[row + 1] ?? 0); slot += 1) {
      limit = Math.min(limit, (at[after.node[slot] ?? 0] ?? 0) - (apart[after.edge[slot] ?? 0] ?? 0));
    }
    if (limit !== Number.POSITIVE_INFINITY) at[row] = Math.max(at[row] ?? 0, limit);
  }
  const centre = new Float64Array(size);
  for (let item = 0; item < size; item += 1) centre[item] = (flipped ? -1 : 1) * (at[root[item] ?? 0] ?? 0);
  return centre;
}
