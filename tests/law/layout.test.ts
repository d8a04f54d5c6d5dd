// Law 9: layout is deterministic, nodes never overlap, edges point forward unless they are part of a cycle.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findPath } from '#shared/graph/find-path.ts';
import { type LayeredEdge, layeredGraph, type LayeredNode } from '#shared/layout/layered-graph.ts';

interface Drawn {
  readonly nodes: LayeredNode[];
  readonly edges: LayeredEdge[];
}

/** Any graph: cycles, repeated edges, loops, unknown ends, several sizes, clusters that cross each other. */
const anyGraph: fc.Arbitrary<Drawn> = fc
  .record({
    nodes: fc.array(
      fc.record({
        width: fc.constantFrom(24, 120, 178),
        height: fc.constantFrom(16, 24, 56, 90),
        cluster: fc.constantFrom(null, null, 'a', 'b', 'c', 'd'),
        align: fc.constantFrom('early' as const, 'early' as const, 'early' as const, 'late' as const, 'last' as const),
      }),
      { maxLength: 40 },
    ),
    edges: fc.array(
      fc.record({
        from: fc.nat({ max: 9999 }),
        to: fc.nat({ max: 9999 }),
        kind: fc.constantFrom('hard' as const, 'hard' as const, 'soft' as const, 'aside' as const),
      }),
      { maxLength: 70 },
    ),
  })
  .map(({ nodes, edges }) => ({
    nodes: nodes.map((node, index) => ({ id: `n${index}`, ...node })),
    // Two more ends than there are nodes, so that a few edges lead nowhere.
    edges: edges.map(({ from, to, kind }, index) => ({
      id: `e${index}`,
      from: `n${from % (nodes.length + 2)}`,
      to: `n${to % (nodes.length + 2)}`,
      kind,
    })),
  }));

const rounding = 1e-6;

interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function overlap(a: Area, b: Area): boolean {
  return (
    a.x < b.x + b.width - rounding && b.x < a.x + a.width - rounding && a.y < b.y + b.height - rounding && b.y < a.y + a.height - rounding
  );
}

function overlapping<Item extends Area>(items: readonly Item[], others: readonly Item[]): [Item, Item][] {
  return items.flatMap((a) => others.flatMap((b): [Item, Item][] => (a !== b && overlap(a, b) ? [[a, b]] : [])));
}

describe('the layered layout', () => {
  test('gives the same drawing for the same graph', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        expect(layeredGraph(structuredClone(nodes), structuredClone(edges))).toEqual(layeredGraph(nodes, edges));
      }),
    );
  });

  test('places every node once and never two over each other', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const drawing = layeredGraph(nodes, edges);
        expect(drawing.nodes.map((node) => node.id).sort()).toEqual(nodes.map((node) => node.id).sort());
        expect(overlapping(drawing.nodes, drawing.nodes)).toEqual([]);
        expect(drawing.nodes.filter((node) => node.x < 0 || node.y < 0 || node.x + node.width > drawing.width + rounding)).toEqual([]);
        expect(drawing.nodes.filter((node) => node.y + node.height > drawing.height + rounding)).toEqual([]);
      }),
    );
  });

  test('lets every edge point forward unless it is part of a cycle', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const drawing = layeredGraph(nodes, edges);
        const layer = new Map(drawing.nodes.map((node) => [node.id, node.layer]));
        for (const edge of drawing.edges) {
          const from = layer.get(edge.from) ?? Number.NaN;
          const to = layer.get(edge.to) ?? Number.NaN;
          if (edge.turned) {
            expect(from).toBeGreaterThan(to);
            expect(findPath(edges, edge.to, edge.from)).not.toBeNull();
          } else expect(from).toBeLessThan(to);
        }
      }),
    );
  });

  test('draws or lists every edge between two known nodes, and a listed one is implied by others', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const drawing = layeredGraph(nodes, edges);
        const known = new Set(nodes.map((node) => node.id));
        const wanted = edges.filter((edge) => edge.from !== edge.to && known.has(edge.from) && known.has(edge.to));
        expect([...drawing.edges.map((edge) => edge.id), ...drawing.redundant].sort()).toEqual(wanted.map((edge) => edge.id).sort());
        const shown = new Set(drawing.edges.map((edge) => edge.id));
        const drawn = edges.filter((edge) => shown.has(edge.id));
        for (const id of drawing.redundant) {
          const edge = edges.find((candidate) => candidate.id === id);
          expect(edge === undefined ? null : findPath(drawn, edge.from, edge.to)).not.toBeNull();
        }
      }),
    );
  });

  test('has met everything that could go wrong: cycles, implied edges, split clusters, loose nodes', () => {
    const drawings = fc.sample(anyGraph, { numRuns: 300, seed: 9 }).map(({ nodes, edges }) => layeredGraph(nodes, edges));
    expect(drawings.some((drawing) => drawing.edges.some((edge) => edge.turned))).toBe(true);
    expect(drawings.some((drawing) => drawing.redundant.length > 0)).toBe(true);
    expect(drawings.some((drawing) => drawing.boxes.some((box) => box.part > 0))).toBe(true);
    expect(drawings.some((drawing) => drawing.loose !== null)).toBe(true);
    expect(drawings.some((drawing) => drawing.edges.some((edge) => edge.points.length > 4))).toBe(true);
  });

  test('keeps boxes of clusters apart, their nodes inside and all others outside', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const drawing = layeredGraph(nodes, edges);
        const cluster = new Map(nodes.map((node) => [node.id, node.cluster]));
        expect(overlapping(drawing.boxes, drawing.boxes)).toEqual([]);
        for (const node of drawing.nodes) {
          const around = drawing.boxes.filter((box) => overlap(box, node)).map((box) => box.cluster);
          const own = cluster.get(node.id) ?? null;
          expect(around).toEqual(own === null ? [] : [own]);
        }
      }),
    );
  });

  test('leads no line through a node', () => {
    fc.assert(
      fc.property(anyGraph, ({ nodes, edges }) => {
        const drawing = layeredGraph(nodes, edges);
        for (const edge of drawing.edges) {
          for (let index = 2; index + 3 < edge.points.length; index += 4) {
            const [x = 0, y = 0, end = 0] = edge.points.slice(index, index + 3);
            const straight = { x: Math.min(x, end), y, width: Math.abs(end - x), height: 0 };
            expect(drawing.nodes.filter((node) => overlap(node, straight))).toEqual([]);
          }
        }
      }),
    );
  });
});
