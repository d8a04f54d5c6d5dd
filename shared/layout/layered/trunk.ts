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

/**
 * Puts bends into the edges `from[i] → to[i]`, each of which must lead to a higher layer. Linear in nodes plus bends.
 *
 * `trunk[i]` tells apart the edges of one node that may not share a trunk.
 */
export function trunkGraph(nodeCount: number, from: Int32Array, to: Int32Array, rank: Int32Array, trunk: ArrayLike<number>): TrunkGraph {
  const layer: number[] = Array.from(rank.subarray(0, nodeCount));
  const owner: number[] = Array.from({ length: nodeCount }, (_, node) => node);
  const segmentFrom: number[] = [];
  const segmentTo: number[] = [];
  const trunks = new Map<string, number[]>();
  const bends: number[][] = [];
  for (let edge = 0; edge < from.length; edge += 1) {
    const source = from[edge] ?? 0;
    const target = to[edge] ?? 0;
    const first = (rank[source] ?? 0) + 1;
    const length = (rank[target] ?? 0) - first;
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
