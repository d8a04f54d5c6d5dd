// The longest chain of open work, by precedence and hours alone: what the lists mark without asking for a whole schedule.
import type { QueryArgs, QueryResult } from '#shared/contract/query.ts';
import { criticalPath as longestChain } from '#shared/graph/critical-path.ts';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { roadmapCondition } from './issue-filter.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';

/** The query `critical-path`: open issues of the longest chain, first to last. Nothing is critical while nothing is estimated. */
export const criticalPath: QueryDefinition<'critical-path'> = {
  tables: new Set(['issue', 'dependency']),
  answer: (reader, args) => reader.remember(`critical-path ${JSON.stringify(args)}`, () => chain(reader, args)),
};

function chain(reader: Reader, { roadmapIds }: QueryArgs<'critical-path'>): QueryResult<'critical-path'> {
  const condition = roadmapCondition(roadmapIds);
  const issues = reader.rows<{ id: IssueId; hours: number | null }>(
    `SELECT issue.id AS id, issue.estimate_likely AS hours FROM issue WHERE issue.open = 1 AND ${condition.sql} ORDER BY issue.id`,
    condition.parameters,
  );
  const dependencies = reader.rows<{ from: string; to: string }>(
    `SELECT depends_on_id AS "from", issue_id AS "to" FROM dependency WHERE strength = 'hard' AND set_aside = 0 ORDER BY id`,
  );
  // Whole minutes, so that sums are exact.
  const minutes = issues.map(({ hours }) => Math.round((hours ?? 0) * 60));
  // Edges to finished issues or other roadmaps dangle, and the graph leaves those out.
  const graph = dependencyGraph(
    issues.map(({ id }) => id),
    dependencies,
  );
  const { path, length } = longestChain(graph, minutes);
  return { summary: { hours: length / 60 }, rows: length === 0 ? [] : path.flatMap((node) => issues[node] ?? []) };
}
