import type { GraphEdge, QueryResult } from '#shared/contract/query.ts';
import type { Paint } from '../terminal/paint.ts';
import { hoursText } from '../terminal/quantity.ts';
import { stateCell } from '../terminal/state-cell.ts';
import { table } from '../terminal/table.ts';
import { layers } from './layer.ts';
import { orderedEdges } from './ordered-edges.ts';

/** Draws the dependency graph as layers of lines; each line says what the issue waits for. */
export function graphText(graph: QueryResult<'dependency-graph'>, paint: Paint, columns: number | null): string {
  const keys = new Map<string, string>(graph.rows.map((node) => [node.id, node.key]));
  const waits = new Map<string, string[]>();
  for (const edge of orderedEdges(graph)) waits.set(edge.to, [...(waits.get(edge.to) ?? []), waitText(edge, keys)]);
  return layers(graph.rows, graph.summary.edges)
    .map((layer, index) => {
      const head = index === 0 ? 'Layer 1: waits for nothing in the plan' : `Layer ${index + 1}`;
      const rows = layer.map((node) => [
        node.key,
        stateCell(node),
        node.hours === null ? '' : hoursText(node.hours),
        node.title,
        [...(waits.get(node.id) ?? []), ...node.externalBlockers.map(({ name }) => `${name} (outside)`)].join(', '),
        node.externalTargets.map(({ name }) => name).join(', '),
      ]);
      const drawn = table(
        [
          { head: 'Key' },
          { head: 'State' },
          { head: 'Hours', align: 'right' },
          { head: 'Title', flexible: true },
          { head: 'Waits for' },
          { head: 'Waited for outside' },
        ],
        rows,
        paint,
        columns,
      );
      return `${paint('title', head)}\n${drawn}`;
    })
    .join('\n\n');
}

function waitText(edge: GraphEdge, keys: ReadonlyMap<string, string>): string {
  const key = keys.get(edge.from) ?? 'another roadmap';
  if (edge.setAside) return `${key} (set aside: closes a cycle)`;
  return edge.strength === 'soft' ? `${key} (preferred order)` : key;
}
