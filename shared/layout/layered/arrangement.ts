// Eighth phase of the layered layout: blocks become boxes and are moved up as far as they go. Boxes never overlap, and
// a block never lies above one that the order puts before it in a layer that both use.
import { must } from '#shared/base/must.ts';
import type { Block } from './block.ts';
import { blockOrder } from './block-order.ts';
import type { Measure } from './measure.ts';
import { layerOrder } from './order.ts';
import { blockPosition } from './position.ts';
import type { TrunkGraph } from './trunk.ts';

/** The frame of a part of a cluster; `top` and `bottom` in pixels from the top of the drawing. */
interface Frame {
  readonly cluster: number;
  readonly part: number;
  readonly firstLayer: number;
  readonly lastLayer: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where everything with an edge stands, from top to bottom. */
export interface Arrangement {
  /** Centre of each item, in pixels from the top. */
  readonly centre: Float64Array;
  readonly frames: readonly Frame[];
  readonly height: number;
}

/** What {@link arrange} works on; `from` and `to` are the edges between nodes. */
export interface ArrangeInput {
  readonly graph: TrunkGraph;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly blocks: readonly Block[];
  /** Height of each node. */
  readonly height: Float64Array;
  readonly measure: Measure;
}

/** Loose blocks of at most this many nodes in one layer are fitted in where there is room beside what they are linked to. */
const fittedIn = 3;

/**
 * Orders blocks and layers, gives every item its height and packs the blocks.
 *
 * Method of the packing: a skyline per layer (after Baker, Coffman and Rivest's bottom-left rule, "Orthogonal packings
 * in two dimensions", 1980): each block in turn goes as high as the profile of its layers lets it. Small blocks without
 * a cluster come last and take the free stretch that is nearest to what they are linked to.
 */
export function arrange({ graph, from, to, blocks, height, measure }: ArrangeInput): Arrangement {
  const blockOfNode = new Int32Array(graph.nodeCount);
  blocks.forEach((block, index) => {
    for (const node of block.members) blockOfNode[node] = index;
  });
  const order = blockOrder(blocks, blockOfNode, from, to);
  const placeOfBlock = new Int32Array(blocks.length);
  order.forEach((block, index) => {
    placeOfBlock[block] = index;
  });
  const place = Int32Array.from(graph.owner, (node) => placeOfBlock[blockOfNode[node] ?? 0] ?? 0);
  const layers = layerOrder(graph, place);
  const piece = piecesOf(layers, place, blocks.length);

  const tall = new Float64Array(graph.itemCount);
  tall.set(height.subarray(0, graph.nodeCount));
  const separation = (upper: number, lower: number): number => {
    const gap = upper < graph.nodeCount && lower < graph.nodeCount ? measure.nodeGap : measure.lineGap;
    return ((tall[upper] ?? 0) + (tall[lower] ?? 0)) / 2 + gap;
  };
  const centre = new Float64Array(graph.itemCount);
  const numberOf = new Int32Array(graph.itemCount).fill(-1);
  const taken: Span[][] = layers.map(() => []);
  const placed = new Uint8Array(blocks.length);
  const links = linksByBlock(blockOfNode, from, to, blocks.length);
  const frames: Frame[] = [];
  const isSmall = (index: number): boolean => {
    const block = must(blocks[index], 'a block of the order');
    return (
      block.cluster < 0 &&
      block.members.length <= fittedIn &&
      piece[placeOfBlock[index] ?? 0]?.layers.length === 1 &&
      links[index]?.length !== 0
    );
  };
  for (const index of [...order.filter((block) => !isSmall(block)), ...order.filter(isSmall)]) {
    const block = must(blocks[index], 'a block of the order');
    const own = must(piece[placeOfBlock[index] ?? 0], 'layers of a block');
    blockPosition(graph, own.layers, tall, separation, centre, numberOf);
    const frame = block.cluster < 0 ? null : frameOf(block, graph, centre, height, measure);
    const profile = profileOf(own, frame, centre, tall, measure);
    const wanted = isSmall(index) ? levelWith(links[index] ?? [], placed, blockOfNode, centre) : null;
    const shift = Math.ceil(
      wanted === null ? topmost(profile, taken, measure.blockGap) : nearest(profile, taken, measure.blockGap, wanted),
    );
    for (const layer of own.layers) for (const item of layer) centre[item] = (centre[item] ?? 0) + shift;
    for (const { layer, top, bottom } of profile)
      insert(must(taken[layer], 'a layer of the graph'), { top: top + shift, bottom: bottom + shift });
    if (frame !== null) frames.push({ ...frame, top: frame.top + shift, bottom: frame.bottom + shift });
    placed[index] = 1;
  }
  return { centre, frames, height: taken.reduce((most, spans) => Math.max(most, spans.at(-1)?.bottom ?? 0), 0) };
}

/** A stretch of a layer that something occupies. */
interface Span {
  readonly top: number;
  readonly bottom: number;
}

interface LayerSpan extends Span {
  readonly layer: number;
}

/** How far to move a block so that it is below everything in its layers, and not above the top. */
function topmost(profile: readonly LayerSpan[], taken: readonly (readonly Span[])[], gap: number): number {
  let shift = Number.NEGATIVE_INFINITY;
  for (const { layer, top } of profile) {
    const lowest = taken[layer]?.at(-1);
    shift = Math.max(shift, -top, lowest === undefined ? shift : lowest.bottom + gap - top);
  }
  return shift;
}

/** How far to move a block of one layer so that it is in a free stretch and as near to `wanted` as can be. */
function nearest(profile: readonly LayerSpan[], taken: readonly (readonly Span[])[], gap: number, wanted: number): number {
  let best = topmost(profile, taken, gap);
  for (const { layer, top, bottom } of profile) {
    let free = -top;
    for (const span of taken[layer] ?? []) {
      const last = Math.floor(span.top - gap - bottom);
      const candidate = Math.min(Math.max(free, wanted), last);
      if (candidate >= free && Math.abs(candidate - wanted) < Math.abs(best - wanted)) best = candidate;
      free = Math.ceil(span.bottom + gap - top);
    }
    const below = Math.max(free, wanted);
    if (Math.abs(below - wanted) < Math.abs(best - wanted)) best = below;
  }
  return best;
}

/** Keeps the spans of a layer in order from top to bottom. */
function insert(spans: Span[], span: Span): void {
  let at = spans.length;
  while (at > 0 && (spans[at - 1]?.top ?? 0) > span.top) at -= 1;
  spans.splice(at, 0, span);
}

interface Piece {
  readonly firstLayer: number;
  readonly layers: readonly Int32Array[];
}

/** Cuts the layers by block; a block without items in a layer between its first and last gets an empty piece there. */
function piecesOf(layers: readonly Int32Array[], place: Int32Array, count: number): Piece[] {
  const pieces: { firstLayer: number; layers: Int32Array[] }[] = Array.from({ length: count }, () => ({ firstLayer: -1, layers: [] }));
  layers.forEach((layer, index) => {
    for (let first = 0; first < layer.length;) {
      const block = place[layer[first] ?? 0] ?? 0;
      let end = first + 1;
      while (end < layer.length && place[layer[end] ?? 0] === block) end += 1;
      const own = must(pieces[block], 'a piece for every block');
      if (own.firstLayer === -1) own.firstLayer = index;
      while (own.firstLayer + own.layers.length < index) own.layers.push(new Int32Array());
      own.layers.push(layer.subarray(first, end));
      first = end;
    }
  });
  return pieces;
}

function frameOf(block: Block, graph: TrunkGraph, centre: Float64Array, height: Float64Array, measure: Measure): Frame {
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  let firstLayer = Number.POSITIVE_INFINITY;
  let lastLayer = -1;
  for (const node of block.members) {
    top = Math.min(top, (centre[node] ?? 0) - (height[node] ?? 0) / 2);
    bottom = Math.max(bottom, (centre[node] ?? 0) + (height[node] ?? 0) / 2);
    firstLayer = Math.min(firstLayer, graph.layer[node] ?? 0);
    lastLayer = Math.max(lastLayer, graph.layer[node] ?? 0);
  }
  const { cluster, part } = block;
  return { cluster, part, firstLayer, lastLayer, top: top - measure.frame.top, bottom: bottom + measure.frame.bottom };
}

/** What a block occupies in each of its layers. */
function profileOf(own: Piece, frame: Frame | null, centre: Float64Array, tall: Float64Array, measure: Measure): LayerSpan[] {
  return own.layers.flatMap((items, index) => {
    const layer = own.firstLayer + index;
    const framed = frame !== null && layer >= frame.firstLayer && layer <= frame.lastLayer;
    if (items.length === 0 && !framed) return [];
    let top = framed ? frame.top - measure.nameRise : Number.POSITIVE_INFINITY;
    let bottom = framed ? frame.bottom : Number.NEGATIVE_INFINITY;
    for (const item of items) {
      top = Math.min(top, (centre[item] ?? 0) - (tall[item] ?? 0) / 2);
      bottom = Math.max(bottom, (centre[item] ?? 0) + (tall[item] ?? 0) / 2);
    }
    return [{ layer, top, bottom }];
  });
}

function linksByBlock(blockOfNode: Int32Array, from: Int32Array, to: Int32Array, count: number): [own: number, other: number][][] {
  const links: [number, number][][] = Array.from({ length: count }, () => []);
  for (let edge = 0; edge < from.length; edge += 1) {
    const source = from[edge] ?? 0;
    const target = to[edge] ?? 0;
    if (blockOfNode[source] === blockOfNode[target]) continue;
    links[blockOfNode[source] ?? 0]?.push([source, target]);
    links[blockOfNode[target] ?? 0]?.push([target, source]);
  }
  return links;
}

/** How far to move a block so that it is level, on average, with what it is linked to and what already has its place; `null` without any. */
function levelWith(
  links: readonly (readonly [own: number, other: number])[],
  placed: Uint8Array,
  blockOfNode: Int32Array,
  centre: Float64Array,
): number | null {
  let sum = 0;
  let count = 0;
  for (const [own, other] of links) {
    if (placed[blockOfNode[other] ?? 0] !== 1) continue;
    sum += (centre[other] ?? 0) - (centre[own] ?? 0);
    count += 1;
  }
  return count === 0 ? null : sum / count;
}
