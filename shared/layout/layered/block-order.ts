// Fifth phase of the layered layout: the order of the blocks from top to bottom. Starts from the order that people gave
// and departs from it only where that shortens lines; must give the same order for the same graph.
import type { Block } from './block.ts';

const passes = 12;

/**
 * Orders blocks so that linked ones are near each other; returns indices into `blocks`.
 *
 * Blocks without a cluster first go next to the block that they are linked with most. Then neighbours change places as
 * long as the sum of distances over all links becomes smaller (adjacent exchange, after the heuristics for linear
 * arrangement in Petit, "Experiments on the minimum linear arrangement problem", 2003).
 */
export function blockOrder(blocks: readonly Block[], blockOf: Int32Array, from: Int32Array, to: Int32Array): number[] {
  const links = blocks.map(() => new Map<number, number>());
  for (let edge = 0; edge < from.length; edge += 1) {
    const a = blockOf[from[edge] ?? 0] ?? 0;
    const b = blockOf[to[edge] ?? 0] ?? 0;
    if (a === b) continue;
    links[a]?.set(b, (links[a].get(b) ?? 0) + 1);
    links[b]?.set(a, (links[b].get(a) ?? 0) + 1);
  }
  const order = firstOrder(blocks, links);
  const place = new Int32Array(blocks.length);
  order.forEach((block, index) => {
    place[block] = index;
  });
  for (let pass = 0; pass < passes; pass += 1) {
    let moved = false;
    for (let index = 0; index + 1 < order.length; index += 1) {
      const upper = order[index] ?? 0;
      const lower = order[index + 1] ?? 0;
      if (pull(links, place, upper, lower, index) - pull(links, place, lower, upper, index) <= 0) continue;
      order[index] = lower;
      order[index + 1] = upper;
      place[lower] = index;
      place[upper] = index + 1;
      moved = true;
    }
    if (!moved) break;
  }
  return order;
}

/** How much more of the links of `block` lead below than above the pair at `index`; links to `partner` do not count. */
function pull(links: readonly Map<number, number>[], place: Int32Array, block: number, partner: number, index: number): number {
  let sum = 0;
  for (const [other, weight] of links[block] ?? []) if (other !== partner) sum += (place[other] ?? 0) > index ? weight : -weight;
  return sum;
}

function firstOrder(blocks: readonly Block[], links: readonly Map<number, number>[]): number[] {
  const order: number[] = [];
  const attached = new Map<number, number[]>();
  blocks.forEach((block, index) => {
    if (block.cluster >= 0) {
      order.push(index);
      return;
    }
    const host = [...(links[index] ?? [])]
      .filter(([other]) => (blocks[other]?.cluster ?? -1) >= 0)
      .sort(([a, weightA], [b, weightB]) => weightB - weightA || a - b)[0]?.[0];
    if (host === undefined) order.push(index);
    else attached.set(host, [...(attached.get(host) ?? []), index]);
  });
  return order.flatMap((block) => [block, ...(attached.get(block) ?? [])]);
}
