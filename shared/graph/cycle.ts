// The cycles of a set of dependencies, as paths that people can read. Serves reports about imported or merged plans.
import { must } from '#shared/base/must.ts';
import { adjacency } from './adjacency.ts';
import { type Edge, findPath } from './find-path.ts';
import { strongComponents } from './strong-component.ts';

/**
 * Gives one shortest cycle of each knot of nodes that wait for each other, as ids in the direction of the edges; the
 * first id is not repeated at the end. Empty when there is no cycle.
 *
 * Of the nodes of a knot the one that comes first in `ids` is on its cycle; knots come in the same order. Edges with an
 * end that is not among `ids` are ignored. O(nodes + edges) and a breadth-first search in each knot.
 */
export function cycles(ids: readonly string[], edges: readonly Edge[]): string[][] {
  const nodeOf = new Map(ids.map((id, node) => [id, node]));
  const known = edges.filter((edge) => nodeOf.has(edge.from) && nodeOf.has(edge.to));
  const source = Int32Array.from(known, (edge) => nodeOf.get(edge.from) ?? 0);
  const target = Int32Array.from(known, (edge) => nodeOf.get(edge.to) ?? 0);
  const component = strongComponents(adjacency(ids.length, source, target, Int32Array.from(known.keys())));

  const inside = new Map<number, Edge[]>();
  for (const [number, edge] of known.entries()) {
    const knot = component[source[number] ?? 0] ?? 0;
    if (knot !== component[target[number] ?? 0]) continue;
    const edgesOfKnot = inside.get(knot);
    if (edgesOfKnot === undefined) inside.set(knot, [edge]);
    else edgesOfKnot.push(edge);
  }

  const found: string[][] = [];
  for (const [node, id] of ids.entries()) {
    const edgesOfKnot = inside.get(component[node] ?? 0);
    if (edgesOfKnot === undefined) continue;
    inside.delete(component[node] ?? 0);
    found.push(shortestCycle(edgesOfKnot, id));
  }
  return found;
}

/** The shortest way from `id` back to itself; there is one, since every node of a knot leads to every other. */
function shortestCycle(edges: readonly Edge[], id: string): string[] {
  // No id holds a control character, so this one can stand for `id` at the end of the way.
  const back = '\0';
  const unrolled = edges.map((edge) => (edge.to === id ? { from: edge.from, to: back } : edge));
  return must(findPath(unrolled, id, back), 'a way back inside a knot').slice(0, -1);
}
