// Links that cannot all hold: plain cycles, of which one link is set aside, and cycles with lags that never let anything start. Serves the
// building of problems.
import { adjacency } from '#shared/graph/adjacency.ts';
import { type DependencyGraph, dependencyGraph } from '#shared/graph/dependency-graph.ts';
import { strongComponents } from '#shared/graph/strong-component.ts';
import { must } from '#shared/base/must.ts';
import type { Link } from './schedule-problem.ts';

/** A link between two ids: `to` waits for `from`. */
export interface NamedLink extends Link {
  readonly from: string;
  readonly to: string;
}

/** Links without knots. */
export interface Untied {
  /** Over those ids that are on no impossible cycle; edges are numbers of `links`. */
  readonly graph: DependencyGraph;
  /** What was given, in an order of its own. */
  readonly links: readonly NamedLink[];
  /** Left out because they close a cycle. */
  readonly setAside: readonly NamedLink[];
  /** Cycles that let nothing on them start. */
  readonly impossible: readonly (readonly string[])[];
}

/**
 * Unties links. Dependencies without lags are taken in the order given, and what closes a cycle is left out. Of what has lags, a cycle that
 * asks each of its works to start after itself is impossible; one that could hold leaves out the link that closes it.
 *
 * @param minutes of work by id
 */
export function untie(ids: readonly string[], links: readonly NamedLink[], minutes: (id: string) => number): Untied {
  const simple = dependencyGraph(ids, links);
  if (simple.setAside.length === 0) return { graph: simple, links, setAside: [], impossible: [] };
  const plain = links.filter(isPlain);
  const closing = new Set(dependencyGraph(ids, plain).setAside);
  const setAside = plain.filter((_, number) => closing.has(number));
  const kept = [...plain.filter((_, number) => !closing.has(number)), ...links.filter((link) => !isPlain(link))];
  const impossible: (readonly string[])[] = [];
  let left = ids;
  for (;;) {
    const cycle = risingCycle(left, kept, minutes);
    if (cycle === null) break;
    impossible.push(cycle);
    left = left.filter((id) => !cycle.includes(id));
  }
  const graph = dependencyGraph(left, kept);
  return { graph, links: kept, setAside: [...setAside, ...[...graph.setAside].map((number) => must(kept[number], 'a link'))], impossible };
}

function isPlain({ kind, lag }: Link): boolean {
  return kind === 'finish-start' && lag === 0;
}

/** How long after the start of the first work the second one starts at least. */
export function startToStart({ kind, lag }: Link, first: number, second: number): number {
  const fromFinish = kind === 'finish-start' || kind === 'finish-finish';
  const toFinish = kind === 'finish-finish' || kind === 'start-finish';
  return lag + (fromFinish ? first : 0) - (toFinish ? second : 0);
}

/** A cycle whose works would each have to start after themselves; `null` without one. Method: Bellman 1958, inside each knot. */
function risingCycle(ids: readonly string[], links: readonly NamedLink[], minutes: (id: string) => number): string[] | null {
  const nodeOf = new Map(ids.map((id, node) => [id, node]));
  const arcs = links.flatMap((link) => {
    const [from, to] = [nodeOf.get(link.from), nodeOf.get(link.to)];
    return from === undefined || to === undefined ? [] : [{ from, to, weight: startToStart(link, minutes(link.from), minutes(link.to)) }];
  });
  const knot = knotsOf(ids.length, arcs);
  const inside = arcs.filter(({ from, to }) => knot[from] === knot[to]);
  const size = Map.groupBy(knot.keys(), (node) => knot[node]);
  const rounds = [...size.values()].reduce((most, { length }) => Math.max(most, length), 0);
  const time = new Float64Array(ids.length);
  const cameFrom = new Int32Array(ids.length).fill(-1);
  let raised = -1;
  for (let round = 0; round <= rounds; round += 1) {
    raised = -1;
    for (const { from, to, weight } of inside) {
      if ((time[from] ?? 0) + weight <= (time[to] ?? 0)) continue;
      time[to] = (time[from] ?? 0) + weight;
      cameFrom[to] = from;
      raised = to;
    }
    if (raised === -1) return null;
  }
  // Back as many steps as there are works leads onto the cycle itself.
  for (let step = 0; step < ids.length; step += 1) raised = cameFrom[raised] ?? 0;
  const cycle = [raised];
  for (let node = cameFrom[raised] ?? 0; node !== raised; node = cameFrom[node] ?? 0) cycle.push(node);
  return cycle.reverse().map((node) => must(ids[node], 'an id'));
}

function knotsOf(nodes: number, arcs: readonly { readonly from: number; readonly to: number }[]): Int32Array {
  const [near, far] = [Int32Array.from(arcs, ({ from }) => from), Int32Array.from(arcs, ({ to }) => to)];
  return strongComponents(adjacency(nodes, near, far, Int32Array.from(arcs.keys())));
}
