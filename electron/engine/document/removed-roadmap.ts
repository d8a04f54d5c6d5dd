// The rows of a roadmap that goes, in as many statements however large it is.
import type { RowWriter, Table } from '#electron/engine/store/row-writer.ts';

/** Tables whose rows go when their issue goes. */
export const issueTables: readonly Table[] = ['issue_label', 'checklist_item', 'external', 'risk_issue', 'contradiction', 'comment'];
const roadmapTables: readonly Table[] = ['risk', 'named_sprint', 'stated_total', 'checklist_item', 'milestone', 'roadmap'];

/** Issues of other roadmaps that wait for issues of this one, or that issues of this one wait for. */
export function neighboursOf(rows: RowWriter, roadmapId: string): string[] {
  const joined = `FROM dependency AS edge JOIN issue AS one ON one.id = edge.issue_id JOIN issue AS other ON other.id = edge.depends_on_id
    WHERE one.roadmap_id <> other.roadmap_id`;
  const before = rows.cells(`SELECT one.id ${joined} AND other.roadmap_id = ?`, roadmapId);
  return [...before, ...rows.cells(`SELECT other.id ${joined} AND one.roadmap_id = ?`, roadmapId)].map(String);
}

/** Removes everything that is of the roadmap. */
export function removeRows(rows: RowWriter, roadmapId: string): void {
  const within = '(SELECT id FROM issue WHERE roadmap_id = ?)';
  for (const column of ['issue_id', 'depends_on_id']) {
    rows.run('dependency', `DELETE FROM dependency WHERE ${column} IN ${within}`, roadmapId);
  }
  for (const table of issueTables) rows.run(table, `DELETE FROM ${table} WHERE issue_id IN ${within}`, roadmapId);
  rows.remove('issue', 'roadmap_id', roadmapId);
  for (const table of roadmapTables) rows.remove(table, table === 'roadmap' ? 'id' : 'roadmap_id', roadmapId);
}
