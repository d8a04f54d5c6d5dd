// Everything about one issue: the detail pane and `show`.
import type { HistoryEntry, IssueDetail, LinkedIssue, QueryResult } from '#shared/contract/query.ts';
import { readNeeds } from '#shared/plan/planning.ts';
import { checklistRows } from './checklist-row.ts';
import { issueRows } from './issue-row.ts';
import { naturalOrder } from './natural-order.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { type StatusColumn, statusOf } from './status-column.ts';

/** The query `issue-detail`. The summary is `null` when there is no such issue; rows are its checklist. History stands newest first. */
export const issueDetail: QueryDefinition<'issue-detail'> = {
  tables: new Set([
    'issue',
    'issue_label',
    'key_alias',
    'roadmap',
    'milestone',
    'person',
    'checklist_item',
    'dependency',
    'external',
    'contradiction',
    'comment',
    'activity',
  ]),
  answer(reader, { issueId }): QueryResult<'issue-detail'> {
    const summary = detail(reader, issueId);
    return { summary, rows: summary === null ? [] : checklistRows(reader, 'issue_id = @issueId', { issueId }) };
  },
};

interface OwnColumn {
  readonly body: string;
  readonly severity: IssueDetail['severity'];
  readonly holdReason: string | null;
  readonly parentId: NonNullable<IssueDetail['parent']>['id'] | null;
  readonly parentKey: string | null;
  readonly parentTitle: string | null;
  readonly sourcePath: string | null;
  readonly sourceLine: number | null;
  readonly notBefore: IssueDetail['notBefore'];
  readonly deadline: IssueDetail['deadline'];
  readonly fixedStart: IssueDetail['fixedStart'];
  readonly fixedDuration: number;
  readonly splits: number;
  readonly needs: string | null;
  readonly spentHours: IssueDetail['spentHours'];
  readonly remainingHours: IssueDetail['remainingHours'];
}

function detail(reader: Reader, issueId: string): IssueDetail | null {
  const [row] = issueRows(reader, [issueId]);
  const [own] = reader.rows<OwnColumn>(
    `SELECT issue.body AS body, issue.severity AS severity, issue.hold_reason AS holdReason, parent.id AS parentId,
       parent.key AS parentKey, parent.title AS parentTitle, roadmap.source_path AS sourcePath, issue.source_line AS sourceLine,
       issue.not_before AS notBefore, issue.deadline AS deadline, issue.fixed_start AS fixedStart, issue.fixed_duration AS fixedDuration,
       issue.splits AS splits, issue.needs AS needs, issue.spent_hours AS spentHours, issue.remaining_hours AS remainingHours
     FROM issue
     LEFT JOIN issue AS parent ON parent.id = issue.parent_id
     LEFT JOIN roadmap ON roadmap.id = issue.roadmap_id
     WHERE issue.id = @issueId`,
    { issueId },
  );
  if (row === undefined || own === undefined) return null;
  const { parentId, parentKey, parentTitle, sourcePath, sourceLine, fixedDuration, splits, needs, ...same } = own;
  return {
    ...row,
    ...same,
    fixedDuration: fixedDuration === 1,
    splits: splits === 1,
    needs: needsOf(reader, needs),
    parent: parentId === null || parentKey === null || parentTitle === null ? null : { id: parentId, key: parentKey, title: parentTitle },
    children: children(reader, issueId),
    waitsForIssues: linked(reader, 'dependency.issue_id = @issueId', 'dependency.depends_on_id', issueId),
    unblocksIssues: linked(reader, 'dependency.depends_on_id = @issueId', 'dependency.issue_id', issueId),
    externals: externals(reader, issueId),
    contradictions: [...keyClash(reader, issueId), ...contradictions(reader, issueId)],
    comments: reader.rows<IssueDetail['comments'][number]>(
      'SELECT id AS id, author AS author, at AS at, text AS text FROM comment WHERE issue_id = @issueId ORDER BY at, id',
      { issueId },
    ),
    history: reader.rows<HistoryEntry>(
      `SELECT id AS id, at AS at, author AS author, command AS command, field AS field, before AS before, after AS after
       FROM activity WHERE issue_id = @issueId ORDER BY change_seq DESC, id DESC LIMIT 500`,
      { issueId },
    ),
    source: sourcePath === null || sourceLine === null ? null : { path: sourcePath, line: sourceLine },
  };
}

/** What an issue needs, without people who are gone. */
function needsOf(reader: Reader, text: string | null): IssueDetail['needs'] {
  const needs = readNeeds(text);
  if (needs.length === 0) return needs;
  const there = new Set(reader.rows<{ id: string }>('SELECT id AS id FROM person').map(({ id }) => id));
  return needs.map((need) => ({ ...need, anyOf: need.anyOf.filter((id) => there.has(id)) }));
}

