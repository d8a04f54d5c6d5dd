// Seventh phase of the layered layout: the height of each item inside its block. Long lines become straight and parents
// stand in the middle of their children; the order of the layers is never changed and items never overlap.
import type { Adjacency } from '#shared/graph/adjacency.ts';
import { compact } from './compaction.ts';
import type { TrunkGraph } from './trunk.ts';

/** How far apart the centres of two items that follow each other in a layer must be, in pixels. */
export type Separation = (upper: number, lower: number) => number;

/**
 * Writes the centre of each item of `layers` into `centre`, in pixels from an arbitrary zero. Linear in items and
 * segments, apart from sorting neighbours.
 *
 * Method: Brandes and Köpf, "Fast and simple horizontal coordinate assignment" (2001): four alignments, one for each
 * pair of directions, compacted and averaged. Compaction by longest path over the aligned rows, as the erratum of
 * Brandes, Walter and Zink (2020) shows the published class shift to be wrong.
 *
 * @param layers the block's items, layer by layer from top to bottom; lines to other blocks do not count.
 * @param numberOf room for one number an item of the graph, all −1; left as it was.
 */
export function blockPosition(
  graph: TrunkGraph,
  layers: readonly Int32Array[],
  height: Float64Array,
  separation: Separation,
  centre: Float64Array,
  numberOf: Int32Array,
): void {
  const local = localGraph(graph, layers, numberOf);
  const apart: Separation = (upper, lower) => separation(local.item[upper] ?? 0, local.item[lower] ?? 0);
  const conflict = conflicts(local);
  const size = local.item.length;
  const tall = Float64Array.from(local.item, (item) => height[item] ?? 0);
  const results: { at: Float64Array; low: number; high: number; flipped: boolean }[] = [];
  for (const forward of [true, false]) {
    for (const flipped of [false, true]) {
      const root = align(local, conflict, forward, flipped);
      const at = compact(local.layers, root, apart, flipped);
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      for (let item = 0; item < size; item += 1) {
        low = Math.min(low, (at[item] ?? 0) - (tall[item] ?? 0) / 2);
        high = Math.max(high, (at[item] ?? 0) + (tall[item] ?? 0) / 2);
      }
      results.push({ at, low, high, flipped });
    }
  }
  const smallest = results.reduce((best, next) => (next.high - next.low < best.high - best.low ? next : best));
  const shift = results.map(({ low, high, flipped }) => (flipped ? smallest.high - high : smallest.low - low));
  const four = new Float64Array(4);
  for (let item = 0; item < size; item += 1) {
    results.forEach(({ at }, index) => {
      four[index] = (at[item] ?? 0) + (shift[index] ?? 0);
    });
    four.sort();
    centre[local.item[item] ?? 0] = ((four[1] ?? 0) + (four[2] ?? 0)) / 2;
  }
}

/** Neighbours of local items: those of `item` are `node[start[item]]` up to, not including, `node[start[item + 1]]`, from top to bottom. */
interface Neighbours {
  readonly start: Int32Array;
  readonly node: Int32Array;
}

/** One block with its items numbered layer by layer, so that a smaller number in a layer is nearer to the top. */
interface LocalGraph {
  readonly item: Int32Array;
  readonly layers: readonly Int32Array[];
  readonly place: Int32Array;
  readonly bend: Uint8Array;
  /** Inside the block only. */
  readonly before: Neighbours;
  readonly after: Neighbours;
}

function localGraph(graph: TrunkGraph, layers: readonly Int32Array[], numberOf: Int32Array): LocalGraph {
  const size = layers.reduce((sum, layer) => sum + layer.length, 0);
  const item = new Int32Array(size);
  const place = new Int32Array(size);
  let next = 0;
  const own = layers.map((layer) =>
    layer.map((global, index) => {
      const number = next;
      next += 1;
      numberOf[global] = number;
      item[number] = global;
      place[number] = index;
      return number;
    }),
  );
  const before = neighboursInside(graph.before, item, numberOf);
  const after = neighboursInside(graph.after, item, numberOf);
  for (const global of item) numberOf[global] = -1;
  return { item, layers: own, place, bend: Uint8Array.from(item, (global) => (global >= graph.nodeCount ? 1 : 0)), before, after };
}

