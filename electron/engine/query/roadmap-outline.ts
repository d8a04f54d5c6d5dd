// One roadmap from the top: its milestones with what leads to each, its checklists, risks and stated totals.
import type { QueryResult } from '#shared/contract/query.ts';
import type { ChecklistItem } from '#shared/plan/checklist.ts';
import { ChecklistKind } from '#shared/plan/checklist.ts';
import { checklistRows } from './checklist-row.ts';
import { issueOrder } from './issue-order.ts';
import { textArray } from './issue-row.ts';
import { milestones } from './milestone-row.ts';
import { naturalOrder } from './natural-order.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { type StatusColumn, statusOf, statusOrNull } from './status-column.ts';

type Result = QueryResult<'roadmap-outline'>;
type Summary = NonNullable<Result['summary']>;
type OutlineIssue = Summary['unplaced'][number];

/** The query `roadmap-outline`. The summary is `null` when there is no such roadmap. Cancelled issues are listed, but their hours do not count. */
export const roadmapOutline: QueryDefinition<'roadmap-outline'> = {
  tables: new Set([
    'roadmap',
    'milestone',
    'named_sprint',
    'issue',
    'checklist_item',
    'dependency',
    'external',
    'risk',
    'risk_issue',
    'stated_total',
  ]),
  answer(reader, { roadmapId }): Result {
    const roadmap = roadmapOf(reader, roadmapId);
    if (roadmap === null) return { summary: null, rows: [] };
    const issues = Map.groupBy(issuesOf(reader, roadmapId), ({ milestoneId }) => milestoneId);
    const items = checklistRows(reader, 'roadmap_id = @roadmapId AND issue_id IS NULL', { roadmapId });
    const ofMilestone = Map.groupBy(items, ({ milestoneId }) => milestoneId);
    return {
      summary: summaryOf(reader, roadmapId, roadmap, (issues.get(null) ?? []).map(outlineIssue), ofMilestone.get(null) ?? []),
      rows: milestones(reader, [roadmapId]).map((milestone) => {
        const own = issues.get(milestone.id) ?? [];
        const counted = own.filter(({ status }) => status.category !== 'cancelled');
        return {
          ...milestone,
          hours: hoursOf(counted),
          doneHours: hoursOf(counted.filter(({ status }) => status.category === 'done')),
          unestimated: counted.filter(({ hours }) => hours === null).length,
          issues: own.map(outlineIssue),
          checklist: ofMilestone.get(milestone.id) ?? [],
        };
      }),
    };
  },
};

function hoursOf(issues: readonly OutlineIssue[]): number {
  return issues.reduce((total, { hours }) => total + (hours ?? 0), 0);
}

function roadmapOf(reader: Reader, roadmapId: string): Summary['roadmap'] | null {
  const [column] = reader.rows<Omit<Summary['roadmap'], 'status'> & { [Key in keyof StatusColumn]: StatusColumn[Key] | null }>(
    `SELECT id AS id, title AS title, goal AS goal, status_category AS statusCategory, status_name AS statusName,
       status_verified AS statusVerified, current_milestone AS currentMilestone, generated_on AS generatedOn, notes AS notes,
       source_path AS sourcePath, dialect AS dialect
     FROM roadmap WHERE id = @roadmapId`,
    { roadmapId },
  );
  if (column === undefined) return null;
  const { statusCategory, statusName, statusVerified, ...same } = column;
  return { ...same, status: statusOrNull({ statusCategory, statusName, statusVerified }) };
}

type PlacedIssue = OutlineIssue & { milestoneId: string | null };

function outlineIssue({ milestoneId: _milestoneId, ...issue }: PlacedIssue): OutlineIssue {
  return issue;
}

type IssueColumn = Omit<PlacedIssue, 'status' | 'blocked' | 'ready' | 'dependsOnKeys'> &
  StatusColumn & { blocked: number; ready: number; dependsOnKeys: string };

