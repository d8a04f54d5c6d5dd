// Tells the nodes without edges that go to the grid from those that stay beside their cluster.

/** A cluster keeps at most this many nodes without edges in its box; when there are more, all of them go to the grid. */
const kept = 3;

/**
 * Marks with 1 the nodes that have no edge and go to the grid. A few of them stay in the first layer when their cluster
 * has linked nodes there, so that small plans do not fall into two halves. Linear.
 */
export function looseNodes(cluster: readonly number[], rank: Int32Array, from: Int32Array, to: Int32Array): Uint8Array {
  const loose = new Uint8Array(rank.length).fill(1);
  for (const node of from) loose[node] = 0;
  for (const node of to) loose[node] = 0;
  const count = new Map<number, number>();
  const atFirst = new Set<number>();
  cluster.forEach((own, node) => {
    if (own < 0) return;
    if (loose[node] === 1) count.set(own, (count.get(own) ?? 0) + 1);
    else if (rank[node] === 0) atFirst.add(own);
  });
  cluster.forEach((own, node) => {
    if (loose[node] === 1 && atFirst.has(own) && (count.get(own) ?? 0) <= kept) loose[node] = 0;
  });
  return loose;
}
