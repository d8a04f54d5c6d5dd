// What follows from several rows together: which dependencies are set aside, and the counts that each issue carries.
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';

/** Whether a dependency keeps what waits from starting, by the status of what it waits for; as `holdsStart` of the plan says it. */
const holds = (awaited: string): string => `CASE edge.kind WHEN 'start-start' THEN ${awaited}.status_category IN ('backlog', 'planned')
    WHEN 'finish-finish' THEN 0 WHEN 'start-finish' THEN 0 ELSE ${awaited}.open END`;

const counts = `
  waits_for = (
    SELECT count(DISTINCT edge.depends_on_id) FROM dependency AS edge JOIN issue AS other ON other.id = edge.depends_on_id
    WHERE edge.issue_id = issue.id AND edge.strength = 'hard' AND edge.set_aside = 0 AND ${holds('other')}
  ),
  waits_for_external = (SELECT count(*) FROM external WHERE issue_id = issue.id AND kind = 'blocker' AND resolved = 0),
  unblocks = CASE WHEN issue.open = 0 THEN 0 ELSE (
    SELECT count(DISTINCT edge.issue_id) FROM dependency AS edge JOIN issue AS other ON other.id = edge.issue_id
    WHERE edge.depends_on_id = issue.id AND edge.strength = 'hard' AND edge.set_aside = 0 AND other.open = 1 AND ${holds('issue')}
  ) END,
  checklist_done = (SELECT count(*) FROM checklist_item WHERE issue_id = issue.id AND done = 1),
  checklist_total = (SELECT count(*) FROM checklist_item WHERE issue_id = issue.id AND done IS NOT NULL)`;

/** Beyond this many issues one statement over all is faster than one each. */
const many = 5000;

/** Counts anew what the given issues wait for, unblock and have ticked. */
export function refreshCounts(rows: RowWriter, issueIds: ReadonlySet<string> | 'all'): void {
  if (issueIds === 'all' || issueIds.size > many) {
    rows.run('issue', `UPDATE issue SET ${counts}`);
    return;
  }
  for (const id of issueIds) rows.run('issue', `UPDATE issue SET ${counts} WHERE id = ?`, id);
}

/** A dependency as far as cycles go. */
export interface Edge {
  readonly id: string;
  readonly issueId: string;
  readonly dependsOnId: string;
  readonly hard: boolean;
  readonly setAside: boolean;
}

function readEdges(rows: RowWriter): Edge[] {
  // One text an edge: a plucked column is read faster than an object, and ids hold no blanks.
  return rows
    .cells(`SELECT id || ' ' || issue_id || ' ' || depends_on_id || ' ' || (strength = 'hard') || ' ' || set_aside FROM dependency`)
    .map((cell) => {
      const [id = '', issueId = '', dependsOnId = '', hard, setAside] = String(cell).split(' ');
      return { id, issueId, dependsOnId, hard: hard === '1', setAside: setAside === '1' };
    });
}

/**
 * Ids of the dependencies to set aside so that the rest holds no cycle: hard ones are taken before soft ones and smaller
 * ids before larger ones, and what closes a cycle with those taken before it is set aside. A function of the edges
 * alone, so that every device reads the same plan; never written into a document.
 */
export function setAsideOf(edges: readonly Edge[]): Set<string> {
  const ordered = edges.toSorted((one, other) => Number(other.hard) - Number(one.hard) || (one.id < other.id ? -1 : 1));
  const ids = new Set<string>();
  for (const edge of ordered) ids.add(edge.issueId).add(edge.dependsOnId);
  const graph = dependencyGraph(
    [...ids],
    ordered.map((edge) => ({ from: edge.dependsOnId, to: edge.issueId })),
  );
  return new Set([...graph.setAside].flatMap((number) => ordered[number]?.id ?? []));
}

/** Marks anew which dependencies are set aside; gives the issues at the ends of those that changed. */
export function refreshSetAside(rows: RowWriter): string[] {
  const edges = readEdges(rows);
  const aside = setAsideOf(edges);
  const touched: string[] = [];
  for (const edge of edges) {
    if (aside.has(edge.id) === edge.setAside) continue;
    rows.run('dependency', 'UPDATE dependency SET set_aside = ? WHERE id = ?', edge.setAside ? 0 : 1, edge.id);
    touched.push(edge.issueId, edge.dependsOnId);
  }
  return touched;
}

/** Whether the issue at one end of a dependency waits, over others, for the one at its other end. */
export function closesCycle(rows: RowWriter, dependencyId: string): boolean {
  const found = rows.cells(
    `WITH RECURSIVE reached (id) AS (
       SELECT depends_on_id FROM dependency WHERE id = ?
       UNION SELECT edge.depends_on_id FROM reached JOIN dependency AS edge ON edge.issue_id = reached.id
     ) SELECT 1 FROM reached WHERE id = (SELECT issue_id FROM dependency WHERE id = ?) LIMIT 1`,
    dependencyId,
    dependencyId,
  );
  return found.length > 0;
}
