// Which edges close a cycle when edges are taken one after another. Serves the dependency graph, which leaves them out.
// Must never depend on anything but the order of the edges: every peer has to set the same ones aside.
import type { Adjacency } from './adjacency.ts';
import { strongComponents } from './strong-component.ts';

/**
 * Gives the numbers of the edges that would close a cycle with the ones taken before them, ascending.
 *
 * Only edges inside a strongly connected component can do so, so the others cost nothing more. Inside, an order of the
 * nodes is kept up to date edge by edge. Method: Pearce and Kelly 2006, "A dynamic topological sort algorithm for
 * directed acyclic graphs".
 */
export function closingEdges(next: Adjacency, source: Int32Array, target: Int32Array, taken: Int32Array): Int32Array {
  const component = strongComponents(next);
  const order = new IncrementalOrder(component.length);
  const closing: number[] = [];
  for (const edge of taken) {
    const from = source[edge] ?? 0;
    const to = target[edge] ?? 0;
    if (component[from] === component[to] && !order.add(from, to)) closing.push(edge);
  }
  return Int32Array.from(closing);
}

/** A topological order that accepts edges one by one and refuses the one that closes a cycle. */
class IncrementalOrder {
  readonly #position: Int32Array;
  readonly #seen: Uint8Array;
  readonly #next = new Map<number, number[]>();
  readonly #previous = new Map<number, number[]>();

  constructor(nodes: number) {
    this.#position = Int32Array.from({ length: nodes }, (_, node) => node);
    this.#seen = new Uint8Array(nodes);
  }

  /** Takes the edge and gives `true`, or gives `false` and changes nothing when it would close a cycle. */
  add(from: number, to: number): boolean {
    if (from === to) return false;
    const lower = this.#position[to] ?? 0;
    const upper = this.#position[from] ?? 0;
    if (lower < upper) {
      const after = this.#collect(to, this.#next, (position) => position <= upper);
      const closes = this.#seen[from] === 1;
      const before = closes ? [] : this.#collect(from, this.#previous, (position) => position >= lower);
      for (const node of [...after, ...before]) this.#seen[node] = 0;
      if (closes) return false;
      this.#reorder(before, after);
    }
    append(this.#next, from, to);
    append(this.#previous, to, from);
    return true;
  }

  #collect(root: number, neighbours: ReadonlyMap<number, readonly number[]>, inside: (position: number) => boolean): number[] {
    const found = [root];
    this.#seen[root] = 1;
    for (const node of found) {
      for (const neighbour of neighbours.get(node) ?? []) {
        if (this.#seen[neighbour] === 1 || !inside(this.#position[neighbour] ?? 0)) continue;
        this.#seen[neighbour] = 1;
        found.push(neighbour);
      }
    }
    return found;
  }

  /** Deals the positions that the two groups hold anew: first to what leads to the edge, then to what follows from it. */
  #reorder(before: number[], after: number[]): void {
    const byPosition = (left: number, right: number): number => (this.#position[left] ?? 0) - (this.#position[right] ?? 0);
    const nodes = [...before.sort(byPosition), ...after.sort(byPosition)];
    const positions = nodes.map((node) => this.#position[node] ?? 0).sort((left, right) => left - right);
    for (const [at, node] of nodes.entries()) this.#position[node] = positions[at] ?? 0;
  }
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}
