import type { GraphNode, QueryResult } from '#shared/contract/query.ts';
import { safeLine } from '../terminal/text-width.ts';
import { orderedEdges } from './ordered-edges.ts';
import { outsideNodes } from './outside.ts';

/** Writes the dependency graph as a Mermaid flowchart: arrows go from what comes first to what waits for it. */
export function graphMermaid(graph: QueryResult<'dependency-graph'>): string {
  // Short names of our own, because Mermaid takes no quotes around an id and `end` as an id breaks a chart.
  const names = new Map<string, string>(graph.rows.map((node, index) => [node.id, `n${index + 1}`]));
  const lines = ['flowchart LR', ...graph.rows.map((node) => `  ${names.get(node.id)}["${escaped(label(node))}"]${state(node)}`)];
  for (const edge of orderedEdges(graph)) {
    const from = names.get(edge.from);
    const to = names.get(edge.to);
    if (from === undefined || to === undefined) continue;
    lines.push(edge.setAside ? `  ${from} -. "set aside" .-> ${to}` : `  ${from} ${edge.strength === 'soft' ? '-.->' : '-->'} ${to}`);
  }
  for (const [index, { kind, name, issueIds }] of outsideNodes(graph.rows).entries()) {
    const outside = `x${index + 1}`;
    lines.push(`  ${outside}[["${escaped(name)}"]]`);
    for (const issue of issueIds.map((id) => names.get(id))) {
      lines.push(kind === 'blocker' ? `  ${outside} --> ${issue}` : `  ${issue} --> ${outside}`);
    }
  }
  lines.push('  classDef ready stroke:#0e6743,stroke-width:2px', '  classDef blocked stroke:#a52712', '  classDef done opacity:0.5');
  return lines.join('\n');
}

function label(node: GraphNode): string {
  return `${node.key} ${node.title}${node.hours === null ? '' : ` (${node.hours} h)`}`;
}

function state(node: GraphNode): string {
  if (node.blocked) return ':::blocked';
  if (node.ready) return ':::ready';
  return node.status.category === 'in-progress' ? '' : ':::done';
}

// Mermaid reads entity codes such as `#35;` inside quotes; every sign that could end the text or start markup is one.
function escaped(text: string): string {
  return safeLine(text).replaceAll(/[#"&<>`\\[\]{}|]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
