// Moving from node to node of a layered drawing by the arrow keys: along the lines sideways, along the layer up and
// down. Serves the keyboard in the graph view; must always find the same next node.
import type { LayeredGraph, PlacedNode } from './layered-graph.ts';

/** Where to go. */
export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * Gives the node to go to from `from`, or `from` itself where there is none; without `from` the first node.
 *
 * Left and right follow a line to the node that is nearest in height; without a line, and up and down, the nearest node
 * in that direction is taken, where being in line counts more than being close.
 */
export function stepFrom(layout: LayeredGraph, from: string | null, direction: Direction): string | null {
  const start = layout.nodes.find((node) => node.id === from);
  if (start === undefined) return layout.nodes[0]?.id ?? null;
  const linked = new Set(
    layout.edges.flatMap((edge) => {
      if (direction === 'right' && edge.from === start.id) return [edge.to];
      return direction === 'left' && edge.to === start.id ? [edge.from] : [];
    }),
  );
  const sideways = direction === 'left' || direction === 'right';
  const reachable = layout.nodes.filter((node) => node !== start && (linked.has(node.id) || isTowards(start, node, direction)));
  const candidates = linked.size > 0 ? reachable.filter((node) => linked.has(node.id)) : reachable;
  let best: PlacedNode = start;
  let least = Number.POSITIVE_INFINITY;
  for (const node of candidates) {
    const across = Math.abs(centre(node).x - centre(start).x);
    const down = Math.abs(centre(node).y - centre(start).y);
    const cost = sideways ? across + 2 * down : down + 4 * across;
    if (cost >= least) continue;
    best = node;
    least = cost;
  }
  return best.id;
}

function centre(node: PlacedNode): { x: number; y: number } {
  return { x: node.x + node.width / 2, y: node.y + node.height / 2 };
}

function isTowards(start: PlacedNode, node: PlacedNode, direction: Direction): boolean {
  if (direction === 'left') return node.x + node.width <= start.x;
  if (direction === 'right') return node.x >= start.x + start.width;
  return direction === 'up' ? node.y + node.height <= start.y : node.y >= start.y + start.height;
}
