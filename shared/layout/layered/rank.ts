// First phase of the layered layout: the layer of each node. Expects edges without cycles and must never put an edge
// inside one layer.
import { adjacency } from '#shared/graph/adjacency.ts';

/** Where a node stands among the layers that its edges allow: as early as possible, just before what waits for it, or behind everything. */
export type Alignment = 'early' | 'late' | 'last';

/**
 * Gives each node its layer, from 0. Linear in nodes and edges.
 *
 * Method: longest path from the sources (Mehlhorn, "Data Structures and Algorithms 2", 1984), so that the layer says
 * how many steps the longest chain before the node has. Then `late` nodes move up to what waits for them, and `last`
 * nodes without successors go to one layer behind all others.
 *
 * @param order all nodes, each after those that an edge leads from.
 */
export function longestPathRank(order: Int32Array, from: Int32Array, to: Int32Array, align: readonly Alignment[]): Int32Array {
  const rank = new Int32Array(order.length);
  const next = adjacency(
    order.length,
    from,
    to,
    from.map((_, edge) => edge),
  );
  for (const node of order) {
    for (let slot = next.start[node] ?? 0; slot < (next.start[node + 1] ?? 0); slot += 1) {
      const child = next.node[slot] ?? 0;
      rank[child] = Math.max(rank[child] ?? 0, (rank[node] ?? 0) + 1);
    }
  }
  for (const node of order.toReversed()) {
    if (align[node] !== 'late') continue;
    let latest = Number.POSITIVE_INFINITY;
    for (let slot = next.start[node] ?? 0; slot < (next.start[node + 1] ?? 0); slot += 1) {
      latest = Math.min(latest, (rank[next.node[slot] ?? 0] ?? 0) - 1);
    }
    if (latest !== Number.POSITIVE_INFINITY) rank[node] = latest;
  }
  const isLast = (node: number): boolean => align[node] === 'last' && next.start[node] === next.start[node + 1];
  let deepest = -1;
  for (const node of order) if (!isLast(node)) deepest = Math.max(deepest, rank[node] ?? 0);
  for (const node of order) if (isLast(node)) rank[node] = deepest + 1;
  return rank;
}
