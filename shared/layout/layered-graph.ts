// The layered drawing of a dependency graph as data: nodes, edges and clusters in, coordinates out. Serves the graph
// view. Must never draw, never depend on the clock or on chance, and never let two nodes overlap.
import { must } from '#shared/base/must.ts';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import { impliedEdges } from '#shared/graph/transitive-reduction.ts';
import { arrange, type Arrangement } from './layered/arrangement.ts';
import { type Block, type BlockInput, blocksOf, possibleSplits, type Split } from './layered/block.ts';
import { looseNodes } from './layered/loose.ts';
import { looseGrid } from './layered/loose-grid.ts';
import { defaultMeasure, type Measure } from './layered/measure.ts';
import { type Alignment, longestPathRank } from './layered/rank.ts';
import { type TrunkGraph, trunkGraph } from './layered/trunk.ts';

/** A node to be placed; sizes in pixels. */
export interface LayeredNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Nodes of one cluster stand in one box, or in few. */
  readonly cluster: string | null;
  /** `late`: just before what waits for it. `last`: in a layer of its own behind everything. */
  readonly align: Alignment;
}

/** An edge to be drawn: `to` waits for `from`. An `aside` edge is known to be on a cycle and is the first to be turned round. */
export interface LayeredEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: 'hard' | 'soft' | 'aside';
}

/** A node at its place: pixels of its top left corner. */
export interface PlacedNode {
  readonly id: string;
  /** From 0: how many steps the longest chain before it has; −1 for nodes without edges, which stand in a grid. */
  readonly layer: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An edge as a line. */
export interface RoutedEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Part of a cycle and drawn against the flow, from the left side of `from` to the right side of `to`. */
  readonly turned: boolean;
  /** `x0, y0, x1, y1, …` from `from` to `to`; each piece is a curve with horizontal tangents at both ends. */
  readonly points: readonly number[];
}

