// Strongly connected components: the knots of nodes that wait for each other. Serves the handling of cycles.
// Must never recurse: plans of 100,000 issues in one chain exist.
import type { Adjacency } from './adjacency.ts';

/**
 * Gives every node the number of its strongly connected component; two nodes share one when each leads to the other.
 *
 * Method: Tarjan 1972, "Depth-first search and linear graph algorithms", with an explicit stack. O(nodes + edges).
 */
export function strongComponents(next: Adjacency): Int32Array {
  const count = next.start.length - 1;
  const component = new Int32Array(count).fill(-1);
  const visited = new Int32Array(count).fill(-1);
  const lowest = new Int32Array(count);
  const cursor = next.start.slice(0, count);
  const path: number[] = [];
  const open: number[] = [];
  let clock = 0;
  let components = 0;

  const enter = (node: number): void => {
    visited[node] = lowest[node] = clock;
    clock += 1;
    path.push(node);
    open.push(node);
  };

  for (let root = 0; root < count; root += 1) {
    if (visited[root] !== -1) continue;
    enter(root);
    while (path.length > 0) {
      const node = path[path.length - 1] ?? 0;
      const edge = cursor[node] ?? 0;
      if (edge < (next.start[node + 1] ?? 0)) {
        cursor[node] = edge + 1;
        const target = next.node[edge] ?? 0;
        if (visited[target] === -1) enter(target);
        else if (component[target] === -1) lowest[node] = Math.min(lowest[node] ?? 0, visited[target] ?? 0);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) lowest[parent] = Math.min(lowest[parent] ?? 0, lowest[node] ?? 0);
      if (lowest[node] !== visited[node]) continue;
      let member: number;
      do {
        member = open.pop() ?? node;
        component[member] = components;
      } while (member !== node);
      components += 1;
    }
  }
  return component;
}
