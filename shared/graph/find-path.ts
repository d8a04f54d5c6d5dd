// Finds a way from one node to another. Serves the refusal of a dependency that would close a cycle: the way back is
// the reason that people get to read. Must never throw, whatever the edges look like (cycles, repeats, unknown nodes).

/** A directed edge between two nodes named by id. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/**
 * Gives a shortest path of node ids from `from` to `to`, both included, or `null` when there is none.
 *
 * `from` equal to `to` gives `[from]`. Among paths of equal length the one over earlier edges wins, so that the answer
 * is the same every time. Method: breadth-first search, O(nodes + edges) in time and memory.
 */
export function findPath(edges: Iterable<Edge>, from: string, to: string): string[] | null {
  if (from === to) return [from];
  const targets = new Map<string, string[]>();
  for (const edge of edges) {
    const known = targets.get(edge.from);
    if (known === undefined) targets.set(edge.from, [edge.to]);
    else known.push(edge.to);
  }
  const cameFrom = new Map<string, string | null>([[from, null]]);
  const queue = [from];
  for (const node of queue) {
    for (const target of targets.get(node) ?? []) {
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      if (target === to) return walkBack(cameFrom, to);
      queue.push(target);
    }
  }
  return null;
}

function walkBack(cameFrom: ReadonlyMap<string, string | null>, to: string): string[] {
  const path: string[] = [];
  for (let node: string | null = to; node !== null; node = cameFrom.get(node) ?? null) path.push(node);
  return path.reverse();
}
