// Early and late dates, slack and the longest chain: what precedence alone says about time, without anybody's capacity.
// Serves the schedule and the drawings of the graph. Must never look at people or calendars.
import type { DependencyGraph } from './dependency-graph.ts';

/** Dates by node number, in the unit of the weights, counted from the start of the plan. */
export interface CriticalPath {
  readonly earlyStart: Float64Array;
  readonly earlyFinish: Float64Array;
  readonly lateStart: Float64Array;
  readonly lateFinish: Float64Array;
  /** How long a node may be delayed without delaying the whole plan. */
  readonly totalSlack: Float64Array;
  /** How long a node may be delayed without delaying any other. */
  readonly freeSlack: Float64Array;
  /** Length of the longest chain. */
  readonly length: number;
  /** Nodes of the longest chain, first to last. Among chains of equal length the one of most nodes, then of the earliest ids. */
  readonly path: readonly number[];
}

/** Nodes in an order in which each comes after what its edges enter from, and the edges. */
export type OrderedEdges = Pick<DependencyGraph, 'order' | 'next' | 'previous'>;

/**
 * Computes the critical path; `weight[n]` is how long node `n` takes (finite, not negative), `gap[e]` how long after the start of what edge
 * `e` leaves the other end starts at least: without gaps, once that is finished. Below 0 it may start before it.
 *
 * With whole numbers (minutes) all results are exact; otherwise a slack within rounding error of zero is zero.
 * Method: Kelley and Walker 1959, "Critical-path planning and scheduling": one pass forward, one back, O(nodes + edges).
 */
export function criticalPath(graph: OrderedEdges, weight: ArrayLike<number>, gap: ArrayLike<number> | null = null): CriticalPath {
  const { order, next, previous } = graph;
  const count = order.length;
  const earlyStart = new Float64Array(count);
  const earlyFinish = new Float64Array(count);
  const nodesBefore = new Int32Array(count);
  const cameFrom = new Int32Array(count).fill(-1);
  let length = 0;
  let last = -1;
  for (const node of order) {
    let start = 0;
    let before = -1;
    for (let edge = previous.start[node] ?? 0; edge < (previous.start[node + 1] ?? 0); edge += 1) {
      const candidate = previous.node[edge] ?? 0;
      const from = gap === null ? (earlyFinish[candidate] ?? 0) : (earlyStart[candidate] ?? 0) + (gap[previous.edge[edge] ?? 0] ?? 0);
      if (from < start) continue;
      if (from > start) {
        start = from;
        before = -1;
      }
      if (before === -1 || precedes(candidate, before, earlyFinish, nodesBefore)) before = candidate;
    }
    earlyStart[node] = start;
    earlyFinish[node] = start + (weight[node] ?? 0);
    if (before !== -1) nodesBefore[node] = (nodesBefore[before] ?? 0) + 1;
    cameFrom[node] = before;
    length = Math.max(length, earlyFinish[node] ?? 0);
    if (last === -1 || precedes(node, last, earlyFinish, nodesBefore)) last = node;
  }

  const lateStart = new Float64Array(count);
  const lateFinish = new Float64Array(count);
  const totalSlack = new Float64Array(count);
  const freeSlack = new Float64Array(count);
  const rounding = length * 1e-12;
  for (let at = count - 1; at >= 0; at -= 1) {
    const node = order[at] ?? 0;
    const own = weight[node] ?? 0;
    let finish = length;
    let nextStart = length;
    for (let edge = next.start[node] ?? 0; edge < (next.start[node + 1] ?? 0); edge += 1) {
      const waiting = next.node[edge] ?? 0;
      const after = gap === null ? 0 : (gap[next.edge[edge] ?? 0] ?? 0) - own;
      finish = Math.min(finish, (lateStart[waiting] ?? 0) - after);
      nextStart = Math.min(nextStart, (earlyStart[waiting] ?? 0) - after);
    }
    lateFinish[node] = finish;
    lateStart[node] = finish - own;
    totalSlack[node] = withoutRounding(finish - (earlyFinish[node] ?? 0), rounding);
    freeSlack[node] = withoutRounding(nextStart - (earlyFinish[node] ?? 0), rounding);
  }

  const path: number[] = [];
  for (let node = last; node !== -1; node = cameFrom[node] ?? 0) path.push(node);
  return { earlyStart, earlyFinish, lateStart, lateFinish, totalSlack, freeSlack, length, path: path.reverse() };
}

/** True when a chain that ends in `left` is the better one: longer, then of more nodes, then of the earlier id. */
function precedes(left: number, right: number, earlyFinish: Float64Array, nodesBefore: Int32Array): boolean {
  if (earlyFinish[left] !== earlyFinish[right]) return (earlyFinish[left] ?? 0) > (earlyFinish[right] ?? 0);
  if (nodesBefore[left] !== nodesBefore[right]) return (nodesBefore[left] ?? 0) > (nodesBefore[right] ?? 0);
  return left < right;
}

function withoutRounding(slack: number, rounding: number): number {
  return slack <= rounding ? 0 : slack;
}
