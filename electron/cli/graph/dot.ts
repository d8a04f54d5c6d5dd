import type { GraphNode, QueryResult } from '#shared/contract/query.ts';
import { safeLine } from '../terminal/text-width.ts';
import { orderedEdges } from './ordered-edges.ts';
import { outsideNodes } from './outside.ts';

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
    ...outsideNodes(graph.rows).flatMap(({ kind, name, issueIds }, index) => {
      // No issue has an id with a blank in it.
      const id = `outside ${index + 1}`;
      const arrows = issueIds.map((issueId) => (kind === 'blocker' ? [id, issueId] : [issueId, id]));
      return [`  ${quoted(id)} [label=${quoted(name)}, style=dashed];`, ...arrows.map((ends) => `  ${ends.map(quoted).join(' -> ')};`)];
    }),
    '}',
  ];
  return lines.join('\n');
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
