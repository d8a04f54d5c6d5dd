import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { graphDot } from '#electron/cli/graph/dot.ts';
import { layers } from '#electron/cli/graph/layer.ts';
import { graphMermaid } from '#electron/cli/graph/mermaid.ts';
import { graphText } from '#electron/cli/graph/text.ts';
import { painter } from '#electron/cli/terminal/paint.ts';
import type { GraphEdge, GraphNode, QueryResult } from '#shared/contract/query.ts';
import { DependencyId, ExternalId, IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { plannedStatus } from '#shared/plan/status.ts';

const roadmapId = RoadmapId.parse('r');

function node(index: number, title: string): GraphNode {
  return {
    id: IssueId.parse(`i${index}`),
    roadmapId,
    key: `#${index}`,
    title,
    status: plannedStatus,
    blocked: false,
    ready: true,
    priority: null,
    hours: 8,
    milestoneId: null,
    milestone: null,
    assignee: null,
    sprint: null,
    externalBlockers: [],
    externalTargets: [],
  };
}

function edge(from: number, to: number, strength: GraphEdge['strength'] = 'hard', setAside = false): GraphEdge {
  const id = DependencyId.parse(`d${from}-${to}`);
  return { id, from: IssueId.parse(`i${from}`), to: IssueId.parse(`i${to}`), strength, note: '', setAside };
}

const anyGraph = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.record({
    nodes: fc
      .array(fc.string({ unit: 'binary', maxLength: 20 }), { minLength: size, maxLength: size })
      .map((titles) => titles.map((title, index) => node(index, title))),
    edges: fc.array(
      fc
        .tuple(fc.nat(size - 1), fc.nat(size - 1), fc.constantFrom('hard', 'soft'), fc.boolean())
        .map(([from, to, strength, aside]) => edge(from, to, strength, aside)),
      { maxLength: 20 },
    ),
  }),
);

function graphOf(nodes: GraphNode[], edges: GraphEdge[]): QueryResult<'dependency-graph'> {
  return { rows: nodes, summary: { edges, milestones: [] } };
}

describe('layers', () => {
  test('each issue once; what counts as blocking goes forward, unless it is part of a cycle', () => {
    let forward = 0;
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const placed = layers(nodes, edges);
        expect(placed.flat().toSorted((one, other) => nodes.indexOf(one) - nodes.indexOf(other))).toEqual(nodes);
        const layerOf = new Map(placed.flatMap((layer, index) => layer.map((at) => [at.id, index])));
        const blocking = edges.filter(({ strength, setAside }) => strength === 'hard' && !setAside);
        const isAcyclic = placed.length === 0 || blocking.every(({ from, to }) => layerOf.get(from) !== layerOf.get(to));
        if (!isAcyclic) return;
        for (const { from, to } of blocking) expect(layerOf.get(from)).toBeLessThan(layerOf.get(to) ?? -1);
        forward += blocking.length;
      }),
    );
    expect(forward).toBeGreaterThan(20);
  });
});

describe('drawings', () => {
  test('no title can end a text of DOT or Mermaid, or add a line', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const graph = graphOf(nodes, edges);
        for (const line of graphDot(graph).split('\n').slice(3, -1)) {
          expect(line).toMatch(/^ {2}"i\d+" (?:\[label="(?:[^"\\]|\\["\\])*", color="\w+"\]|-> "i\d+"(?: \[[^\]]*\])?);$/u);
        }
        for (const line of graphMermaid(graph).split('\n').slice(1)) {
          expect(line).toMatch(/^ {2}(?:n\d+\["[^"<>[\]{}|`\\]*"\](?::::\w+)?|n\d+ (?:-->|-\.->|-\. "set aside" \.->) n\d+|classDef .*)$/u);
        }
        expect(graphText(graph, painter(false, {}), null)).not.toMatch(/[^\P{Cc}\n]/u);
      }),
    );
  });

  test('what is outside the plan is drawn once, whoever names it, and apart by kind', () => {
    const named = (index: number, name: string): GraphNode['externalTargets'] => [{ id: ExternalId.parse(`x${index}`), name }];
    const graph = graphOf(
      [
        { ...node(1, 'One'), externalTargets: named(1, 'v1.0 release'), externalBlockers: named(2, 'Vendor') },
        { ...node(2, 'Two'), externalTargets: named(3, 'V1.0 release ') },
        { ...node(3, 'Three'), externalBlockers: [...named(4, 'v1.0 release'), ...named(5, 'Vendor')] },
      ],
      [],
    );
    const mermaid = graphMermaid(graph).split('\n');
    expect(mermaid.filter((line) => line.includes('[['))).toEqual(['  x1[["Vendor"]]', '  x2[["v1.0 release"]]', '  x3[["v1.0 release"]]']);
    expect(mermaid.filter((line) => line.includes('-->'))).toEqual(
      ['x1 --> n1', 'x1 --> n3', 'n1 --> x2', 'n2 --> x2', 'x3 --> n3'].map((arrow) => `  ${arrow}`),
    );
    const dot = graphDot(graph).split('\n');
    expect(dot.filter((line) => line.includes('style=dashed'))).toHaveLength(3);
    expect(dot.filter((line) => line.includes('->'))).toEqual([
      '  "outside 1" -> "i1";',
      '  "outside 1" -> "i3";',
      '  "i1" -> "outside 2";',
      '  "i2" -> "outside 2";',
      '  "outside 3" -> "i3";',
    ]);
  });

  test('soft and set-aside dependencies look different from blocking ones', () => {
    const graph = graphOf([node(1, 'One'), node(2, 'Two'), node(3, 'Three')], [edge(1, 2), edge(1, 3, 'soft'), edge(3, 1, 'hard', true)]);
    expect(graphMermaid(graph)).toContain('n1 --> n2');
    expect(graphMermaid(graph)).toContain('n1 -.-> n3');
    expect(graphMermaid(graph)).toContain('n3 -. "set aside" .-> n1');
    expect(graphDot(graph)).toContain('"i1" -> "i3" [style=dotted];');
    expect(graphText(graph, painter(false, {}), null)).toContain('#1 (preferred order)');
  });
});
