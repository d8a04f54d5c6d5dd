// Everything that lies before or after a node. Serves "what does this wait for, what waits for it" over any distance.
import type { Adjacency } from './adjacency.ts';
import type { DependencyGraph } from './dependency-graph.ts';

/** Ids of everything that `id` waits for, over any number of steps, nearest first, without itself. Empty for an unknown id. O(found edges). */
export function ancestors(graph: DependencyGraph, id: string): string[] {
  return reached(graph, graph.previous, id);
}

/** Ids of everything that waits for `id`, over any number of steps, nearest first, without itself. Empty for an unknown id. O(found edges). */
export function descendants(graph: DependencyGraph, id: string): string[] {
  return reached(graph, graph.next, id);
}

function reached(graph: DependencyGraph, neighbours: Adjacency, id: string): string[] {
  const root = graph.nodeOf.get(id);
  if (root === undefined) return [];
  const seen = new Uint8Array(graph.ids.length);
  seen[root] = 1;
  const queue = [root];
  for (const node of queue) {
    for (let edge = neighbours.start[node] ?? 0; edge < (neighbours.start[node + 1] ?? 0); edge += 1) {
      const neighbour = neighbours.node[edge] ?? 0;
      if (seen[neighbour] === 1) continue;
      seen[neighbour] = 1;
      queue.push(neighbour);
    }
  }
  return queue.slice(1).map((node) => graph.ids[node] ?? '');
}
