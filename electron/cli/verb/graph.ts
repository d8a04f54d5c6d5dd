import type { Call, Report, Verb } from '../call.ts';
import { graphDot } from '../graph/dot.ts';
import { layers } from '../graph/layer.ts';
import { graphMermaid } from '../graph/mermaid.ts';
import { orderedEdges } from '../graph/ordered-edges.ts';
import { graphText } from '../graph/text.ts';
import { take } from '../refusal.ts';

/** `sextant graph`: what waits for what. */
export const graphVerb: Verb = {
  name: 'graph',
  summary: 'show what waits for what, as text, DOT or Mermaid',
  operands: '',
  words: [0, 0],
  options: { format: { type: 'string', value: 'FORMAT', help: 'text, dot, mermaid (default text)' } },
  examples: ['sextant graph', 'sextant graph --format dot | dot -Tsvg > plan.svg', 'sextant graph --format mermaid'],
  run,
};

async function run(call: Call): Promise<Report> {
  const format = call.flags.choice('format', ['text', 'dot', 'mermaid']) ?? 'text';
  const connection = await call.open();
  const graph = take(await connection.query('dependency-graph', { roadmapIds: await call.roadmapIds() }));
  return {
    json: {
      nodes: graph.rows.map(
        ({ id, key, roadmapId, title, status, blocked, ready, priority, hours, milestone, externalBlockers, externalTargets }) => ({
          id,
          key,
          roadmapId,
          title,
          status: status.name,
          statusCategory: status.category,
          blocked,
          ready,
          priority,
          estimateHours: hours,
          milestone,
          externalBlockers: externalBlockers.map(({ name }) => name),
          externalTargets: externalTargets.map(({ name }) => name),
        }),
      ),
      edges: orderedEdges(graph).map(({ from, to, strength, setAside, note }) => ({ from, to, strength, setAside, note })),
      layers: layers(graph.rows, graph.summary.edges).map((layer) => layer.map(({ id }) => id)),
    },
    text: (paint, columns) => {
      if (format === 'dot') return graphDot(graph);
      if (format === 'mermaid') return graphMermaid(graph);
      return graph.rows.length === 0 ? 'There is no issue to draw.' : graphText(graph, paint, columns);
    },
    hint: format === 'text' ? 'Draw it: sextant graph --format mermaid, or --format dot | dot -Tsvg' : null,
  };
}
