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
 */
export function blockPosition(
  graph: TrunkGraph,
  layers: readonly Int32Array[],
  height: Float64Array,
  separation: Separation,
  centre: Float64Array,
): void {
  const local = localGraph(graph, layers);
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

/** One block with its items numbered layer by layer, so that a smaller number in a layer is nearer to the top. */
interface LocalGraph {
  readonly item: Int32Array;
  readonly layers: readonly Int32Array[];
  readonly place: Int32Array;
  readonly bend: Uint8Array;
  /** Neighbours inside the block, from top to bottom. */
  readonly before: readonly (readonly number[])[];
  readonly after: readonly (readonly number[])[];
}

function localGraph(graph: TrunkGraph, layers: readonly Int32Array[]): LocalGraph {
  const number = new Map<number, number>();
  const item: number[] = [];
  const place: number[] = [];
  const own = layers.map((layer) =>
    layer.map((global, index) => {
      number.set(global, item.length);
      place.push(index);
      return item.push(global) - 1;
    }),
  );
  const inside = (adjacency: Adjacency): number[][] =>
    item.map((global) => {
      const found = new Set<number>();
      for (let slot = adjacency.start[global] ?? 0; slot < (adjacency.start[global + 1] ?? 0); slot += 1) {
        const neighbour = number.get(adjacency.node[slot] ?? 0);
        if (neighbour !== undefined) found.add(neighbour);
      }
      return [...found].sort((a, b) => a - b);
    });
  return {
    item: Int32Array.from(item),
    layers: own,
    place: Int32Array.from(place),
    bend: Uint8Array.from(item, (global) => (global >= graph.nodeCount ? 1 : 0)),
    before: inside(graph.before),
    after: inside(graph.after),
  };
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
      if (inner === undefined && end < layer.length - 1) continue;
      const high = inner === undefined ? Number.POSITIVE_INFINITY : (local.place[inner] ?? 0);
      for (; scanned <= end; scanned += 1) {
        const item = layer[scanned] ?? 0;
        for (const other of local.before[item] ?? []) {
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

function innerNeighbour(local: LocalGraph, item: number, neighbours: LocalGraph['before']): number | undefined {
  return local.bend[item] === 1 ? neighbours[item]?.find((other) => local.bend[other] === 1) : undefined;
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
function medians(local: LocalGraph, item: number, neighbours: LocalGraph['before'], flipped: boolean): number[] {
  const inner = innerNeighbour(local, item, neighbours);
  if (inner !== undefined) return [inner];
  const all = neighbours[item] ?? [];
  const low = Math.floor((all.length - 1) / 2);
  const high = Math.ceil((all.length - 1) / 2);
  const middle = all.slice(Math.max(low, 0), high + 1);
  return flipped ? middle.reverse() : middle;
}
