// What a comparison reads of one view: every issue and milestone as facts that can be told apart and shown.
import type { ComparedIssue } from '#shared/contract/view-query.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { readNeeds, spellNeeds } from '#shared/plan/planning.ts';
import type { Status } from '#shared/plan/status.ts';
import type { ProjectionTable } from './query-definition.ts';
import type { Reader } from './reader.ts';
import { statusOf, type StatusColumn, statusOrNull } from './status-column.ts';

/** Tables that {@link comparedPlan} reads. */
export const comparedTables = [
  'issue',
  'issue_label',
  'roadmap',
  'milestone',
  'person',
  'dependency',
  'external',
  'checklist_item',
] as const satisfies readonly ProjectionTable[];

/** One field: what tells two apart, and what people are shown. */
export interface Fact {
  readonly field: string;
  readonly value: string | null;
  readonly text: string | null;
}

/** One issue. Facts are always the same fields in the same order. */
export interface ComparedSide {
  readonly id: ComparedIssue['id'];
  readonly roadmapId: RoadmapId;
  readonly key: string;
  readonly title: string;
  readonly status: Status;
  /** Likely hours. */
  readonly hours: number | null;
  readonly milestoneId: string | null;
  readonly facts: readonly Fact[];
}

/** One roadmap or milestone. */
export interface ComparedFrame {
  readonly id: string;
  readonly roadmapId: RoadmapId;
  readonly key: string;
  readonly title: string;
  readonly rank: string;
  readonly facts: readonly Fact[];
}

/** A plan as comparisons see it. */
export interface ComparedPlan {
  readonly issues: ReadonlyMap<string, ComparedSide>;
  readonly roadmaps: ReadonlyMap<string, ComparedFrame>;
  readonly milestones: ReadonlyMap<string, ComparedFrame>;
}

/** Longer texts are cut where they are shown; they are compared as a whole. */
const longest = 500;

const shown = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);
const plain = (field: string, value: string | number | null): Fact => {
  const text = value === null || value === '' ? null : String(value);
  return { field, value: text, text: text === null ? null : shown(text) };
};
const linked = (field: string, id: string | null, name: string | null): Fact => ({
  field,
  value: id,
  text: id === null ? null : (name ?? id),
});
const listed = (field: string, { values, texts }: Listed): Fact => ({
  field,
  value: values.length === 0 ? null : JSON.stringify(values),
  text: texts.length === 0 ? null : shown(texts.join(', ')),
});

interface Listed {
  readonly values: string[];
  readonly texts: string[];
}

interface Column extends StatusColumn {
  readonly id: ComparedIssue['id'];
  readonly roadmapId: RoadmapId;
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly priority: string | null;
  readonly severity: string | null;
  readonly component: string | null;
  readonly category: string | null;
  readonly flag: string | null;
  readonly assigneeId: string | null;
  readonly assignee: string | null;
  readonly sprint: string | null;
  readonly likely: number | null;
  readonly optimistic: number | null;
  readonly pessimistic: number | null;
  readonly points: number | null;
  readonly holdReason: string | null;
  readonly milestoneId: string | null;
  readonly milestone: string | null;
  readonly parentId: string | null;
  readonly parent: string | null;
  readonly notBefore: string | null;
  readonly deadline: string | null;
  readonly fixedStart: string | null;
  readonly fixedDuration: number;
  readonly splits: number;
  readonly needs: string | null;
  readonly spentHours: number | null;
  readonly remainingHours: number | null;
}

/** Reads a view; once per state of it. */
export function comparedPlan(reader: Reader): ComparedPlan {
  return reader.remember('compared plan', () => ({
    issues: readIssues(reader),
    roadmaps: readRoadmaps(reader),
    milestones: readMilestones(reader),
  }));
}