function contradictions(reader: Reader, issueId: string): string[] {
  return reader
    .rows<{ text: string }>('SELECT text AS text FROM contradiction WHERE issue_id = @issueId ORDER BY position', { issueId })
    .map(({ text }) => text);
}

/** That others were given the same key, said at each of them. */
function keyClash(reader: Reader, issueId: string): string[] {
  const clashing = reader.rows<{ id: string; key: string; title: string; given: string }>(
    `WITH mine (roadmap_id, key) AS (
       SELECT issue.roadmap_id, coalesce(key_alias.key, issue.key)
       FROM issue LEFT JOIN key_alias ON key_alias.issue_id = issue.id WHERE issue.id = @issueId
     )
     SELECT issue.id AS id, issue.key AS key, issue.title AS title, mine.key AS given
     FROM mine JOIN key_alias ON key_alias.roadmap_id = mine.roadmap_id AND key_alias.key = mine.key JOIN issue ON issue.id = key_alias.issue_id
     UNION ALL
     SELECT issue.id, issue.key, issue.title, mine.key
     FROM mine JOIN issue ON issue.roadmap_id = mine.roadmap_id AND issue.key = mine.key`,
    { issueId },
  );
  if (clashing.length < 2) return [];
  return clashing
    .filter(({ id }) => id !== issueId)
    .map(({ key, title, given }) =>
      key === given
        ? `The key ${given} was given twice, on two devices; “${title}” has it. Give one of the two another key.`
        : `The key ${given} was given twice, on two devices; “${title}” is read as ${key}. Give one of the two another key.`,
    )
    .toSorted();
}

function children(reader: Reader, issueId: string): IssueDetail['children'] {
  return reader
    .rows<Omit<IssueDetail['children'][number], 'status'> & StatusColumn>(
      `SELECT id AS id, key AS key, title AS title, status_category AS statusCategory, status_name AS statusName,
         status_verified AS statusVerified
       FROM issue WHERE parent_id = @issueId ORDER BY rank, id`,
      { issueId },
    )
    .map((column) => ({ id: column.id, key: column.key, title: column.title, status: statusOf(column) }));
}

type LinkColumn = Omit<LinkedIssue, 'status' | 'blocked' | 'ready' | 'setAside'> &
  StatusColumn & { blocked: number; ready: number; setAside: number };

/** Where two devices gave the same dependency, the one that stands for both: a hard one before a soft one, then the smaller id. */
const first = `dependency.id = (
  SELECT twin.id FROM dependency AS twin
  WHERE twin.issue_id = dependency.issue_id AND twin.depends_on_id = dependency.depends_on_id
  ORDER BY twin.strength = 'soft', twin.id LIMIT 1
)`;

function linked(reader: Reader, where: string, other: string, issueId: string): LinkedIssue[] {
  return reader
    .rows<LinkColumn>(
      `SELECT dependency.id AS dependencyId, issue.id AS id, issue.key AS key, issue.title AS title,
         coalesce(roadmap.title, '') AS roadmap, issue.status_category AS statusCategory, issue.status_name AS statusName,
         issue.status_verified AS statusVerified, issue.blocked AS blocked, issue.ready AS ready,
         issue.estimate_likely AS hours, dependency.strength AS strength, dependency.note AS note,
         dependency.kind AS kind, dependency.lag_minutes AS lagMinutes,
         dependency.set_aside AS setAside
       FROM dependency
       JOIN issue ON issue.id = ${other}
       LEFT JOIN roadmap ON roadmap.id = issue.roadmap_id
       WHERE ${where} AND ${first} ORDER BY dependency.id`,
      { issueId },
    )
    .map((column) => {
      const { statusCategory: _category, statusName: _name, statusVerified: _verified, blocked, ready, setAside, ...same } = column;
      return { ...same, status: statusOf(column), blocked: blocked === 1, ready: ready === 1, setAside: setAside === 1 };
    })
    .toSorted((left, right) => naturalOrder(left.roadmap, right.roadmap) || naturalOrder(left.key, right.key));
}

function externals(reader: Reader, issueId: string): IssueDetail['externals'] {
  return reader
    .rows<Omit<IssueDetail['externals'][number], 'resolved'> & { resolved: number }>(
      `SELECT id AS id, kind AS kind, name AS name, resolved AS resolved, expected_on AS expectedOn FROM external
       WHERE issue_id = @issueId ORDER BY kind, name, id`,
      { issueId },
    )
    .map((external) => ({ ...external, resolved: external.resolved === 1 }));
}
