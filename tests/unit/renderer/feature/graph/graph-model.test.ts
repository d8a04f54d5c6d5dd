import { describe, expect, test } from 'vitest';
import { chainThrough, openBefore } from '#renderer/feature/graph/parts/chain.ts';
import { graphModel, type GraphChoice } from '#renderer/feature/graph/parts/graph-model.ts';
import { litBy } from '#renderer/feature/graph/parts/lit.ts';
import { ifItSlips, whyHere } from '#renderer/feature/graph/parts/why-here.ts';
import { GraphEdge, GraphNode } from '#shared/contract/query.ts';
import type { ScheduledIssue } from '#shared/contract/schedule.ts';
import { layeredGraph } from '#shared/layout/layered-graph.ts';
import type { StatusCategory } from '#shared/plan/status.ts';

function issue(id: string, hours: number | null, category: StatusCategory = 'planned', more: object = {}): GraphNode {
  return GraphNode.parse({
    id,
    roadmapId: 'r',
    key: id.toUpperCase(),
    title: `Title of ${id}`,
    status: { category, name: category, verified: false },
    blocked: false,
    ready: false,
    priority: null,
    hours,
    milestoneId: null,
    milestone: null,
    assignee: null,
    sprint: null,
    externalBlockers: [],
    externalTargets: [],
    ...more,
  });
}

function edge(from: string, to: string, more: object = {}): GraphEdge {
  return GraphEdge.parse({ id: `${from}-${to}`, from, to, strength: 'hard', note: '', setAside: false, ...more });
}

const everything: GraphChoice = { show: 'all', cluster: 'none', focus: null };
const rows = [
  issue('a', 40),
  issue('b', 96),
  issue('c', 8),
  issue('d', 100),
  issue('e', 56, 'done'),
  issue('f', null),
  issue('g', 500, 'done'),
];
const edges = [edge('a', 'b'), edge('a', 'c'), edge('b', 'd'), edge('c', 'd'), edge('e', 'c'), edge('g', 'e')];

describe('the model of the graph', () => {
  test('finds the critical path among open work, where done work takes no time', () => {
    const model = graphModel(rows, edges, everything);
    expect([model.critical, model.criticalHours, model.unestimated]).toEqual([['a', 'b', 'd'], 236, 1]);
  });

  test('has no critical path while nothing open is estimated', () => {
    expect(graphModel([issue('a', null), issue('b', 5, 'done')], [], everything).critical).toEqual([]);
  });

  test('shows what is not done with what it directly waited for, or everything, or a neighbourhood', () => {
    const shown = (choice: Partial<GraphChoice>): string[] =>
      graphModel(rows, edges, { ...everything, ...choice }).layoutNodes.map((node) => node.id);
    expect(shown({ show: 'open' })).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(shown({})).toHaveLength(rows.length);
    expect(shown({ focus: 'c' })).toEqual(['a', 'c', 'd', 'e']);
  });

  test('draws something outside once, however many issues wait for it', () => {
    const outside = { externalBlockers: [{ id: 'x1', name: 'Legal review' }] };
    const again = { externalBlockers: [{ id: 'x2', name: 'legal review' }], externalTargets: [{ id: 'x3', name: 'Release' }] };
    const model = graphModel([issue('a', 1, 'planned', outside), issue('b', 1, 'planned', again)], [], everything);
    expect([...model.outside.values()].map(({ kind, issueIds }) => [kind, issueIds])).toEqual([
      ['blocker', ['a', 'b']],
      ['target', ['b']],
    ]);
    const drawing = layeredGraph(model.layoutNodes, model.layoutEdges);
    expect(drawing.edges).toHaveLength(3);
  });

  test('goes the heaviest way through an issue', () => {
    const model = graphModel(rows, edges, everything);
    expect(chainThrough(model, 'c')).toEqual(['a', 'c', 'd']);
    expect(chainThrough(model, 'f')).toEqual(['f']);
    expect(openBefore(model, 'c')).toEqual(['a']);
  });

  test('lights what leads to an issue and what it leads to', () => {
    const model = graphModel(rows, edges, everything);
    const lit = litBy(layeredGraph(model.layoutNodes, model.layoutEdges), 'b');
    expect([[...lit.nodes].sort(), [...lit.edges].sort()]).toEqual([
      ['a', 'b', 'd'],
      ['a-b', 'b-d'],
    ]);
  });
});

describe('why an issue stands where it stands', () => {
  const model = graphModel(rows, edges, everything);
  const placed = (id: string, start: string, finish: string): [string, ScheduledIssue] => [
    id,
    // The sentences read the key, the dates and whether there is an estimate.
    { id, key: id.toUpperCase(), start, finish, unestimated: false } as unknown as ScheduledIssue,
  ];
  const scheduled = new Map([
    placed('a', '2026-11-20T09:00', '2026-11-27T15:00'),
    placed('b', '2026-11-30T09:00', '2026-12-10T15:00'),
    placed('c', '2026-12-21T09:00', '2026-12-21T15:00'),
  ]);
  const input = { model, scheduled, today: '2026-11-20', hoursPerDay: 6 };

  test('names the layer, and what ends right before it starts', () => {
    expect(whyHere({ ...input, id: 'b', layer: 1 }).join(' ')).toBe(
      'It sits in layer 2 because the longest chain before it has one step. It starts on 30\u00A0Nov: A, which it waits for, ends on 27\u00A0Nov.',
    );
  });

  test('blames capacity when what it waits for is long done', () => {
    expect(whyHere({ ...input, id: 'c', layer: 2 }).at(-1)).toContain('busy with more urgent work until 21\u00A0Dec');
  });

  test('says what a delay does', () => {
    expect(ifItSlips({ ...input, id: 'b', layer: 1 })).toBe('Each working day late moves the end of D by one day.');
    expect(ifItSlips({ ...input, id: 'c', layer: 1 })).toBe('It can slip by 15 d before anything else moves.');
  });
});
