import { describe, expect, test } from 'vitest';
import { type LayeredEdge, type LayeredGraph, layeredGraph, type LayeredNode } from '#shared/layout/layered-graph.ts';
import { stepFrom } from '#shared/layout/graph-step.ts';

/** `a>b` one edge a word; `~` soft, `!` aside. */
function edges(text: string): LayeredEdge[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [from = '', to = ''] = word.split(/[>~!]/);
      const kind = word.includes('~') ? 'soft' : word.includes('!') ? 'aside' : 'hard';
      return { id: word, from, to, kind };
    });
}

function nodes(ids: string, cluster: Record<string, string> = {}): LayeredNode[] {
  return [...ids].map((id) => ({ id, width: 178, height: 56, cluster: cluster[id] ?? null, align: 'early' }));
}

function layerOf(drawing: LayeredGraph, id: string): number | undefined {
  return drawing.nodes.find((node) => node.id === id)?.layer;
}

describe('a layered drawing', () => {
  test('gives each node the length of the longest chain before it', () => {
    const drawing = layeredGraph(nodes('abcd'), edges('a>b b>c a>d d>c a>c'));
    expect([...'abcd'].map((id) => layerOf(drawing, id))).toEqual([0, 1, 2, 1]);
  });

  test('leaves out what other edges imply, but never a preferred order', () => {
    const drawing = layeredGraph(nodes('abc'), edges('a>b b>c a>c'));
    expect(drawing.redundant).toEqual(['a>c']);
    expect(layeredGraph(nodes('abc'), edges('a>b b>c a~c')).redundant).toEqual([]);
  });

  test('turns the edge round that is known to be on a cycle, and draws it from left side to right side', () => {
    const drawing = layeredGraph(nodes('abc'), edges('c!a a>b b>c'));
    const turned = drawing.edges.filter((edge) => edge.turned);
    expect(turned.map((edge) => edge.id)).toEqual(['c!a']);
    const c = drawing.nodes.find((node) => node.id === 'c');
    expect(turned[0]?.points.slice(0, 1)).toEqual([c?.x]);
    expect(
      drawing.edges.every((edge) => edge.turned || (layerOf(drawing, edge.from) ?? Number.NaN) < (layerOf(drawing, edge.to) ?? Number.NaN)),
    ).toBe(true);
  });

  test('runs a long line straight through the layers between', () => {
    const drawing = layeredGraph(nodes('abcde'), edges('a>b b>c c>d d>e a~e'));
    const long = drawing.edges.find((edge) => edge.id === 'a~e');
    const heights = new Set(long?.points.filter((_, index) => index % 2 === 1).slice(1, -1));
    expect(heights.size).toBe(1);
  });

  test('puts what waits for us behind everything, and what we wait for just before', () => {
    const all = nodes('abcxy').map((node) =>
      node.id === 'x' ? { ...node, align: 'last' as const } : node.id === 'y' ? { ...node, align: 'late' as const } : node,
    );
    const drawing = layeredGraph(all, edges('a>b b>c a>x y>c'));
    expect([...'abcxy'].map((id) => layerOf(drawing, id))).toEqual([0, 1, 2, 3, 1]);
  });

  test('frames a cluster once where it can, and continues it where a layer without it lies between', () => {
    const together = layeredGraph(nodes('abc', { a: 'm', b: 'm', c: 'n' }), edges('a>b b>c'));
    expect(together.boxes.map((box) => [box.cluster, box.part])).toEqual([
      ['m', 0],
      ['n', 0],
    ]);
    const apart = layeredGraph(nodes('abcd', { a: 'm', d: 'm' }), edges('a>b b>c c>d'));
    expect(new Set(apart.boxes.map((box) => box.part))).toEqual(new Set([0, 1]));
  });

  test('packs many nodes without edges into a grid that is wider than one column', () => {
    const drawing = layeredGraph(
      Array.from({ length: 400 }, (_, index) => ({ id: `n${index}`, width: 178, height: 56, cluster: null, align: 'early' as const })),
      [],
    );
    expect(drawing.loose?.count).toBe(400);
    expect(drawing.nodes.every((node) => node.layer === -1)).toBe(true);
    expect(drawing.width / drawing.height).toBeGreaterThan(1);
  });

  test('is empty for nothing', () => {
    expect(layeredGraph([], [])).toEqual({ nodes: [], edges: [], redundant: [], boxes: [], layers: [], loose: null, width: 0, height: 0 });
  });

  test('lays out thousands of nodes with long edges without running out of time', () => {
    const count = 3000;
    const many = Array.from({ length: count }, (_, index) => ({
      id: `n${index}`,
      width: 178,
      height: 56,
      cluster: null,
      align: 'early' as const,
    }));
    const links = Array.from({ length: count - 1 }, (_, index): LayeredEdge[] => [
      { id: `a${index}`, from: `n${Math.floor(index / 3)}`, to: `n${index + 1}`, kind: 'hard' },
      { id: `b${index}`, from: `n${Math.max(0, index - 5)}`, to: `n${index + 1}`, kind: 'soft' },
    ]).flat();
    const drawing = layeredGraph(many, links);
    expect(drawing.nodes).toHaveLength(count);
    expect(drawing.edges.length + drawing.redundant.length).toBe(links.length);
  });
});

describe('the arrow keys', () => {
  const drawing = layeredGraph(nodes('abcd'), edges('a>b a>c b>d'));
  test('go along the lines and along the layer', () => {
    expect(stepFrom(drawing, null, 'right')).toBe(drawing.nodes[0]?.id);
    expect(['b', 'c']).toContain(stepFrom(drawing, 'a', 'right'));
    expect(stepFrom(drawing, 'd', 'left')).toBe('b');
    const [upper, lower] = ['b', 'c'].sort(
      (x, y) => (drawing.nodes.find((n) => n.id === x)?.y ?? 0) - (drawing.nodes.find((n) => n.id === y)?.y ?? 0),
    );
    expect(stepFrom(drawing, upper ?? '', 'down')).toBe(lower);
    expect(stepFrom(drawing, lower ?? '', 'up')).toBe(upper);
  });

  test('stay where there is nothing further', () => {
    expect(stepFrom(drawing, 'd', 'right')).toBe('d');
    expect(stepFrom(drawing, 'a', 'left')).toBe('a');
  });
});
