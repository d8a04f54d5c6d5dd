// The dependency graph as every algorithm here reads it: nodes are numbers, edges lie in typed arrays, cycles are gone.
// Ids go in and come out at the door only. Serves scheduling, layout and insight; must never drop an edge unreported.
import { must } from '#shared/base/must.ts';
import { type Adjacency, adjacency } from './adjacency.ts';
import { closingEdges } from './closing-edge.ts';
import type { Edge } from './find-path.ts';

/**
 * An acyclic directed graph over ids. Node `n` is the id `ids[n]`; an edge leads from what comes first to what waits
 * for it. Edge numbers are positions in the edges that the graph was built from.
 */
export interface DependencyGraph {
  readonly ids: readonly string[];
  /** Number of the node of an id. */
  readonly nodeOf: ReadonlyMap<string, number>;
  /** Edges by the node they leave: `next.node` are the nodes that wait. */
  readonly next: Adjacency;
  /** Edges by the node they enter: `previous.node` are the nodes waited for. */
  readonly previous: Adjacency;
  /** All nodes, each after everything it waits for; nodes that are free at the same time keep the order of `ids`. */
  readonly order: Int32Array;
  /** Numbers of the edges left out because they would close a cycle, ascending. */
  readonly setAside: Int32Array;
  /** Numbers of the edges left out because an end of theirs is not among `ids`, ascending. */
  readonly dangling: Int32Array;
}

/**
 * Builds the graph of `ids` and `edges`; `from` comes first, `to` waits for it.
 *
 * Cycles: edges are taken in the order given, and one that would close a cycle with those taken before it (an edge from
 * a node to itself included) is left out and reported in `setAside`. Repeated edges stay. O(nodes + edges) without
 * cycles.
 *
 * @throws {Error} when an id occurs twice.
 */
export function dependencyGraph(ids: readonly string[], edges: readonly Edge[]): DependencyGraph {
  const nodeOf = new Map<string, number>();
  for (const [node, id] of ids.entries()) nodeOf.set(id, node);
  if (nodeOf.size !== ids.length) throw new Error(`Expected every id once, found ${ids.length - nodeOf.size} repeated; remove them first.`);

  const source = new Int32Array(edges.length);
  const target = new Int32Array(edges.length);
  const taken: number[] = [];
  const dangling: number[] = [];
  for (const [number, edge] of edges.entries()) {
    const from = nodeOf.get(edge.from);
    const to = nodeOf.get(edge.to);
    if (from === undefined || to === undefined) {
      dangling.push(number);
      continue;
    }
    source[number] = from;
    target[number] = to;
    taken.push(number);
  }

  const everything = Int32Array.from(taken);
  let next = adjacency(ids.length, source, target, everything);
  let previous = adjacency(ids.length, target, source, everything);
  let order = topologicalOrder(next, previous);
  let setAside: Int32Array = new Int32Array(0);
  if (order === null) {
    setAside = closingEdges(next, source, target, everything);
    const left = new Set(setAside);
    const kept = everything.filter((number) => !left.has(number));
    next = adjacency(ids.length, source, target, kept);
    previous = adjacency(ids.length, target, source, kept);
    order = must(topologicalOrder(next, previous), 'no cycle after setting edges aside');
  }
  return { ids, nodeOf, next, previous, order, setAside, dangling: Int32Array.from(dangling) };
}

/** Method: Kahn 1962, "Topological sorting of large networks". `null` when there is a cycle. */
function topologicalOrder(next: Adjacency, previous: Adjacency): Int32Array | null {
  const count = next.start.length - 1;
  const waitsFor = new Int32Array(count);
  const order = new Int32Array(count);
  let placed = 0;
  for (let node = 0; node < count; node += 1) {
    const degree = (previous.start[node + 1] ?? 0) - (previous.start[node] ?? 0);
    waitsFor[node] = degree;
    if (degree === 0) order[placed++] = node;
  }
  for (let at = 0; at < placed; at += 1) {
    const node = order[at] ?? 0;
    for (let edge = next.start[node] ?? 0; edge < (next.start[node + 1] ?? 0); edge += 1) {
      const waiting = next.node[edge] ?? 0;
      if ((waitsFor[waiting] = (waitsFor[waiting] ?? 0) - 1) === 0) order[placed++] = waiting;
    }
  }
  return placed === count ? order : null;
}
