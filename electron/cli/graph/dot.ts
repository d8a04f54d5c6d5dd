import type { GraphNode, QueryResult } from '#shared/contract/query.ts';
import { safeLine } from '../terminal/text-width.ts';
import { orderedEdges } from './ordered-edges.ts';

/** Writes the dependency graph in Graphviz' DOT language: arrows go from what comes first to what waits for it. */
export function graphDot(graph: QueryResult<'dependency-graph'>): string {
  const known = new Set<string>(graph.rows.map((node) => node.id));
  const lines = [
    'digraph plan {',
    '  rankdir=LR;',
    '  node [shape=box, fontname="sans-serif"];',
    ...graph.rows.map((node) => `  ${quoted(node.id)} [label=${quoted(label(node))}, color=${quoted(colour(node))}];`),
    ...orderedEdges(graph)
      .filter((edge) => known.has(edge.from) && known.has(edge.to))
      .map(
        (edge) =>
          `  ${quoted(edge.from)} -> ${quoted(edge.to)}${edge.setAside ? ' [style=dashed, color="red"]' : edge.strength === 'soft' ? ' [style=dotted]' : ''};`,
      ),
    ...graph.rows.flatMap((node) => [
      ...node.externalBlockers.flatMap(({ id, name }) => [outside(id, name), `  ${quoted(id)} -> ${quoted(node.id)};`]),
      ...node.externalTargets.flatMap(({ id, name }) => [outside(id, name), `  ${quoted(node.id)} -> ${quoted(id)};`]),
    ]),
    '}',
  ];
  return lines.join('\n');
}

function outside(id: string, name: string): string {
  return `  ${quoted(id)} [label=${quoted(name)}, style=dashed];`;
}

function label(node: GraphNode): string {
  return `${node.key}  ${node.title}${node.hours === null ? '' : `  (${node.hours} h)`}`;
}

function colour(node: GraphNode): string {
  if (node.blocked) return 'red';
  if (node.ready) return 'darkgreen';
  return node.status.category === 'in-progress' ? 'blue' : 'gray';
}

// Inside DOT's double quotes only the quote and the backslash (which starts escapes such as \n and \l) are special.
function quoted(text: string): string {
  return `"${safeLine(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
