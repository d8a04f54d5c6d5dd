// Neighbours of every node in three typed arrays (compressed sparse rows): the form in which the algorithms of this
// folder read edges. Must never be changed after it is built.

/**
 * Edges grouped by one of their ends. Those of node `n` stand at positions `start[n]` up to, not including,
 * `start[n + 1]`: `node` holds the other end, `edge` the number of the edge. In ascending order of edge number.
 */
export interface Adjacency {
  readonly start: Int32Array;
  readonly node: Int32Array;
  readonly edge: Int32Array;
}

/** Groups the edges numbered in `taken` (ascending) by `near`; `near[e]` and `far[e]` are the ends of edge `e`. O(nodes + edges). */
export function adjacency(nodes: number, near: Int32Array, far: Int32Array, taken: Int32Array): Adjacency {
  const start = new Int32Array(nodes + 1);
  for (const edge of taken) start[(near[edge] ?? 0) + 1] = (start[(near[edge] ?? 0) + 1] ?? 0) + 1;
  for (let node = 0; node < nodes; node += 1) start[node + 1] = (start[node + 1] ?? 0) + (start[node] ?? 0);
  const free = start.slice(0, nodes);
  const node = new Int32Array(taken.length);
  const edge = new Int32Array(taken.length);
  for (const number of taken) {
    const position = free[near[number] ?? 0] ?? 0;
    free[near[number] ?? 0] = position + 1;
    node[position] = far[number] ?? 0;
    edge[position] = number;
  }
  return { start, node, edge };
}
