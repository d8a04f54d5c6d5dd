// Fourth phase of the layered layout: which nodes keep together. A cluster is one block, or several where that costs no
// edge; nodes without a cluster form a block with what they are linked to. Must never put two clusters into one block.

/** Nodes that are ordered and placed as one, and never interleave with others in a layer. */
export interface Block {
  /** Index of the cluster, −1 for nodes without one. */
  readonly cluster: number;
  /** 0 for the first part of its cluster, 1 and more for parts that continue it. */
  readonly part: number;
  readonly members: readonly number[];
}

/** What {@link blocksOf} works on; every array of nodes has `nodeCount` entries. */
export interface BlockInput {
  readonly nodeCount: number;
  /** Cluster of each node, −1 for none. */
  readonly cluster: ArrayLike<number>;
  readonly rank: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** A place where a cluster may be split: between layer `layer − 1` and `layer`. */
export interface Split {
  readonly cluster: number;
  readonly layer: number;
}

/** Where clusters may be split: at layers that no edge inside of the cluster crosses. `empty` says that a layer without members lies there. */
export function possibleSplits(input: BlockInput): (Split & { readonly empty: boolean })[] {
  const layers = new Map<number, Set<number>>();
  for (let node = 0; node < input.nodeCount; node += 1) {
    const cluster = input.cluster[node] ?? -1;
    if (cluster < 0) continue;
    const own = layers.get(cluster) ?? new Set();
    layers.set(cluster, own.add(input.rank[node] ?? 0));
  }
  const crossed = new Map<number, Set<number>>();
  for (let edge = 0; edge < input.from.length; edge += 1) {
    const source = input.from[edge] ?? 0;
    const target = input.to[edge] ?? 0;
    const cluster = input.cluster[source] ?? -1;
    if (cluster < 0 || cluster !== input.cluster[target]) continue;
    const own = crossed.get(cluster) ?? new Set();
    crossed.set(cluster, own);
    for (let layer = (input.rank[source] ?? 0) + 1; layer <= (input.rank[target] ?? 0); layer += 1) own.add(layer);
  }
  const splits: (Split & { readonly empty: boolean })[] = [];
  for (const [cluster, own] of [...layers].sort(([a], [b]) => a - b)) {
    const sorted = [...own].sort((a, b) => a - b);
    for (let index = 1; index < sorted.length; index += 1) {
      const layer = sorted[index] ?? 0;
      if (crossed.get(cluster)?.has(layer) !== true) splits.push({ cluster, layer, empty: layer - (sorted[index - 1] ?? 0) > 1 });
    }
  }
  return splits;
}

/** Forms the blocks, clusters first and in their order. Nearly linear in nodes and edges. */
export function blocksOf(input: BlockInput, splits: readonly Split[]): Block[] {
  const cuts = new Map<number, number[]>();
  for (const { cluster, layer } of splits)
    cuts.set(
      cluster,
      [...(cuts.get(cluster) ?? []), layer].sort((a, b) => a - b),
    );
  const parts = new Map<number, number[][]>();
  const group = looseGroups(input);
  const loose = new Map<number, number[]>();
  for (let node = 0; node < input.nodeCount; node += 1) {
    const cluster = input.cluster[node] ?? -1;
    if (cluster < 0) {
      const root = group[node] ?? node;
      loose.set(root, [...(loose.get(root) ?? []), node]);
      continue;
    }
    const layer = input.rank[node] ?? 0;
    const part = (cuts.get(cluster) ?? []).filter((cut) => cut <= layer).length;
    const own = parts.get(cluster) ?? [];
    parts.set(cluster, own);
    while (own.length <= part) own.push([]);
    own[part]?.push(node);
  }
  const blocks: Block[] = [];
  for (const [cluster, own] of [...parts].sort(([a], [b]) => a - b)) {
    own.forEach((members, part) => blocks.push({ cluster, part, members }));
  }
  const bySize = [...loose.values()].sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
  for (const members of bySize) blocks.push({ cluster: -1, part: 0, members });
  return blocks;
}

/** Names for each node without a cluster the group that it is linked with through such nodes only (union by path halving). */
function looseGroups(input: BlockInput): Int32Array {
  const parent = Int32Array.from({ length: input.nodeCount }, (_, node) => node);
  const rootOf = (start: number): number => {
    let node = start;
    for (let above = parent[node] ?? node; above !== node; above = parent[node] ?? node) {
      parent[node] = parent[above] ?? above;
      node = parent[node] ?? node;
    }
    return node;
  };
  for (let edge = 0; edge < input.from.length; edge += 1) {
    const source = input.from[edge] ?? 0;
    const target = input.to[edge] ?? 0;
    if ((input.cluster[source] ?? -1) >= 0 || (input.cluster[target] ?? -1) >= 0) continue;
    const a = rootOf(source);
    const b = rootOf(target);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  return parent.map((_, node) => rootOf(node));
}
