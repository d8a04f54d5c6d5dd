import { expect, test } from 'vitest';
import { criticalPath } from '#shared/graph/critical-path.ts';
import { cycles } from '#shared/graph/cycle.ts';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import { ancestors } from '#shared/graph/reachable.ts';

test('edges whose ends are not in the graph are left out and reported', () => {
  const graph = dependencyGraph(
    ['a', 'b'],
    [
      { from: 'a', to: 'x' },
      { from: 'a', to: 'b' },
      { from: 'y', to: 'b' },
    ],
  );
  expect([...graph.dangling]).toEqual([0, 2]);
  expect(ancestors(graph, 'b')).toEqual(['a']);
  expect(ancestors(graph, 'x')).toEqual([]);
});

test('an id that occurs twice is refused', () => {
  expect(() => dependencyGraph(['a', 'b', 'a'], [])).toThrow('Expected every id once, found 1 repeated');
});

test('nothing is a graph, and its plan takes no time', () => {
  const graph = dependencyGraph([], []);
  expect(graph.order.length).toBe(0);
  expect(criticalPath(graph, [])).toMatchObject({ length: 0, path: [] });
  expect(cycles([], [])).toEqual([]);
});

test('a chain of 100,000 issues that bites its own tail is no trouble', () => {
  const ids = Array.from({ length: 100_000 }, (_, number) => `issue-${number}`);
  const edges = ids.map((id, number) => ({ from: id, to: ids[(number + 1) % ids.length] ?? '' }));
  const graph = dependencyGraph(ids, edges);
  expect([...graph.setAside]).toEqual([99_999]);
  expect(criticalPath(graph, new Float64Array(100_000).fill(1)).length).toBe(100_000);
  expect(cycles(ids, edges).map((cycle) => cycle.length)).toEqual([100_000]);
});

test('among chains of equal length the critical path is the one of most issues', () => {
  const graph = dependencyGraph(['a', 'b', 'c'], [{ from: 'b', to: 'c' }]);
  expect(criticalPath(graph, [4, 4, 0]).path).toEqual([1, 2]);
});
