// Third phase of the layered layout: edges over several layers become chains of bends, one a layer. The long edges that
// leave one node share a trunk, so that there are few bends, and each line still belongs to one node at its start.
import { adjacency, type Adjacency } from '#shared/graph/adjacency.ts';

/** A graph whose segments join neighbouring layers only. Items `0 … nodeCount − 1` are the nodes, the rest are bends. */
export interface TrunkGraph {
  readonly nodeCount: number;
  readonly itemCount: number;
  readonly layer: Int32Array;
  /** The node whose trunk a bend is part of; a node's own index for nodes. */
  readonly owner: Int32Array;
  /** Segments to the next layer, and to the layer before. */
  readonly after: Adjacency;
  readonly before: Adjacency;
  /** For each edge its bends in the order of the layers. */
  readonly bends: readonly (readonly number[])[];
}

/** More bends than this cost more time than they are worth: then the longest edges go without. */
const bendLimit = 24_000;

/**
 * Puts bends into the edges `from[i] → to[i]`, each of which must lead to a higher layer. Linear in nodes plus bends.
 *
 * `trunk[i]` tells apart the edges of one node that may not share a trunk. Where all bends together would be more than
 * the limit, edges over more layers than some length get none and no segments: they are drawn as one curve.
 */
export function trunkGraph(nodeCount: number, from: Int32Array, to: Int32Array, rank: Int32Array, trunk: ArrayLike<number>): TrunkGraph {
  const layer: number[] = Array.from(rank.subarray(0, nodeCount));
  const owner: number[] = Array.from({ length: nodeCount }, (_, node) => node);
  const segmentFrom: number[] = [];
  const segmentTo: number[] = [];
  const trunks = new Map<string, number[]>();
  const bends: number[][] = [];
  const longest = longestBent(from, to, rank, trunk);
  for (let edge = 0; edge < from.length; edge += 1) {
    const source = from[edge] ?? 0;
    const target = to[edge] ?? 0;
    const first = (rank[source] ?? 0) + 1;
    const length = (rank[target] ?? 0) - first;
    if (length > longest) {
      bends.push([]);
      continue;
    }
    let end = source;
    let own: number[] = [];
    if (length > 0) {
      const name = `${source} ${trunk[edge] ?? 0}`;
      const shared = trunks.get(name) ?? [];
      trunks.set(name, shared);
      while (shared.length < length) {
        const bend = layer.length;
        layer.push(first + shared.length);
        owner.push(source);
        segmentFrom.push(shared.at(-1) ?? source);
        segmentTo.push(bend);
        shared.push(bend);
      }
      own = shared.slice(0, length);
      end = own[length - 1] ?? source;
    }
    bends.push(own);
    segmentFrom.push(end);
    segmentTo.push(target);
  }
  const near = Int32Array.from(segmentFrom);
  const far = Int32Array.from(segmentTo);
  const segments = near.map((_, segment) => segment);
  return {
    nodeCount,
    itemCount: layer.length,
    layer: Int32Array.from(layer),
    owner: Int32Array.from(owner),
    after: adjacency(layer.length, near, far, segments),
    before: adjacency(layer.length, far, near, segments),
    bends,
  };
}

/** The most bends that an edge may have so that all trunks together stay within the limit. */
function longestBent(from: Int32Array, to: Int32Array, rank: Int32Array, trunk: ArrayLike<number>): number {
  const lengths = Array.from(from, (source, edge) => (rank[to[edge] ?? 0] ?? 0) - (rank[source] ?? 0) - 1);
  let most = lengths.reduce((longest, length) => Math.max(longest, length), 0);
  while (most > 1 && bendCount(from, lengths, trunk, most) > bendLimit) most = Math.floor(most * 0.7);
  return most;
}

/** How many bends there are when only edges of at most `most` bends get any: as many as the longest of each trunk. */
function bendCount(from: Int32Array, lengths: readonly number[], trunk: ArrayLike<number>, most: number): number {
  const longest = new Map<number, number>();
  let count = 0;
  lengths.forEach((length, edge) => {
    if (length > most) return;
    const name = 2 * (from[edge] ?? 0) + (trunk[edge] ?? 0);
    const known = longest.get(name) ?? 0;
    if (length <= known) return;
    longest.set(name, length);
    count += length - known;
  });
  return count;
}
