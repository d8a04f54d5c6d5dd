import { criticalPath } from '#shared/graph/critical-path.ts';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import { descendants } from '#shared/graph/reachable.ts';
import { impliedEdges } from '#shared/graph/transitive-reduction.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { type Bench, type Figure, median } from './measure.ts';

/** The dependency graph of 10,000 issues and 20,000 dependencies. */
export const graphBench: Bench = {
  async *figures() {
    const { draft } = generatePlan({ seed: 1, issues: 10_000 });
    const ids = draft.issues.map((issue) => issue.key);
    const edges = draft.dependencies.map(({ key, dependsOnKey }) => ({ from: dependsOnKey, to: key }));
    const weights = Float64Array.from(draft.issues, (issue) => (issue.estimate?.likely ?? 0) * 60);
    const graph = dependencyGraph(ids, edges);
    const size = `${ids.length} issues, ${edges.length} dependencies`;
    const compared = (name: string, milliseconds: number, besideName: string, besideValue: number, limit: number | null): Figure => ({
      name: `${name}, ${size}`,
      value: milliseconds,
      besideName,
      besideValue,
      limit,
    });

    const path = await median(() => criticalPath(graph, weights), 51);
    const naive = await median(() => naiveCriticalPath(ids, edges, weights), 9);
    yield compared('critical path', path, 'remembering recursion over maps', naive, 5);

    const build = await median(() => dependencyGraph(ids, edges), 21);
    yield compared('build and order', build, 'critical path alone', path, null);

    const tail = edges.slice(0, 100).map(({ from, to }) => ({ from: to, to: from }));
    const cyclic = await median(() => dependencyGraph(ids, [...edges, ...tail]), 21);
    yield compared('build with 100 dependencies that close cycles', cyclic, 'without them', build, null);

    yield compared('needless dependencies', await median(() => impliedEdges(graph), 9), 'build and order', build, null);

    const first = graph.ids[0] ?? '';
    yield compared('everything after the first issue', await median(() => descendants(graph, first), 51), 'build and order', build, null);
  },
};

/** How one would first write it: recursion with remembered results, by id. */
function naiveCriticalPath(
  ids: readonly string[],
  edges: readonly { readonly from: string; readonly to: string }[],
  weights: Float64Array,
): Map<string, number> {
  const weight = new Map(ids.map((id, at) => [id, weights[at] ?? 0]));
  const before = new Map<string, string[]>(ids.map((id) => [id, []]));
  const after = new Map<string, string[]>(ids.map((id) => [id, []]));
  for (const { from, to } of edges) {
    before.get(to)?.push(from);
    after.get(from)?.push(to);
  }
  const remembered = (neighbours: ReadonlyMap<string, readonly string[]>): ((id: string) => number) => {
    const known = new Map<string, number>();
    const longest = (id: string): number => {
      const found = known.get(id);
      if (found !== undefined) return found;
      const length = (weight.get(id) ?? 0) + Math.max(0, ...(neighbours.get(id) ?? []).map(longest));
      known.set(id, length);
      return length;
    };
    return longest;
  };
  const untilEnd = remembered(before);
  const fromStart = remembered(after);
  const through = new Map(ids.map((id) => [id, untilEnd(id) + fromStart(id) - (weight.get(id) ?? 0)]));
  const length = [...through.values()].reduce((most, one) => Math.max(most, one), 0);
  return new Map(ids.map((id) => [id, length - (through.get(id) ?? 0)]));
}