function issuesOf(reader: Reader, roadmapId: string): PlacedIssue[] {
  return reader
    .rows<IssueColumn>(
      `SELECT issue.id AS id, issue.milestone_id AS milestoneId, issue.key AS key, issue.title AS title,
         issue.status_category AS statusCategory, issue.status_name AS statusName, issue.status_verified AS statusVerified,
         issue.blocked AS blocked, issue.ready AS ready, issue.estimate_likely AS hours,
         (SELECT json_group_array(DISTINCT other.key) FROM dependency JOIN issue AS other ON other.id = dependency.depends_on_id
          WHERE dependency.issue_id = issue.id) AS dependsOnKeys,
         issue.checklist_done AS checklistDone, issue.checklist_total AS checklistTotal
       FROM issue WHERE issue.roadmap_id = @roadmapId ORDER BY ${issueOrder.rank}`,
      { roadmapId },
    )
    .map((column) => {
      const { statusCategory: _category, statusName: _name, statusVerified: _verified, blocked, ready, dependsOnKeys, ...same } = column;
      return {
        ...same,
        status: statusOf(column),
        blocked: blocked === 1,
        ready: ready === 1,
        dependsOnKeys: textArray(dependsOnKeys).toSorted(naturalOrder),
      };
    });
}

function summaryOf(
  reader: Reader,
  roadmapId: string,
  roadmap: Summary['roadmap'],
  unplaced: OutlineIssue[],
  checklist: ChecklistItem[],
): Summary {
  const kinds = new Set(
    reader
      .rows<{ kind: ChecklistKind }>('SELECT DISTINCT kind AS kind FROM checklist_item WHERE roadmap_id = @roadmapId', { roadmapId })
      .map(({ kind }) => kind),
  );
  return {
    roadmap,
    checklist,
    checklistKinds: ChecklistKind.options.filter((kind) => kinds.has(kind)),
    risks: risks(reader, roadmapId),
    statedTotals: reader.rows<Summary['statedTotals'][number]>(
      'SELECT "by" AS "by", name AS name, issues AS issues, hours AS hours FROM stated_total WHERE roadmap_id = @roadmapId ORDER BY position',
      { roadmapId },
    ),
    sprints: reader.rows<Summary['sprints'][number]>(
      'SELECT name AS name, title AS title, note AS note, rank AS rank FROM named_sprint WHERE roadmap_id = @roadmapId ORDER BY rank, name',
      { roadmapId },
    ),
    unplaced,
    externalTargets: externalTargets(reader, roadmapId),
  };
}

function risks(reader: Reader, roadmapId: string): Summary['risks'] {
  type Column = Omit<Summary['risks'][number], 'mitigations' | 'issueIds' | 'issueKeys'> & { mitigations: string };
  const issues = Map.groupBy(
    reader.rows<{ riskId: string; id: Summary['risks'][number]['issueIds'][number]; key: string }>(
      `SELECT risk_issue.risk_id AS riskId, issue.id AS id, issue.key AS key
       FROM risk JOIN risk_issue ON risk_issue.risk_id = risk.id JOIN issue ON issue.id = risk_issue.issue_id
       WHERE risk.roadmap_id = @roadmapId ORDER BY issue.rank, issue.id`,
      { roadmapId },
    ),
    ({ riskId }) => riskId,
  );
  return reader
    .rows<Column>(
      `SELECT id AS id, title AS title, "group" AS "group", likelihood AS likelihood, impact AS impact,
         mitigations AS mitigations, rank AS rank
       FROM risk WHERE roadmap_id = @roadmapId ORDER BY rank, id`,
      { roadmapId },
    )
    .map(({ mitigations, ...same }) => {
      const own = issues.get(same.id) ?? [];
      return { ...same, mitigations: textArray(mitigations), issueIds: own.map(({ id }) => id), issueKeys: own.map(({ key }) => key) };
    });
}

function externalTargets(reader: Reader, roadmapId: string): Summary['externalTargets'] {
  const targets = Map.groupBy(
    reader.rows<{ name: string; key: string }>(
      `SELECT external.name AS name, issue.key AS key FROM external JOIN issue ON issue.id = external.issue_id
       WHERE external.roadmap_id = @roadmapId AND external.kind = 'target' ORDER BY issue.rank, issue.id, external.name`,
      { roadmapId },
    ),
    ({ name }) => name,
  );
  return [...targets].map(([name, issues]) => ({ name, keys: issues.map(({ key }) => key) }));
}
