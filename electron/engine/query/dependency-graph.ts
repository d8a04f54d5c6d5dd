// The dependency graph: issues as nodes, what waits for what as edges.
import type { GraphNode, QueryResult } from '#shared/contract/query.ts';
import { roadmapCondition } from './issue-filter.ts';
import { issueOrder } from './issue-order.ts';
import { milestones } from './milestone-row.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { type StatusColumn, statusOf } from './status-column.ts';

type Edge = QueryResult<'dependency-graph'>['summary']['edges'][number];

/**
 * The query `dependency-graph`: every issue of the roadmaps, and of other roadmaps those that a dependency ties to one of
 * them, so that no edge ends in nothing.
 */
export const dependencyGraph: QueryDefinition<'dependency-graph'> = {
  tables: new Set(['issue', 'dependency', 'external', 'milestone', 'roadmap', 'person']),
  answer(reader, { roadmapIds }): QueryResult<'dependency-graph'> {
    const condition = roadmapCondition(roadmapIds);
    const within = roadmapIds.length === 0 ? '1' : `(${condition.sql} OR issue.id IN (SELECT id FROM tied))`;
    const tied = `WITH inside AS (SELECT issue.id AS id FROM issue WHERE ${condition.sql}),
      tied AS (
        SELECT depends_on_id AS id FROM dependency WHERE issue_id IN (SELECT id FROM inside)
        UNION SELECT issue_id AS id FROM dependency WHERE depends_on_id IN (SELECT id FROM inside)
      )`;
    const rows = nodes(reader, tied, within, condition.parameters);
    return { summary: { edges: edges(reader, rows), milestones: milestones(reader, roadmapIds) }, rows };
  },
};

type NodeColumn = Omit<GraphNode, 'status' | 'blocked' | 'ready' | 'externalBlockers' | 'externalTargets'> &
  StatusColumn & { blocked: number; ready: number };

function nodes(reader: Reader, tied: string, within: string, parameters: Record<string, string | number | null>): GraphNode[] {
  const externals = externalsOf(reader);
  return reader
    .rows<NodeColumn>(
      `${tied}
       SELECT issue.id AS id, issue.roadmap_id AS roadmapId, issue.key AS key, issue.title AS title,
         issue.status_category AS statusCategory, issue.status_name AS statusName, issue.status_verified AS statusVerified,
         issue.blocked AS blocked, issue.ready AS ready, issue.priority AS priority, issue.estimate_likely AS hours,
         issue.milestone_id AS milestoneId, milestone.key AS milestone, person.name AS assignee, issue.sprint AS sprint
       FROM issue
       LEFT JOIN milestone ON milestone.id = issue.milestone_id
       LEFT JOIN person ON person.id = issue.assignee_id
       WHERE ${within} ORDER BY ${issueOrder.rank}`,
      parameters,
    )
    .map((column) => {
      const { statusCategory: _category, statusName: _name, statusVerified: _verified, blocked, ready, ...same } = column;
      const own = externals.get(same.id) ?? [];
      return {
        ...same,
        status: statusOf(column),
        blocked: blocked === 1,
        ready: ready === 1,
        externalBlockers: own.filter(({ kind }) => kind === 'blocker').map(({ id, name }) => ({ id, name })),
        externalTargets: own.filter(({ kind }) => kind === 'target').map(({ id, name }) => ({ id, name })),
      };
    });
}

interface ExternalColumn {
  readonly id: GraphNode['externalBlockers'][number]['id'];
  readonly issueId: string;
  readonly kind: 'blocker' | 'target';
  readonly name: string;
}

/** What each issue waits for, and what waits for it, outside the plan. A blocker that is resolved holds nothing and is not drawn. */
function externalsOf(reader: Reader): Map<string, ExternalColumn[]> {
  return Map.groupBy(
    reader.rows<ExternalColumn>(
      `SELECT id AS id, issue_id AS issueId, kind AS kind, name AS name FROM external
       WHERE kind = 'target' OR resolved = 0 ORDER BY name, id`,
    ),
    ({ issueId }) => issueId,
  );
}

function edges(reader: Reader, rows: readonly GraphNode[]): Edge[] {
  const known = new Set<string>(rows.map(({ id }) => id));
  const all = reader
    .rows<Omit<Edge, 'setAside'> & { setAside: number }>(
      `SELECT id AS id, depends_on_id AS "from", issue_id AS "to", strength AS strength, note AS note, set_aside AS setAside
       FROM dependency ORDER BY id`,
    )
    .filter(({ from, to }) => known.has(from) && known.has(to));
  // Where two devices gave the same dependency, one stands for both: a hard one before a soft one, then the smaller id.
  const standing = new Map<string, string>();
  for (const { id, from, to } of [...all.filter(isHard), ...all]) standing.set(`${from} ${to}`, standing.get(`${from} ${to}`) ?? id);
  const once = standing.size === all.length ? all : all.filter(({ id, from, to }) => standing.get(`${from} ${to}`) === id);
  return once.map((edge) => ({ ...edge, setAside: edge.setAside === 1 }));
}

const isHard = ({ strength }: Pick<Edge, 'strength'>): boolean => strength === 'hard';
