// Laws of the dependency graph, each against the plainest computation that can be written down.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { criticalPath } from '#shared/graph/critical-path.ts';
import { cycles } from '#shared/graph/cycle.ts';
import { type DependencyGraph, dependencyGraph } from '#shared/graph/dependency-graph.ts';
import { type Edge, findPath } from '#shared/graph/find-path.ts';
import { ancestors, descendants } from '#shared/graph/reachable.ts';
import { impliedEdges } from '#shared/graph/transitive-reduction.ts';

const size = fc.integer({ min: 1, max: 12 });

/** Ids `n0` … and any edges between them, cycles and repeats included. */
const anyGraph = size.chain((count) => {
  const node = fc.integer({ min: 0, max: count - 1 }).map((number) => `n${number}`);
  return fc.record({
    ids: fc.constant(Array.from({ length: count }, (_, number) => `n${number}`)),
    edges: fc.array(fc.record({ from: node, to: node }), { maxLength: 30 }),
  });
});

const weights = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 12, maxLength: 12 });

function kept(graph: DependencyGraph, edges: readonly Edge[]): Edge[] {
  const left = new Set([...graph.setAside, ...graph.dangling]);
  return edges.filter((_, number) => !left.has(number));
}

test('the order has every node once, after all that it waits for', () => {
  fc.assert(
    fc.property(anyGraph, ({ ids, edges }) => {
      const graph = dependencyGraph(ids, edges);
      const position = new Map([...graph.order].map((node, at) => [ids[node], at]));
      expect(position.size).toBe(ids.length);
      for (const { from, to } of kept(graph, edges)) expect(position.get(from)).toBeLessThan(position.get(to) ?? -1);
    }),
  );
});

test('an edge is set aside exactly when it closes a cycle with those kept before it', () => {
  let closing = 0;
  fc.assert(
    fc.property(anyGraph, ({ ids, edges }) => {
      const taken: Edge[] = [];
      const setAside: number[] = [];
      for (const [number, edge] of edges.entries()) {
        if (findPath(taken, edge.to, edge.from) === null) taken.push(edge);
        else setAside.push(number);
      }
      closing += setAside.length;
      expect([...dependencyGraph(ids, edges).setAside]).toEqual(setAside);
    }),
    { numRuns: 500 },
  );
  expect(closing).toBeGreaterThan(100);
});

test('a reported cycle is one, is as short as can be, and there is one exactly where edges are set aside', () => {
  fc.assert(
    fc.property(anyGraph, ({ ids, edges }) => {
      const found = cycles(ids, edges);
      expect(found.length > 0).toBe(dependencyGraph(ids, edges).setAside.length > 0);
      for (const cycle of found) {
        for (const [at, id] of cycle.entries()) {
          const to = cycle[(at + 1) % cycle.length];
          expect(edges.some((edge) => edge.from === id && edge.to === to)).toBe(true);
        }
        const [first] = cycle;
        const ways = edges.filter((edge) => edge.from === first).map((edge) => findPath(edges, edge.to, first ?? '')?.length ?? Infinity);
        expect(cycle.length).toBe(Math.min(...ways));
      }
    }),
  );
});

test('ancestors and descendants are what a path leads from and to', () => {
  fc.assert(
    fc.property(anyGraph, ({ ids, edges }) => {
      const graph = dependencyGraph(ids, edges);
      const acyclic = kept(graph, edges);
      for (const id of ids) {
        const after = ids.filter((other) => other !== id && findPath(acyclic, id, other) !== null);
        const before = ids.filter((other) => other !== id && findPath(acyclic, other, id) !== null);
        expect(descendants(graph, id).sort()).toEqual(after.sort());
        expect(ancestors(graph, id).sort()).toEqual(before.sort());
      }
    }),
  );
});

test('an edge is implied exactly when another way leads between its ends', () => {
  fc.assert(
    fc.property(anyGraph, ({ ids, edges }) => {
      const graph = dependencyGraph(ids, edges);
      const left = new Set(graph.setAside);
      const implied = edges.flatMap((edge, number) => {
        if (left.has(number)) return [];
        const others = edges.filter((other, at) => {
          const sameEnds = other.from === edge.from && other.to === edge.to;
          return !left.has(at) && (sameEnds ? at < number : true);
        });
        return findPath(others, edge.from, edge.to) === null ? [] : [number];
      });
      expect([...impliedEdges(graph)]).toEqual(implied);
    }),
  );
});

test('dates are those of the longest chains, and slack is what a delay may take', () => {
  fc.assert(
    fc.property(anyGraph, weights, ({ ids, edges }, hours) => {
      const graph = dependencyGraph(ids, edges);
      const dates = criticalPath(graph, hours);
      for (const [node, id] of ids.entries()) {
        const start = longestBefore(graph, id, hours);
        expect(dates.earlyStart[node]).toBe(start);
        expect(dates.earlyFinish[node]).toBe(start + (hours[node] ?? 0));
        expect((dates.lateFinish[node] ?? 0) - (dates.lateStart[node] ?? 0)).toBe(hours[node]);
        expect(dates.totalSlack[node]).toBe((dates.lateStart[node] ?? 0) - start);
        const delayed = (by: number) =>
          criticalPath(
            graph,
            hours.map((own, at) => (at === node ? own + by : own)),
          );
        expect(delayed(dates.totalSlack[node] ?? 0).length).toBe(dates.length);
        expect(delayed((dates.totalSlack[node] ?? 0) + 1).length).toBe(dates.length + 1);
        const others = ids.filter((other) => other !== id).map((other) => graph.nodeOf.get(other) ?? -1);
        const startsAfter = (by: number) => others.map((other) => delayed(by).earlyStart[other]);
        expect(startsAfter(dates.freeSlack[node] ?? 0)).toEqual(others.map((other) => dates.earlyStart[other]));
      }
    }),
  );
});

test('the critical path is a chain without slack, as long as the plan', () => {
  fc.assert(
    fc.property(anyGraph, weights, ({ ids, edges }, hours) => {
      const graph = dependencyGraph(ids, edges);
      const { path, length, totalSlack } = criticalPath(graph, hours);
      expect(path.reduce((sum, node) => sum + (hours[node] ?? 0), 0)).toBe(length);
      for (const [at, node] of path.entries()) {
        expect(totalSlack[node]).toBe(0);
        const following = path[at + 1];
        if (following === undefined) continue;
        expect(kept(graph, edges).some((edge) => edge.from === ids[node] && edge.to === ids[following])).toBe(true);
      }
    }),
  );
});

function longestBefore(graph: DependencyGraph, id: string, hours: readonly number[]): number {
  const node = graph.nodeOf.get(id) ?? -1;
  let longest = 0;
  for (let edge = graph.previous.start[node] ?? 0; edge < (graph.previous.start[node + 1] ?? 0); edge += 1) {
    const before = graph.previous.node[edge] ?? 0;
    longest = Math.max(longest, longestBefore(graph, graph.ids[before] ?? '', hours) + (hours[before] ?? 0));
  }
  return longest;
}