/** The frame around a cluster, or around a part of it. */
export interface ClusterBox {
  readonly cluster: string;
  /** 0 for the first box of a cluster; more for those that continue it. */
  readonly part: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The whole drawing, in pixels at full size. */
export interface LayeredGraph {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly RoutedEdge[];
  /** Edges that others imply; they have no line. */
  readonly redundant: readonly string[];
  readonly boxes: readonly ClusterBox[];
  readonly layers: readonly { readonly x: number; readonly width: number }[];
  /** Top of the grid of nodes without edges, and how many there are. */
  readonly loose: { readonly y: number; readonly count: number } | null;
  readonly width: number;
  readonly height: number;
}

/** A split must make the drawing this much lower, in pixels, to be worth a second box. */
const worthSplit = 48;
/** Each split is tried by laying the graph out again, so large graphs do without. */
const splitLimit = { items: 600, tries: 40 };

/**
 * Lays the graph out in layers from left to right. Equal input gives equal output. Edges with an unknown end, and from
 * a node to itself, have no line.
 *
 * Method: Sugiyama, Tagawa and Toda, "Methods for visual understanding of hierarchical system structures" (1981), with
 * one file a phase in `layered/`, each of which names its own source. Close to linear; large graphs get fewer sweeps.
 */
export function layeredGraph(
  nodes: readonly LayeredNode[],
  edges: readonly LayeredEdge[],
  measure: Measure = defaultMeasure,
): LayeredGraph {
  const { lines, redundant, order } = readableLines(nodes, edges);
  const number = new Map(nodes.map((node, index) => [node.id, index]));
  const nodeOf = (id: string): number => must(number.get(id), 'a known node');
  const start = Int32Array.from(lines, ({ edge, turned }) => nodeOf(turned ? edge.to : edge.from));
  const end = Int32Array.from(lines, ({ edge, turned }) => nodeOf(turned ? edge.from : edge.to));
  const align = nodes.map((node) => node.align);
  const rank = longestPathRank(order, start, end, align);
  const clusters = [...new Set(nodes.flatMap((node) => node.cluster ?? []))];
  const clusterOf = new Map(clusters.map((name, index) => [name, index]));
  const cluster = nodes.map((node) => (node.cluster === null ? -1 : (clusterOf.get(node.cluster) ?? -1)));
  const loose = looseNodes(cluster, rank, start, end);

  // From here on the linked nodes have numbers of their own, so that loose ones cost nothing.
  const linked = nodes.flatMap((node, index) => (loose[index] === 1 ? [] : [{ node, index }]));
  const local = new Int32Array(nodes.length).fill(-1);
  linked.forEach(({ index }, position) => {
    local[index] = position;
  });
  const input = {
    nodeCount: linked.length,
    cluster: linked.map(({ index }) => cluster[index] ?? -1),
    rank: Int32Array.from(linked, ({ index }) => rank[index] ?? 0),
    from: start.map((node) => local[node] ?? 0),
    to: end.map((node) => local[node] ?? 0),
  };
  const graph = trunkGraph(
    input.nodeCount,
    input.from,
    input.to,
    input.rank,
    lines.map(({ turned }) => (turned ? 1 : 0)),
  );
  const height = Float64Array.from(linked, ({ node }) => node.height);
  const arrangement = bestArrangement(
    input,
    (blocks) => arrange({ graph, from: input.from, to: input.to, blocks, height, measure }),
    graph,
  );

  const layers = layerColumns(linked, input.rank, measure);
  const left = layers.length > 0 ? must(layers[0], 'a first layer').x : measure.frame.side;
  const placed = linked.map(({ node }, position) => ({
    id: node.id,
    layer: input.rank[position] ?? 0,
    x: layers[input.rank[position] ?? 0]?.x ?? left,
    y: (arrangement.centre[position] ?? 0) - node.height / 2,
    width: node.width,
    height: node.height,
  }));
  const drawnEdges = lines.map(({ edge, turned }, line) => {
    const points = route(graph, line, input, placed, arrangement, layers);
    return { id: edge.id, from: edge.from, to: edge.to, turned, points: turned ? reversePoints(points) : points };
  });
  const boxes = arrangement.frames.map((frame) => {
    const first = must(layers[frame.firstLayer], 'the first layer of a box');
    const last = must(layers[frame.lastLayer], 'the last layer of a box');
    return {
      cluster: clusters[frame.cluster] ?? '',
      part: frame.part,
      x: first.x - measure.frame.side,
      y: frame.top,
      width: last.x + last.width - first.x + 2 * measure.frame.side,
      height: frame.bottom - frame.top,
    };
  });
  const lastLayer = layers.at(-1);
  const drawing: LayeredGraph = {
    nodes: placed,
    edges: drawnEdges,
    redundant,
    boxes,
    layers,
    loose: null,
    width: lastLayer === undefined ? 0 : lastLayer.x + lastLayer.width + measure.frame.side,
    height: arrangement.height,
  };
  const rest = nodes.flatMap((node, index) => (loose[index] === 1 ? [{ node, cluster: cluster[index] ?? -1 }] : []));
  return rest.length === 0 ? drawing : withLoose(drawing, rest, clusters, left, measure);
}

interface Line {
  readonly edge: LayeredEdge;
  readonly turned: boolean;
}

/** Edges that get a line, the hard ones first, with those that close a cycle turned; and the nodes in an order that all lines follow. */
function readableLines(
  nodes: readonly LayeredNode[],
  edges: readonly LayeredEdge[],
): { lines: Line[]; redundant: string[]; order: Int32Array } {
  const weight = { hard: 0, soft: 1, aside: 2 };
  const ids = nodes.map((node) => node.id);
  const known = new Set(ids);
  const usable = edges
    .filter((edge) => edge.from !== edge.to && known.has(edge.from) && known.has(edge.to))
    .sort((a, b) => weight[a.kind] - weight[b.kind]);
  const { order, setAside } = dependencyGraph(ids, usable);
  const turned = new Set(setAside);
  const hard = usable.filter((edge, index) => edge.kind === 'hard' && !turned.has(index));
  const implied = new Set(Array.from(impliedEdges(dependencyGraph(ids, hard)), (index) => must(hard[index], 'an implied edge').id));
  return {
    lines: usable.flatMap((edge, index) => (implied.has(edge.id) ? [] : [{ edge, turned: turned.has(index) }])),
    redundant: [...implied],
    order,
  };
}

/** Splits clusters where a layer without members lies between, and then wherever that makes the drawing clearly lower. */
function bestArrangement(input: BlockInput, lay: (blocks: Block[]) => Arrangement, graph: TrunkGraph): Arrangement {
  const possible = possibleSplits(input);
  let splits: Split[] = possible.filter(({ empty }) => empty);
  let best = lay(blocksOf(input, splits));
  if (graph.itemCount > splitLimit.items) return best;
  for (const split of possible.filter(({ empty }) => !empty).slice(0, splitLimit.tries)) {
    const tried = lay(blocksOf(input, [...splits, split]));
    if (tried.height > best.height - worthSplit) continue;
    best = tried;
    splits = [...splits, split];
  }
  return best;
}

function layerColumns(
  linked: readonly { readonly node: LayeredNode }[],
  rank: Int32Array,
  measure: Measure,
): { x: number; width: number }[] {
  const widths: number[] = [];
  linked.forEach(({ node }, position) => {
    const layer = rank[position] ?? 0;
    while (widths.length <= layer) widths.push(0);
    widths[layer] = Math.max(widths[layer] ?? 0, node.width);
  });
  let x = measure.frame.side;
  return widths.map((width) => {
    const column = { x, width };
    x += width + measure.layerGap;
    return column;
  });
}

/** The corners of a line: out of the node, straight through each layer in between, into the next node. */
function route(
  graph: TrunkGraph,
  line: number,
  input: BlockInput,
  placed: readonly PlacedNode[],
  { centre }: Arrangement,
  layers: LayeredGraph['layers'],
): number[] {
  const source = input.from[line] ?? 0;
  const target = input.to[line] ?? 0;
  const first = must(placed[source], 'a placed source');
  const last = must(placed[target], 'a placed target');
  const points = [first.x + first.width, centre[source] ?? 0];
  for (const bend of graph.bends[line] ?? []) {
    const column = must(layers[graph.layer[bend] ?? 0], 'the layer of a bend');
    points.push(column.x, centre[bend] ?? 0, column.x + column.width, centre[bend] ?? 0);
  }
  points.push(last.x, centre[target] ?? 0);
  return points;
}

function reversePoints(points: readonly number[]): number[] {
  const reversed: number[] = [];
  for (let index = points.length - 2; index >= 0; index -= 2) reversed.push(points[index] ?? 0, points[index + 1] ?? 0);
  return reversed;
}

function withLoose(
  drawing: LayeredGraph,
  rest: readonly { readonly node: LayeredNode; readonly cluster: number }[],
  clusters: readonly string[],
  left: number,
  measure: Measure,
): LayeredGraph {
  const groups = [...Map.groupBy(rest, ({ cluster }) => cluster)].sort(([a], [b]) => (a < 0 ? 1 : b < 0 ? -1 : a - b));
  const grid = looseGrid({
    cell: { width: Math.max(...rest.map(({ node }) => node.width)), height: Math.max(...rest.map(({ node }) => node.height)) },
    groups: groups.map(([cluster, members]) => ({ cluster, count: members.length })),
    columns: drawing.layers.length,
    measure,
  });
  const y = drawing.nodes.length === 0 ? 0 : drawing.height + measure.looseGap;
  const continued = new Map<string, number>();
  for (const box of drawing.boxes) continued.set(box.cluster, Math.max(continued.get(box.cluster) ?? 0, box.part + 1));
  return {
    ...drawing,
    nodes: [
      ...drawing.nodes,
      ...groups.flatMap(([, members], group) =>
        members.map(({ node }, index) => {
          const cell = must(grid.cells[group]?.[index], 'a cell for every loose node');
          return { id: node.id, layer: -1, x: left + cell.x, y: y + cell.y, width: node.width, height: node.height };
        }),
      ),
    ],
    boxes: [
      ...drawing.boxes,
      ...grid.frames.map((frame) => {
        const cluster = clusters[frame.cluster] ?? '';
        return { ...frame, cluster, part: continued.get(cluster) ?? 0, x: left + frame.x, y: y + frame.y };
      }),
    ],
    loose: { y, count: rest.length },
    width: Math.max(drawing.width, left + grid.width + measure.frame.side),
    height: y + grid.height,
  };
}
