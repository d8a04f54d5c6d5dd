// Records that are alive but cannot be shown, because something that they hang on is not: an item of a deleted issue, a
// dependency on one. Kept so that whatever comes back to life brings along exactly what hung on it, without a look at
// anything else. A function of the documents: each such record has a row for everything that it hangs on.
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import { spaceId } from './place.ts';
import type { Collection } from './record.ts';

/** A record that may wake. */
export interface DormantRecord {
  readonly collection: Collection;
  readonly id: string;
  readonly documentId: string;
}

const into = 'INSERT OR IGNORE INTO dormant (anchor_id, record_id, collection, document_id)';

/** For each column of a table that names something a record hangs on: a row of `dormant`. */
const each = (columns: readonly string[], collection: Collection, table: string, where: string): string[] =>
  columns.map(
    (column) => `${into} SELECT ${column}, id, '${collection}', roadmap_id FROM ${table} WHERE ${where} AND ${column} IS NOT NULL`,
  );

const issueAnchors = ['parent_id', 'milestone_id', 'assignee_id'];
const itemAnchors = ['issue_id', 'milestone_id', 'parent_id'];

const dependencies = (where: string): string[] =>
  ['edge.issue_id', 'edge.depends_on_id'].map(
    (anchor) => `${into} SELECT ${anchor}, edge.id, 'dependency', iif(one.roadmap_id = other.roadmap_id, one.roadmap_id, '${spaceId}')
      FROM dependency AS edge JOIN issue AS one ON one.id = edge.issue_id JOIN issue AS other ON other.id = edge.depends_on_id
      WHERE ${where}`,
  );

/** What falls asleep when a thing goes; every statement takes its id as its parameters. */
const sleepers = {
  issue: [
    ...each(issueAnchors, 'issue', 'issue', 'parent_id = ?'),
    ...each(itemAnchors, 'item', 'checklist_item', 'issue_id = ?'),
    ...each(['issue_id'], 'external', 'external', 'issue_id = ?'),
    `${into} SELECT comment.issue_id, comment.id, 'comment', issue.roadmap_id FROM comment JOIN issue ON issue.id = comment.issue_id
       WHERE comment.issue_id = ?`,
    `${into} SELECT other.issue_id, other.risk_id, 'risk', risk.roadmap_id
       FROM risk_issue AS mine JOIN risk_issue AS other ON other.risk_id = mine.risk_id JOIN risk ON risk.id = mine.risk_id
       WHERE mine.issue_id = ?`,
    // These have no ids of their own in the rows; a roadmap's are made anew together.
    `${into} SELECT DISTINCT issue.id, issue.roadmap_id, 'contradiction', issue.roadmap_id
       FROM contradiction JOIN issue ON issue.id = contradiction.issue_id WHERE contradiction.issue_id = ?`,
    ...dependencies('edge.issue_id = ?'),
    ...dependencies('edge.depends_on_id = ?'),
  ],
  milestone: [
    ...each(issueAnchors, 'issue', 'issue', 'milestone_id = ?'),
    ...each(itemAnchors, 'item', 'checklist_item', 'milestone_id = ?'),
  ],
  item: each(itemAnchors, 'item', 'checklist_item', 'parent_id = ?'),
  person: each(issueAnchors, 'issue', 'issue', 'assignee_id = ?'),
} as const;

/** The dormant records of a workspace. */
export class DormantRecords {
  readonly #rows: RowWriter;
  #any: boolean | null = null;

  constructor(rows: RowWriter) {
    this.#rows = rows;
  }

  /** Whether there are any; while there are none, nothing has to be looked up. */
  get any(): boolean {
    this.#any ??= this.#rows.cells('SELECT 1 FROM dormant LIMIT 1').length > 0;
    return this.#any;
  }

  /** Notes that a record hangs on something that is not alive. */
  put({ collection, id, documentId }: DormantRecord, anchors: readonly (string | null)[]): void {
    this.#any = true;
    for (const anchor of anchors) {
      if (anchor !== null) this.#rows.put('dormant', { anchor_id: anchor, record_id: id, collection, document_id: documentId });
    }
  }

  /** Notes that a record is shown, or is no longer alive itself. */
  clear(id: string): void {
    if (this.any) this.#rows.remove('dormant', 'record_id', id);
  }

  /** Call before the rows of what hangs on a thing are removed or cut loose. */
  sleep(kind: keyof typeof sleepers, id: string): void {
    for (const sql of sleepers[kind]) this.#rows.run('dormant', sql, id);
    this.#any = null;
  }

  /** As `sleep` for all issues of a roadmap, whose own records go with it. */
  sleepRoadmap(roadmapId: string): void {
    this.#rows.remove('dormant', 'document_id', roadmapId);
    const crossing = 'one.roadmap_id <> other.roadmap_id AND ? IN (one.roadmap_id, other.roadmap_id)';
    for (const sql of dependencies(crossing)) this.#rows.run('dormant', sql, roadmapId);
    this.#any = null;
  }

  /** What hangs on something that came back to life. */
  on(anchorId: string): DormantRecord[] {
    if (!this.any) return [];
    return this.#read('anchor_id = ?', anchorId);
  }

  /** Dependencies between roadmaps that hang on issues of one that came back to life. */
  onRoadmap(roadmapId: string): DormantRecord[] {
    if (!this.any) return [];
    return this.#read(`document_id = '${spaceId}' AND anchor_id IN (SELECT id FROM issue WHERE roadmap_id = ?)`, roadmapId);
  }

  #read(where: string, parameter: string): DormantRecord[] {
    const cells = this.#rows.cells(`SELECT json_array(collection, record_id, document_id) FROM dormant WHERE ${where}`, parameter);
    return cells.map((cell) => {
      // Made by the statement above, of what `put` and `sleep` wrote.
      const [collection, id, documentId] = JSON.parse(String(cell)) as [Collection, string, string];
      return { collection, id, documentId };
    });
  }
}