function neighboursInside(adjacency: Adjacency, item: Int32Array, numberOf: Int32Array): Neighbours {
  const start = new Int32Array(item.length + 1);
  const node: number[] = [];
  const found: number[] = [];
  for (let number = 0; number < item.length; number += 1) {
    const global = item[number] ?? 0;
    found.length = 0;
    for (let slot = adjacency.start[global] ?? 0; slot < (adjacency.start[global + 1] ?? 0); slot += 1) {
      const neighbour = numberOf[adjacency.node[slot] ?? 0] ?? -1;
      if (neighbour >= 0) found.push(neighbour);
    }
    if (found.length > 1) found.sort((a, b) => a - b);
    // Edges that are repeated must not weigh more.
    for (let index = 0; index < found.length; index += 1) if (found[index] !== found[index - 1]) node.push(found[index] ?? 0);
    start[number + 1] = node.length;
  }
  return { start, node: Int32Array.from(node) };
}

/** Segments that cross a piece of a long line, as `before · size + after`: they give way, so that long lines stay straight. */
function conflicts(local: LocalGraph): ReadonlySet<number> {
  const size = local.item.length;
  const found = new Set<number>();
  for (let index = 1; index < local.layers.length; index += 1) {
    const layer = local.layers[index] ?? new Int32Array();
    let scanned = 0;
    let low = 0;
    for (let end = 0; end < layer.length; end += 1) {
      const inner = innerNeighbour(local, layer[end] ?? 0, local.before);
      if (inner === -1 && end < layer.length - 1) continue;
      const high = inner === -1 ? Number.POSITIVE_INFINITY : (local.place[inner] ?? 0);
      for (; scanned <= end; scanned += 1) {
        const item = layer[scanned] ?? 0;
        for (let slot = local.before.start[item] ?? 0; slot < (local.before.start[item + 1] ?? 0); slot += 1) {
          const other = local.before.node[slot] ?? 0;
          const at = local.place[other] ?? 0;
          const straight = local.bend[other] === 1 && local.bend[item] === 1;
          if ((at < low || at > high) && !straight) found.add(other * size + item);
        }
      }
      low = high;
    }
  }
  return found;
}

/** For a piece of a long line the piece that continues it, −1 for everything else. */
function innerNeighbour(local: LocalGraph, item: number, neighbours: Neighbours): number {
  if (local.bend[item] !== 1) return -1;
  for (let slot = neighbours.start[item] ?? 0; slot < (neighbours.start[item + 1] ?? 0); slot += 1) {
    const other = neighbours.node[slot] ?? 0;
    if (local.bend[other] === 1) return other;
  }
  return -1;
}

/** Joins items of successive layers into rows that shall be straight; gives for each item the row's first item. */
function align(local: LocalGraph, conflict: ReadonlySet<number>, forward: boolean, flipped: boolean): Int32Array {
  const size = local.item.length;
  const root = Int32Array.from({ length: size }, (_, item) => item);
  const neighbours = forward ? local.before : local.after;
  for (let step = 1; step < local.layers.length; step += 1) {
    const layer = local.layers[forward ? step : local.layers.length - 1 - step] ?? new Int32Array();
    let reached = flipped ? Number.POSITIVE_INFINITY : -1;
    for (let index = 0; index < layer.length; index += 1) {
      const item = layer[flipped ? layer.length - 1 - index : index] ?? 0;
      for (const other of medians(local, item, neighbours, flipped)) {
        const at = local.place[other] ?? 0;
        const free = flipped ? at < reached : at > reached;
        if (!free || conflict.has(forward ? other * size + item : item * size + other)) continue;
        root[item] = root[other] ?? other;
        reached = at;
        break;
      }
    }
  }
  return root;
}

/** The one or two neighbours in the middle, in the order of preference; for a piece of a long line only its continuation. */
function medians(local: LocalGraph, item: number, neighbours: Neighbours, flipped: boolean): number[] {
  const inner = innerNeighbour(local, item, neighbours);
  if (inner !== -1) return [inner];
  const first = neighbours.start[item] ?? 0;
  const count = (neighbours.start[item + 1] ?? 0) - first;
  if (count === 0) return [];
  const low = neighbours.node[first + ((count - 1) >> 1)] ?? 0;
  if (count % 2 === 1) return [low];
  const high = neighbours.node[first + (count >> 1)] ?? 0;
  return flipped ? [high, low] : [low, high];
}
