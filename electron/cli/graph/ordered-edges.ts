import type { GraphEdge, QueryResult } from '#shared/contract/query.ts';

/** The edges of a graph in the order of its issues: by who waits, then by what for. Equal plans print equal graphs. */
export function orderedEdges(graph: QueryResult<'dependency-graph'>): GraphEdge[] {
  const positions = new Map<string, number>(graph.rows.map((node, index) => [node.id, index]));
  const at = (id: string): number => positions.get(id) ?? positions.size;
  return graph.summary.edges.toSorted((one, other) => at(one.to) - at(other.to) || at(one.from) - at(other.from));
}
