import { must } from '#shared/base/must.ts';
import type { Adjacency } from '#shared/graph/adjacency.ts';
import { ancestors, descendants } from '#shared/graph/reachable.ts';
import type { GraphModel } from './graph-model.ts';
import { openHours } from './graph-model.ts';

/** The heaviest chain of open work through an issue, first to last, itself included. */
export function chainThrough(model: GraphModel, id: string): string[] {
  const node = model.graph.nodeOf.get(id);
  if (node === undefined) return [];
  const before = heaviest(model, node, model.graph.previous, ancestors(model.graph, id));
  const after = heaviest(model, node, model.graph.next, descendants(model.graph, id));
  return [...before.reverse(), id, ...after];
}

/** The heaviest way from `start` along `neighbours`, without `start`; done work weighs nothing and ends it. */
function heaviest(model: GraphModel, start: number, neighbours: Adjacency, reached: readonly string[]): string[] {
  const weight = new Map<number, number>();
  const best = new Map<number, number>();
  const inReach = new Set(reached.map((id) => must(model.graph.nodeOf.get(id), 'a known issue')).concat(start));
  // Every node comes after all that its weight is taken from: nearest to the end of the way first.
  const order = model.graph.order.filter((node) => inReach.has(node));
  const forward = neighbours === model.graph.next;
  for (const node of forward ? order.toReversed() : order) {
    let most = 0;
    for (let slot = neighbours.start[node] ?? 0; slot < (neighbours.start[node + 1] ?? 0); slot += 1) {
      const other = neighbours.node[slot] ?? 0;
      const way = weight.get(other) ?? 0;
      if (way <= most) continue;
      most = way;
      best.set(node, other);
    }
    const issue = model.issues.get(model.graph.ids[node] ?? '');
    weight.set(node, most + (issue === undefined ? 0 : openHours(issue)));
  }
  const way: string[] = [];
  for (let node = best.get(start); node !== undefined; node = best.get(node)) way.push(model.graph.ids[node] ?? '');
  return way;
}

/** Open issues that must be finished before `id`, directly. */
export function openBefore(model: GraphModel, id: string): string[] {
  const { previous, nodeOf, ids } = model.graph;
  const node = nodeOf.get(id);
  if (node === undefined) return [];
  const found: string[] = [];
  for (let slot = previous.start[node] ?? 0; slot < (previous.start[node + 1] ?? 0); slot += 1) {
    const other = ids[previous.node[slot] ?? 0] ?? '';
    const issue = model.issues.get(other);
    if (issue !== undefined && issue.status.category !== 'done' && issue.status.category !== 'cancelled') found.push(other);
  }
  return found;
}
