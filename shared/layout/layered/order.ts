// Sixth phase of the layered layout: the order of the items inside each layer. Blocks stay together and in their order;
// inside a block the order follows the lines. Deterministic: ties keep the order that people gave.
import { crossings } from './crossing.ts';
import type { Adjacency } from '#shared/graph/adjacency.ts';
import type { TrunkGraph } from './trunk.ts';

/** Sweeps and exchanges fit for a graph of this size, so that large ones stay fast; a count, not a clock, to be repeatable. */
function effort(itemCount: number): { sweeps: number; exchanges: number } {
  if (itemCount > 60_000) return { sweeps: 2, exchanges: 0 };
  if (itemCount > 20_000) return { sweeps: 4, exchanges: 0 };
  if (itemCount > 6_000) return { sweeps: 8, exchanges: 1 };
  return { sweeps: 24, exchanges: 4 };
}

/**
 * Orders each layer so that few lines cross; returns the items of every layer from top to bottom.
 *
 * Method: layer-by-layer sweeps with the barycentre rule (Sugiyama, Tagawa and Toda, "Methods for visual understanding
 * of hierarchical system structures", 1981) forth and back, followed by exchanges of neighbours (Gansner et al., "A
 * technique for drawing directed graphs", 1993); the best order seen is kept.
 *
 * @param place rank of the block of each item among all blocks; items of equal rank stand together.
 */
export function layerOrder(graph: TrunkGraph, place: Int32Array): Int32Array[] {
  const layers = firstOrder(graph, place);
  const position = new Int32Array(graph.itemCount);
  for (const layer of layers) renumber(layer, position);
  const { sweeps, exchanges } = effort(graph.itemCount);
  let best = layers.map((layer) => layer.slice());
  let fewest = allCrossings(graph, layers, position);
  let idle = 0;
  for (let sweep = 0; sweep < sweeps && fewest > 0 && idle < 4; sweep += 1) {
    const down = sweep % 2 === 0;
    for (let step = 1; step < layers.length; step += 1) {
      const layer = layers[down ? step : layers.length - 1 - step] ?? new Int32Array();
      sortLayer(layer, down ? graph.before : graph.after, position, place);
    }
    for (let round = 0; round < exchanges && exchange(graph, layers, position, place); round += 1);
    const now = allCrossings(graph, layers, position);
    idle += 1;
    if (now >= fewest) continue;
    fewest = now;
    best = layers.map((layer) => layer.slice());
    idle = 0;
  }
  return best;
}

function firstOrder(graph: TrunkGraph, place: Int32Array): Int32Array[] {
  const layers: number[][] = [];
  for (let item = 0; item < graph.itemCount; item += 1) {
    const layer = graph.layer[item] ?? 0;
    while (layers.length <= layer) layers.push([]);
    layers[layer]?.push(item);
  }
  return layers.map((items) =>
    Int32Array.from(items.sort((a, b) => (place[a] ?? 0) - (place[b] ?? 0) || (graph.owner[a] ?? 0) - (graph.owner[b] ?? 0) || a - b)),
  );
}

function renumber(layer: Int32Array, position: Int32Array): void {
  layer.forEach((item, index) => {
    position[item] = index;
  });
}

function allCrossings(graph: TrunkGraph, layers: readonly Int32Array[], position: Int32Array): number {
  let total = 0;
  for (let index = 0; index + 1 < layers.length; index += 1) {
    total += crossings(layers[index] ?? [], graph.after, position, layers[index + 1]?.length ?? 0);
  }
  return total;
}

/** Sorts the items of each block by the mean position of their neighbours; items without any keep their place. */
function sortLayer(layer: Int32Array, neighbours: Adjacency, position: Int32Array, place: Int32Array): void {
  for (let first = 0; first < layer.length;) {
    const block = place[layer[first] ?? 0];
    let end = first + 1;
    while (end < layer.length && place[layer[end] ?? 0] === block) end += 1;
    const slots: number[] = [];
    const movers: { item: number; mean: number }[] = [];
    for (let index = first; index < end; index += 1) {
      const item = layer[index] ?? 0;
      const from = neighbours.start[item] ?? 0;
      const to = neighbours.start[item + 1] ?? 0;
      if (from === to) continue;
      let sum = 0;
      for (let slot = from; slot < to; slot += 1) sum += position[neighbours.node[slot] ?? 0] ?? 0;
      slots.push(index);
      movers.push({ item, mean: sum / (to - from) });
    }
    movers.sort((a, b) => a.mean - b.mean || (position[a.item] ?? 0) - (position[b.item] ?? 0));
    movers.forEach(({ item }, index) => {
      layer[slots[index] ?? 0] = item;
    });
    first = end;
  }
  renumber(layer, position);
}

/** Exchanges neighbours inside blocks where that removes crossings; true when any were exchanged. */
function exchange(graph: TrunkGraph, layers: readonly Int32Array[], position: Int32Array, place: Int32Array): boolean {
  let changed = false;
  for (const layer of layers) {
    for (let index = 0; index + 1 < layer.length; index += 1) {
      const upper = layer[index] ?? 0;
      const lower = layer[index + 1] ?? 0;
      if (place[upper] !== place[lower]) continue;
      const gain = pairGain(graph.before, position, upper, lower) + pairGain(graph.after, position, upper, lower);
      if (gain <= 0) continue;
      layer[index] = lower;
      layer[index + 1] = upper;
      position[lower] = index;
      position[upper] = index + 1;
      changed = true;
    }
  }
  return changed;
}

/** Crossings that would vanish, minus those that would appear, if `upper` and `lower` changed places. */
function pairGain(neighbours: Adjacency, position: Int32Array, upper: number, lower: number): number {
  let gain = 0;
  for (let a = neighbours.start[upper] ?? 0; a < (neighbours.start[upper + 1] ?? 0); a += 1) {
    const placeA = position[neighbours.node[a] ?? 0] ?? 0;
    for (let b = neighbours.start[lower] ?? 0; b < (neighbours.start[lower + 1] ?? 0); b += 1) {
      gain += Math.sign(placeA - (position[neighbours.node[b] ?? 0] ?? 0));
    }
  }
  return gain;
}
