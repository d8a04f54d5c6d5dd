import type { Lit } from '#renderer/chart/graph/graph-look.ts';
import type { LayeredGraph } from '#shared/layout/layered-graph.ts';

/** Everything on the way to and from a node: what it waits for and what waits for it, over any number of lines. */
export function litBy(layout: LayeredGraph, id: string): Lit {
  const nodes = new Set([id]);
  const edges = new Set<string>();
  const walk = (near: 'from' | 'to', far: 'from' | 'to'): void => {
    const byNear = Map.groupBy(layout.edges, (edge) => edge[near]);
    const queue = [id];
    const seen = new Set(queue);
    for (const node of queue) {
      for (const edge of byNear.get(node) ?? []) {
        edges.add(edge.id);
        nodes.add(edge[far]);
        if (seen.has(edge[far])) continue;
        seen.add(edge[far]);
        queue.push(edge[far]);
      }
    }
  };
  walk('from', 'to');
  walk('to', 'from');
  return { nodes, edges };
}
