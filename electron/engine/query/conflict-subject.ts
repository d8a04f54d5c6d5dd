// What the records are called that people wrote into beside each other.
import type { ProjectionTable } from './query-definition.ts';
import type { Reader } from './reader.ts';

/** A record as a conflict names it. */
export interface ConflictSubject {
  readonly id: string;
  readonly roadmapId: string | null;
  /** The issue that it is or belongs to. */
  readonly issueId: string | null;
  readonly key: string | null;
  readonly title: string;
}

const named = (table: string): string => `SELECT id AS id, NULL AS roadmapId, NULL AS issueId, NULL AS key, name AS title FROM ${table}`;

/** Collection → how its records that are there are read. Those that are not read here have no conflicts. */
const statements: Readonly<Record<string, string>> = {
  workspace: `SELECT 'workspace' AS id, NULL AS roadmapId, NULL AS issueId, NULL AS key, name AS title FROM workspace`,
  person: named('person'),
  sprint: named('sprint'),
  flag: named('flag'),
  baseline: named('baseline'),
  savedView: named('saved_view'),
  retentionRule: named('retention_rule'),
  roadmap: 'SELECT id AS id, id AS roadmapId, NULL AS issueId, NULL AS key, title AS title FROM roadmap',
  milestone: 'SELECT id AS id, roadmap_id AS roadmapId, NULL AS issueId, key AS key, title AS title FROM milestone',
  issue: 'SELECT id AS id, roadmap_id AS roadmapId, id AS issueId, key AS key, title AS title FROM issue',
  item: `SELECT checklist_item.id AS id, checklist_item.roadmap_id AS roadmapId, issue_id AS issueId, issue.key AS key, text AS title
    FROM checklist_item LEFT JOIN issue ON issue.id = issue_id`,
  external: `SELECT external.id AS id, external.roadmap_id AS roadmapId, issue_id AS issueId, issue.key AS key, name AS title
    FROM external JOIN issue ON issue.id = issue_id`,
  comment: `SELECT comment.id AS id, issue.roadmap_id AS roadmapId, issue_id AS issueId, issue.key AS key, text AS title
    FROM comment JOIN issue ON issue.id = issue_id`,
  dependency: `SELECT dependency.id AS id, issue.roadmap_id AS roadmapId, issue_id AS issueId, issue.key AS key,
      'waits for ' || other.key AS title
    FROM dependency JOIN issue ON issue.id = issue_id JOIN issue AS other ON other.id = depends_on_id`,
  risk: 'SELECT id AS id, roadmap_id AS roadmapId, NULL AS issueId, NULL AS key, title AS title FROM risk',
};

/** Tables that {@link conflictSubjects} reads. */
export const subjectTables: readonly ProjectionTable[] = [
  'workspace',
  'person',
  'sprint',
  'flag',
  'baseline',
  'saved_view',
  'retention_rule',
  'roadmap',
  'milestone',
  'issue',
  'checklist_item',
  'external',
  'comment',
  'dependency',
  'risk',
];

/** The records of a collection that are there, by id. */
export function conflictSubjects(reader: Reader, collection: string, ids: readonly string[]): Map<string, ConflictSubject> {
  const statement = statements[collection];
  if (statement === undefined) return new Map();
  const found = reader.rows<ConflictSubject>(`SELECT * FROM (${statement}) WHERE id IN (SELECT value FROM json_each(@ids))`, {
    ids: JSON.stringify(ids),
  });
  return new Map(found.map((subject) => [subject.id, subject]));
}
