// Rows of issues as lists show them, for any set of ids.
import type { IssueRow } from '#shared/contract/query.ts';
import type { ProjectionTable } from './query-definition.ts';
import type { Reader } from './reader.ts';

/** Tables that {@link issueRows} reads. */
export const issueRowTables = ['issue', 'issue_label', 'roadmap', 'milestone', 'person'] as const satisfies readonly ProjectionTable[];

/** Columns as SQLite gives them: truth values are 0 or 1, labels a JSON array. */
type Column = Omit<IssueRow, 'status' | 'blocked' | 'ready' | 'estimate' | 'labels'> & {
  category: string | null;
  statusCategory: IssueRow['status']['category'];
  statusName: string;
  statusVerified: number;
  blocked: number;
  ready: number;
  likely: number | null;
  optimistic: number | null;
  pessimistic: number | null;
  labels: string | null;
};

const sql = `
  SELECT issue.id AS id, issue.roadmap_id AS roadmapId, coalesce(roadmap.title, '') AS roadmap, issue.key AS key,
    issue.kind AS kind, issue.title AS title, issue.status_category AS statusCategory, issue.status_name AS statusName,
    issue.status_verified AS statusVerified, issue.blocked AS blocked, issue.ready AS ready, issue.priority AS priority,
    issue.estimate_likely AS likely, issue.estimate_optimistic AS optimistic, issue.estimate_pessimistic AS pessimistic,
    issue.points AS points, issue.component AS component, issue.category AS category, issue.milestone_id AS milestoneId,
    milestone.key AS milestone, issue.sprint AS sprint, issue.flag AS flag,
    (SELECT json_group_array(label) FROM (SELECT label FROM issue_label WHERE issue_id = issue.id ORDER BY label)) AS labels,
    issue.assignee_id AS assigneeId, person.name AS assignee, issue.waits_for AS waitsFor,
    issue.waits_for_external AS waitsForExternal, issue.unblocks AS unblocks, issue.checklist_done AS checklistDone,
    issue.checklist_total AS checklistTotal
  FROM json_each(@ids) AS wanted
  CROSS JOIN issue ON issue.id = wanted.value
  LEFT JOIN roadmap ON roadmap.id = issue.roadmap_id
  LEFT JOIN milestone ON milestone.id = issue.milestone_id
  LEFT JOIN person ON person.id = issue.assignee_id
  ORDER BY wanted.key`;

/** The rows of `ids`, in their order; an id that no issue has gives no row. */
export function issueRows(reader: Reader, ids: readonly string[]): IssueRow[] {
  if (ids.length === 0) return [];
  return reader.rows<Column>(sql, { ids: JSON.stringify(ids) }).map(issueRow);
}

function issueRow({
  statusCategory,
  statusName,
  statusVerified,
  blocked,
  ready,
  likely,
  optimistic,
  pessimistic,
  labels,
  ...same
}: Column): IssueRow {
  return {
    ...same,
    status: { category: statusCategory, name: statusName, verified: statusVerified === 1 },
    blocked: blocked === 1,
    ready: ready === 1,
    estimate: estimateOf(likely, optimistic, pessimistic),
    labels: textArray(labels),
  };
}

/** An estimate from its three columns; `null` while the likely hours are. */
function estimateOf(likely: number | null, optimistic: number | null, pessimistic: number | null): IssueRow['estimate'] {
  if (likely === null) return null;
  // The columns hold hours that were validated when the command wrote them.
  return { likely, optimistic, pessimistic } as IssueRow['estimate'];
}

/** Reads a column that holds a JSON array of text. */
export function textArray(json: string | null): string[] {
  const value: unknown = JSON.parse(json ?? '[]');
  return Array.isArray(value) ? value.filter((entry) => typeof entry === 'string') : [];
}
