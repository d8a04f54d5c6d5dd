// Records as rows: one function a table, no decisions beyond spelling.
import type { Row } from '#electron/engine/store/row-writer.ts';
import type { Estimate } from '#shared/plan/estimate.ts';
import type { Status } from '#shared/plan/status.ts';
import type { IssueRecord, RecordOf } from './record.ts';

const bit = (value: boolean): number => (value ? 1 : 0);

const statusCells = (status: Status | null): Pick<Row<'milestone'>, 'status_category' | 'status_name' | 'status_verified'> => ({
  status_category: status?.category ?? null,
  status_name: status?.name ?? null,
  status_verified: status === null ? null : bit(status.verified),
});

/** The row of the workspace. */
export function workspaceRow(record: RecordOf['workspace']): Row<'workspace'> {
  return {
    id: 1,
    name: record.name,
    hours_per_week: record.hoursPerWeek,
    sprint_weeks: record.sprintWeeks,
    holidays: JSON.stringify(record.holidays ?? []),
  };
}

/** The row of a person. */
export function personRow(id: string, record: RecordOf['person']): Row<'person'> {
  const { week = null, wipLimit = null } = record;
  return {
    id,
    name: record.name,
    hours_per_week: record.hoursPerWeek,
    week: week === null ? null : JSON.stringify(week),
    days_off: JSON.stringify(record.daysOff ?? []),
    focus: record.focus ?? 1,
    share: record.share ?? 1,
    skills: JSON.stringify(record.skills ?? []),
    units: record.units ?? 1,
    wip_limit: wipLimit,
  };
}

/** The row of a dated sprint. */
export function sprintRow(id: string, record: RecordOf['sprint']): Row<'sprint'> {
  const { name, goal, start, finish } = record;
  return { id, name, goal, start, finish, capacity_hours: record.capacityHours, locked: bit(record.locked ?? false) };
}

/** The row of a roadmap. */
export function roadmapRow(id: string, record: RecordOf['roadmap']): Row<'roadmap'> {
  return {
    id,
    title: record.title,
    goal: record.goal,
    ...statusCells(record.status),
    current_milestone: record.currentMilestone,
    generated_on: record.generatedOn,
    notes: record.notes,
    source_path: record.sourcePath,
    dialect: record.dialect,
    rank: record.rank,
  };
}

/** The row of a milestone. */
export function milestoneRow(id: string, roadmapId: string, record: RecordOf['milestone']): Row<'milestone'> {
  const { key, title, goal, target, notes, rank } = record;
  return { id, roadmap_id: roadmapId, key, title, goal, ...statusCells(record.status), implied: bit(record.implied), target, notes, rank };
}

const estimateCells = (
  estimate: Estimate | null,
): Pick<Row<'issue'>, 'estimate_likely' | 'estimate_optimistic' | 'estimate_pessimistic'> => ({
  estimate_likely: estimate?.likely ?? null,
  estimate_optimistic: estimate?.optimistic ?? null,
  estimate_pessimistic: estimate?.pessimistic ?? null,
});

/** What each field of an issue is in its row, for those that are told there and nowhere else. */
const issueCellsOf: { readonly [Field in keyof IssueRecord]?: (value: IssueRecord[Field]) => Partial<Row<'issue'>> } = {
  key: (key) => ({ key }),
  kind: (kind) => ({ kind }),
  title: (title) => ({ title }),
  status: statusCells,
  priority: (priority) => ({ priority }),
  severity: (severity) => ({ severity }),
  component: (component) => ({ component }),
  category: (category) => ({ category }),
  flag: (flag) => ({ flag }),
  sprint: (sprint) => ({ sprint }),
  estimate: estimateCells,
  points: (points) => ({ points }),
  holdReason: (reason) => ({ hold_reason: reason }),
  rank: (rank) => ({ rank }),
  notBefore: (day = null) => ({ not_before: day }),
  deadline: (day = null) => ({ deadline: day }),
  fixedStart: (time = null) => ({ fixed_start: time }),
  fixedDuration: (fixed) => ({ fixed_duration: bit(fixed ?? false) }),
  splits: (splits) => ({ splits: bit(splits ?? true) }),
  needs: (needs = null) => ({ needs }),
  spentHours: (hours = null) => ({ spent_hours: hours }),
  remainingHours: (hours = null) => ({ remaining_hours: hours }),
};

/** The cells that these fields of an issue make in its row; `null` when some of them are told elsewhere too, or hang on other records. */
export function issueCells(fields: Partial<IssueRecord>): Partial<Row<'issue'>> | null {
  let cells: Partial<Row<'issue'>> = {};
  // The keys of a part of a record are fields of it.
  for (const field of Object.keys(fields) as (keyof IssueRecord)[]) {
    // The value is of the same field, which the compiler cannot follow through a look-up.
    const of = issueCellsOf[field] as ((value: unknown) => Partial<Row<'issue'>>) | undefined;
    if (of === undefined) return null;
    cells = { ...cells, ...of(fields[field]) };
  }
  return cells;
}