function readIssues(reader: Reader): Map<string, ComparedSide> {
  const labels = lists(reader, 'SELECT issue_id AS owner, label AS value, label AS text FROM issue_label ORDER BY issue_id, label');
  const waitsFor = lists(
    reader,
    // A dependency that two devices gave is one, and hard when one of them made it so.
    `SELECT edge.issue_id AS owner, edge.depends_on_id || ' ' || min(edge.strength) || ' ' || edge.kind || ' ' || edge.lag_minutes AS value,
       other.key || CASE min(edge.strength) WHEN 'soft' THEN ' (soft)' ELSE '' END || CASE edge.kind WHEN 'finish-start' THEN '' ELSE ', ' || replace(edge.kind, '-', ' to ') END
         || CASE edge.lag_minutes WHEN 0 THEN '' ELSE ', lag of ' || edge.lag_minutes || ' min' END AS text
     FROM dependency AS edge JOIN issue AS other ON other.id = edge.depends_on_id
     GROUP BY edge.issue_id, edge.depends_on_id ORDER BY edge.issue_id, value`,
  );
  const externals = lists(
    reader,
    `SELECT issue_id AS owner, kind || resolved || name AS value, name || CASE resolved WHEN 1 THEN ' (resolved)' ELSE '' END AS text
     FROM external ORDER BY issue_id, kind, name, id`,
  );
  const checklists = lists(
    reader,
    `SELECT issue_id AS owner, kind || coalesce(done, '-') || text AS value,
       CASE done WHEN 1 THEN '☑ ' WHEN 0 THEN '☐ ' ELSE '' END || text AS text
     FROM checklist_item WHERE issue_id IS NOT NULL ORDER BY issue_id, kind, text, done, id`,
  );
  const people = new Map(
    reader.rows<{ id: string; name: string }>('SELECT id AS id, name AS name FROM person').map(({ id, name }) => [id, name]),
  );
  const none: Listed = { values: [], texts: [] };
  const rows = reader.rows<Column>(
    `SELECT issue.id AS id, issue.roadmap_id AS roadmapId, issue.key AS key, issue.kind AS kind, issue.title AS title,
       issue.body AS body, issue.status_category AS statusCategory, issue.status_name AS statusName,
       issue.status_verified AS statusVerified, issue.priority AS priority, issue.severity AS severity,
       issue.component AS component, issue.category AS category, issue.flag AS flag, issue.assignee_id AS assigneeId,
       person.name AS assignee, issue.sprint AS sprint, issue.estimate_likely AS likely,
       issue.estimate_optimistic AS optimistic, issue.estimate_pessimistic AS pessimistic, issue.points AS points,
       issue.hold_reason AS holdReason, issue.milestone_id AS milestoneId, milestone.key AS milestone,
       issue.parent_id AS parentId, parent.key AS parent,
       issue.not_before AS notBefore, issue.deadline AS deadline, issue.fixed_start AS fixedStart, issue.fixed_duration AS fixedDuration,
       issue.splits AS splits, issue.needs AS needs, issue.spent_hours AS spentHours, issue.remaining_hours AS remainingHours
     FROM issue
     LEFT JOIN person ON person.id = issue.assignee_id
     LEFT JOIN milestone ON milestone.id = issue.milestone_id
     LEFT JOIN issue AS parent ON parent.id = issue.parent_id`,
  );
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        roadmapId: row.roadmapId,
        key: row.key,
        title: row.title,
        status: statusOf(row),
        hours: row.likely,
        milestoneId: row.milestoneId,
        facts: [
          plain('key', row.key),
          plain('title', row.title),
          plain('kind', row.kind),
          plain('status', spellStatus(statusOf(row))),
          plain('priority', row.priority),
          plain('severity', row.severity),
          plain('estimate', spellEstimate(row)),
          plain('points', row.points),
          linked('milestone', row.milestoneId, row.milestone),
          linked('assignee', row.assigneeId, row.assignee),
          plain('component', row.component),
          plain('category', row.category),
          plain('sprint', row.sprint),
          plain('flag', row.flag),
          linked('parent', row.parentId, row.parent),
          plain('holdReason', row.holdReason),
          plain('notBefore', row.notBefore),
          plain('deadline', row.deadline),
          plain('fixedStart', row.fixedStart),
          plain('fixedDuration', row.fixedDuration === 1 ? 'fixed' : null),
          plain('splits', row.splits === 1 ? null : 'in one piece'),
          { field: 'needs', value: row.needs, text: spellNeeds(readNeeds(row.needs), (id) => people.get(id) ?? id) },
          plain('spentHours', row.spentHours),
          plain('remainingHours', row.remainingHours),
          listed('labels', labels.get(row.id) ?? none),
          listed('dependency', waitsFor.get(row.id) ?? none),
          listed('external', externals.get(row.id) ?? none),
          listed('checklist', checklists.get(row.id) ?? none),
          plain('body', row.body),
        ],
      },
    ]),
  );
}

function lists(reader: Reader, sql: string): Map<string, Listed> {
  const found = new Map<string, Listed>();
  for (const { owner, value, text } of reader.rows<{ owner: string; value: string; text: string }>(sql)) {
    const list = found.get(owner) ?? { values: [], texts: [] };
    list.values.push(value);
    list.texts.push(text);
    found.set(owner, list);
  }
  return found;
}

interface FrameColumn {
  readonly id: string;
  readonly roadmapId: RoadmapId;
  readonly key: string;
  readonly title: string;
  readonly goal: string;
  readonly target: string | null;
  readonly notes: string;
  readonly rank: string;
  readonly statusCategory: StatusColumn['statusCategory'] | null;
  readonly statusName: string | null;
  readonly statusVerified: number | null;
}

function readRoadmaps(reader: Reader): Map<string, ComparedFrame> {
  return frames(
    reader,
    `SELECT id AS id, id AS roadmapId, title AS key, title AS title, goal AS goal, NULL AS target, notes AS notes, rank AS rank,
       status_category AS statusCategory, status_name AS statusName, status_verified AS statusVerified FROM roadmap`,
  );
}

function readMilestones(reader: Reader): Map<string, ComparedFrame> {
  return frames(
    reader,
    `SELECT id AS id, roadmap_id AS roadmapId, key AS key, title AS title, goal AS goal, target AS target, notes AS notes, rank AS rank,
       status_category AS statusCategory, status_name AS statusName, status_verified AS statusVerified FROM milestone`,
  );
}

function frames(reader: Reader, sql: string): Map<string, ComparedFrame> {
  return new Map(
    reader.rows<FrameColumn>(sql).map((row) => {
      const status = statusOrNull(row);
      const facts = [
        plain('key', row.key),
        plain('title', row.title),
        plain('goal', row.goal),
        plain('status', status === null ? null : spellStatus(status)),
        plain('target', row.target),
        plain('notes', row.notes),
      ];
      return [row.id, { id: row.id, roadmapId: row.roadmapId, key: row.key, title: row.title, rank: row.rank, facts }];
    }),
  );
}

function spellStatus({ category, name, verified }: Status): string {
  return `${name === '' ? category : name}${verified ? ' (verified)' : ''}${name.toLowerCase().replaceAll(' ', '-') === category ? '' : ` [${category}]`}`;
}

function spellEstimate({ likely, optimistic, pessimistic }: Pick<Column, 'likely' | 'optimistic' | 'pessimistic'>): string | null {
  if (likely === null) return null;
  return optimistic === null && pessimistic === null ? `${likely} h` : `${likely} h (${optimistic ?? '?'} to ${pessimistic ?? '?'})`;
}
