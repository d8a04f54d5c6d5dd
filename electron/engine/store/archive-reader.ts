import type { WriteConnection } from './connection.ts';

/** A retention rule as it stands. */
export interface RetentionRuleState {
  readonly id: string;
  readonly name: string;
  readonly statuses: readonly string[];
  readonly days: number;
  readonly roadmapId: string | null;
  readonly deviceId: string;
  readonly enabled: boolean;
}

type RawRule = Omit<RetentionRuleState, 'statuses' | 'enabled'> & { readonly statuses: string; readonly enabled: number };

/** An issue that was archived. */
interface ArchivedState {
  readonly issueId: string;
  readonly roadmapId: string;
  readonly key: string;
  readonly fingerprint: string;
  readonly sha256: string;
  readonly file: string;
}

/** One line of an issue's history, as it is written into an archive. */
interface HistoryLine {
  readonly at: string;
  readonly author: string;
  readonly deviceId: string;
  readonly command: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A dependency of an issue, whichever end it is. */
interface DependencyLine {
  readonly id: string;
  readonly issueId: string;
  readonly dependsOnId: string;
  readonly strength: string;
  readonly note: string;
}

/** Look-ups of rules, of what can be archived and of what is. */
// The type of what is returned is the list of look-ups itself, as in row-reader.ts.
export function createArchiveReader(connection: WriteConnection) {
  const ruleColumns = 'id, name, statuses, days, roadmap_id AS roadmapId, device_id AS deviceId, enabled';
  const rule = connection.prepare<[string], RawRule>(`SELECT ${ruleColumns} FROM retention_rule WHERE id = ?`);
  const rules = connection.prepare<[], RawRule>(`SELECT ${ruleColumns} FROM retention_rule ORDER BY name, id`);
  // Plans come with issues that were finished before: these are as old as their reading.
  const finished = connection.prepare<
    [{ statuses: string; roadmapId: string | null; before: string; limit: number }],
    { id: string; all: number }
  >(
    `SELECT issue.id AS id, count(*) OVER () AS "all" FROM issue JOIN issue_time ON issue_time.issue_id = issue.id
     WHERE issue.status_category IN (SELECT value FROM json_each(@statuses))
       AND (@roadmapId IS NULL OR issue.roadmap_id = @roadmapId)
       AND coalesce(issue_time.status_at, issue_time.created_at) <= @before
     -- Those that cannot go come last, so that they never stand in the way of the others.
     ORDER BY (
         EXISTS (SELECT 1 FROM dependency JOIN issue AS other ON other.id = dependency.issue_id
                 WHERE dependency.depends_on_id = issue.id AND other.open = 1)
         OR EXISTS (SELECT 1 FROM issue AS child WHERE child.parent_id = issue.id AND child.open = 1)
       ), issue.roadmap_id, issue.rank, issue.id LIMIT @limit`,
  );
  const openDependents = connection.prepare<[string], { key: string }>(
    `SELECT DISTINCT issue.key AS key FROM dependency JOIN issue ON issue.id = dependency.issue_id
     WHERE dependency.depends_on_id = ? AND issue.open = 1 ORDER BY issue.key`,
  );
  const openChildren = connection.prepare<[string], { key: string }>(
    'SELECT key FROM issue WHERE parent_id = ? AND open = 1 ORDER BY rank, id',
  );
  const itemIds = connection.prepare<[string], { id: string }>('SELECT id FROM checklist_item WHERE issue_id = ? ORDER BY id');
  const externalIds = connection.prepare<[string], { id: string }>('SELECT id FROM external WHERE issue_id = ? ORDER BY id');
  const commentIds = connection.prepare<[string], { id: string }>('SELECT id FROM comment WHERE issue_id = ? ORDER BY id');
  const contradictions = connection.prepare<[string], { text: string }>(
    'SELECT text FROM contradiction WHERE issue_id = ? ORDER BY position',
  );
  const history = connection.prepare<[string], HistoryLine>(
    `SELECT at, author, device_id AS deviceId, command, field, before, after FROM activity WHERE issue_id = ? ORDER BY change_seq, id`,
  );
  const dependencies = connection.prepare<[string, string], DependencyLine>(
    `SELECT id, issue_id AS issueId, depends_on_id AS dependsOnId, strength, note FROM dependency
     WHERE issue_id = ? OR depends_on_id = ? ORDER BY id`,
  );
  const archivedColumns = 'issue_id AS issueId, roadmap_id AS roadmapId, key, fingerprint, sha256, file';
  const archived = connection.prepare<[string], ArchivedState>(
    `SELECT ${archivedColumns} FROM archived_issue WHERE issue_id = ? AND archived = 1`,
  );
  const archivedIn = connection.prepare<[string], ArchivedState>(
    `SELECT ${archivedColumns} FROM archived_issue WHERE file = ? AND archived = 1 ORDER BY issue_id`,
  );
  const setting = connection.prepare<[string], { value: string }>('SELECT value FROM archive_setting WHERE name = ?');
  const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id);
  const ruleState = (row: RawRule): RetentionRuleState => ({
    ...row,
    // Written by the projection as a list of texts.
    statuses: JSON.parse(row.statuses) as string[],
    enabled: row.enabled === 1,
  });
  return {
    retentionRule: (id: string) => {
      const row = rule.get(id);
      return row === undefined ? null : ruleState(row);
    },
    retentionRules: () => rules.all().map(ruleState),
    /** Ids of issues that have had one of these statuses since an instant or longer, the first `limit`, and how many there are. */
    finishedIssues: (statuses: readonly string[], roadmapId: string | null, before: string, limit: number) => {
      const found = finished.all({ statuses: JSON.stringify(statuses), roadmapId, before, limit });
      return { ids: ids(found), all: found[0]?.all ?? 0 };
    },
    /** Keys of the open issues that wait for an issue, and of those directly below it. */
    openDependents: (issueId: string) => openDependents.all(issueId).map(({ key }) => key),
    openChildren: (issueId: string) => openChildren.all(issueId).map(({ key }) => key),
    /** Ids of what hangs on an issue. */
    partsOf: (issueId: string) => ({
      items: ids(itemIds.all(issueId)),
      externals: ids(externalIds.all(issueId)),
      comments: ids(commentIds.all(issueId)),
    }),
    contradictionsOf: (issueId: string) => contradictions.all(issueId).map(({ text }) => text),
    historyOf: (issueId: string) => history.all(issueId),
    dependenciesOf: (issueId: string) => dependencies.all(issueId, issueId),
    archivedIssue: (issueId: string) => archived.get(issueId) ?? null,
    archivedIn: (file: string) => archivedIn.all(file),
    /** What this device keeps for itself about archiving. */
    archiveSetting: (name: 'device' | 'folder' | 'ran-at') => setting.get(name)?.value ?? null,
  };
}