/** The row of an issue; `parentId` and `milestoneId` are `null` when what the record names is gone. */
export function issueRow(
  id: string,
  roadmapId: string,
  record: RecordOf['issue'],
  parentId: string | null,
  milestoneId: string | null,
): Row<'issue'> {
  return {
    id,
    roadmap_id: roadmapId,
    parent_id: parentId,
    milestone_id: milestoneId,
    key: record.key,
    kind: record.kind,
    title: record.title,
    ...statusCells(record.status),
    priority: record.priority,
    severity: record.severity,
    component: record.component,
    category: record.category,
    flag: record.flag,
    assignee_id: record.assigneeId,
    sprint: record.sprint,
    ...estimateCells(record.estimate),
    points: record.points,
    hold_reason: record.holdReason,
    rank: record.rank,
    source_line: record.sourceLine,
    not_before: record.notBefore ?? null,
    deadline: record.deadline ?? null,
    fixed_start: record.fixedStart ?? null,
    fixed_duration: bit(record.fixedDuration ?? false),
    splits: bit(record.splits ?? true),
    needs: record.needs ?? null,
    spent_hours: record.spentHours ?? null,
    remaining_hours: record.remainingHours ?? null,
  };
}

/** The row of a checklist item; `parentId` is `null` when the item that it was nested under is gone. */
export function itemRow(id: string, roadmapId: string, record: RecordOf['item'], parentId: string | null): Row<'checklist_item'> {
  const { kind, group, text, rank } = record;
  return {
    id,
    roadmap_id: roadmapId,
    issue_id: record.issueId,
    milestone_id: record.milestoneId,
    parent_id: parentId,
    kind,
    group,
    text,
    done: record.done === null ? null : bit(record.done),
    rank,
  };
}

/** The row of a dependency. */
export function dependencyRow(id: string, record: RecordOf['dependency']): Row<'dependency'> {
  const { issueId, dependsOnId, strength, note } = record;
  const tie = { kind: record.kind ?? 'finish-start', lag_minutes: record.lagMinutes ?? 0 };
  return { id, issue_id: issueId, depends_on_id: dependsOnId, strength, note, ...tie };
}

/** The row of something outside the plan. */
export function externalRow(id: string, roadmapId: string, record: RecordOf['external']): Row<'external'> {
  return {
    id,
    roadmap_id: roadmapId,
    issue_id: record.issueId,
    kind: record.kind,
    name: record.name,
    resolved: bit(record.resolved),
    expected_on: record.expectedOn ?? null,
  };
}

/** The row of a risk. */
export function riskRow(id: string, roadmapId: string, record: RecordOf['risk']): Row<'risk'> {
  const { title, group, likelihood, impact, rank } = record;
  return { id, roadmap_id: roadmapId, title, group, likelihood, impact, mitigations: JSON.stringify(record.mitigations), rank };
}

/** The row of a baseline. */
export function baselineRow(id: string, record: RecordOf['baseline']): Row<'baseline'> {
  const { name, note, at, author } = record;
  return { id, name, note, at, author, heads: JSON.stringify(record.heads) };
}

/** The row of a scenario. */
export function scenarioRow(id: string, record: RecordOf['scenario']): Row<'scenario'> {
  const { name, author, state } = record;
  return {
    id,
    name,
    roadmap_id: record.roadmapId,
    created_at: record.createdAt,
    author,
    device_id: record.deviceId,
    state,
    heads: JSON.stringify(record.heads),
  };
}

/** The row of a feature flag. */
export function flagRow(id: string, record: RecordOf['flag']): Row<'flag'> {
  return {
    id,
    name: record.name,
    description: record.description,
    is_on: bit(record.on),
    rollout_percent: record.rolloutPercent,
    milestone_id: record.milestoneId,
    created_at: record.createdAt,
  };
}

/** The row of a saved view. */
export function savedViewRow(id: string, record: RecordOf['savedView']): Row<'saved_view'> {
  const { name, text, group, order, author, rank } = record;
  return { id, name, text, group, order, author, rank };
}

/** The row of a retention rule. */
export function retentionRuleRow(id: string, record: RecordOf['retentionRule']): Row<'retention_rule'> {
  return {
    id,
    name: record.name,
    roadmap_id: record.roadmapId,
    statuses: JSON.stringify(record.statuses),
    days: record.days,
    device_id: record.deviceId,
    enabled: bit(record.enabled),
  };
}

/** The row of a comment. */
export function commentRow(id: string, record: RecordOf['comment']): Row<'comment'> {
  return { id, issue_id: record.issueId, author: record.author, at: record.at, text: record.text };
}
