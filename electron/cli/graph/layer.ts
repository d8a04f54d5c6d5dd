import type { GraphEdge } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';

/**
 * Sorts issues into layers: everything in a layer waits only for issues in earlier ones. Keeps the given order inside a layer.
 *
 * Method: Kahn's topological order, the layer being the longest path from an issue that waits for nothing. Soft
 * dependencies and those set aside do not count; what a cycle would still hold comes in a last layer.
 */
export function layers<Node extends { readonly id: IssueId }>(nodes: readonly Node[], edges: readonly GraphEdge[]): Node[][] {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const waiting = new Map<IssueId, number>();
  const followers = new Map<IssueId, IssueId[]>();
  for (const edge of edges) {
    if (edge.strength === 'soft' || edge.setAside || !known.has(edge.from) || !known.has(edge.to)) continue;
    waiting.set(edge.to, (waiting.get(edge.to) ?? 0) + 1);
    const list = followers.get(edge.from);
    if (list === undefined) followers.set(edge.from, [edge.to]);
    else list.push(edge.to);
  }
  const position = new Map(nodes.map((node, index) => [node.id, index]));
  const placed: Node[][] = [];
  let layer = nodes.filter((node) => (waiting.get(node.id) ?? 0) === 0);
  const left = new Set(known.keys());
  while (layer.length > 0) {
    placed.push(layer);
    const next: Node[] = [];
    for (const node of layer) {
      left.delete(node.id);
      for (const follower of followers.get(node.id) ?? []) {
        const count = (waiting.get(follower) ?? 0) - 1;
        waiting.set(follower, count);
        const found = known.get(follower);
        if (count === 0 && found !== undefined) next.push(found);
      }
    }
    layer = next.toSorted((one, other) => (position.get(one.id) ?? 0) - (position.get(other.id) ?? 0));
  }
  if (left.size > 0) placed.push(nodes.filter((node) => left.has(node.id)));
  return placed;
}
