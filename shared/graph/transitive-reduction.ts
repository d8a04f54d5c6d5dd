// Which edges say nothing that a longer way does not say already. Serves drawings that leave them out and the search for
// needless dependencies. Must never change what leads to what.
import type { DependencyGraph } from './dependency-graph.ts';

/**
 * Gives the numbers of the edges that a longer path, or an earlier edge between the same nodes, makes superfluous, ascending.
 *
 * Method: Aho, Garey and Ullman 1972, "The transitive reduction of a directed graph". From each node its neighbours are
 * walked nearest first in topological order; one that is reached by then is implied. A walk never goes past the
 * farthest neighbour, so that on plans, where most edges are short, the cost stays near O(nodes + edges).
 */
export function impliedEdges(graph: DependencyGraph): Int32Array {
  const { next, order } = graph;
  const count = graph.ids.length;
  const position = new Int32Array(count);
  for (let at = 0; at < count; at += 1) position[order[at] ?? 0] = at;

  const implied: number[] = [];
  /** The node from which each node was reached last. */
  const reachedFrom = new Int32Array(count).fill(-1);
  const walk: number[] = [];
  for (let node = 0; node < count; node += 1) {
    const first = next.start[node] ?? 0;
    const end = next.start[node + 1] ?? 0;
    if (end - first < 2) continue;
    const nearestFirst = Array.from({ length: end - first }, (_, offset) => first + offset);
    nearestFirst.sort((left, right) => (position[next.node[left] ?? 0] ?? 0) - (position[next.node[right] ?? 0] ?? 0) || left - right);
    const farthest = position[next.node[nearestFirst.at(-1) ?? first] ?? 0] ?? 0;
    for (const edge of nearestFirst) {
      const target = next.node[edge] ?? 0;
      if (reachedFrom[target] === node) {
        implied.push(next.edge[edge] ?? 0);
        continue;
      }
      reachedFrom[target] = node;
      walk.push(target);
      for (let from = walk.pop(); from !== undefined; from = walk.pop()) {
        for (let step = next.start[from] ?? 0; step < (next.start[from + 1] ?? 0); step += 1) {
          const reached = next.node[step] ?? 0;
          if (reachedFrom[reached] === node || (position[reached] ?? 0) > farthest) continue;
          reachedFrom[reached] = node;
          walk.push(reached);
        }
      }
    }
  }
  return Int32Array.from(implied).sort();
}
