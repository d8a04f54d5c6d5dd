// What commands look up before they change anything: rows of the projection by id or by name. Never writes.
import type { ChecklistKind } from '#shared/plan/checklist.ts';
import { type DateSpan, readSpans } from '#shared/plan/date-span.ts';
import type { DependencyKind, DependencyStrength } from '#shared/plan/dependency.ts';
import type { Estimate } from '#shared/plan/estimate.ts';
import type { IssueKind } from '#shared/plan/issue.ts';
import type { Priority, Severity } from '#shared/plan/priority.ts';
import type { Status, StatusCategory } from '#shared/plan/status.ts';
import { readSkills, readWeek } from '#shared/plan/workspace.ts';
import type { WriteConnection } from './connection.ts';
import { createArchiveReader } from './archive-reader.ts';
import { membershipId } from './change-log.ts';
import { createConflictReader } from './conflict-reader.ts';
import { createFlagReader } from './flag-reader.ts';
import { unpackText } from './packed-text.ts';
import { createTakeoverReader } from './takeover-reader.ts';
import { createSavedViewReader } from './saved-view-reader.ts';

/** An issue as it stands, without body and labels. */
export interface IssueState {
  readonly id: string;
  readonly roadmapId: string;
  readonly parentId: string | null;
  readonly milestoneId: string | null;
  readonly key: string;
  readonly kind: IssueKind;
  readonly title: string;
  readonly status: Status;
  readonly priority: Priority | null;
  readonly severity: Severity | null;
  readonly component: string | null;
  readonly category: string | null;
  readonly flag: string | null;
  readonly assigneeId: string | null;
  readonly sprint: string | null;
  readonly estimate: Estimate | null;
  readonly points: number | null;
  readonly holdReason: string | null;
  readonly rank: string;
  readonly notBefore: string | null;
  readonly deadline: string | null;
  readonly fixedStart: string | null;
  readonly fixedDuration: boolean;
  readonly splits: boolean;
  /** As planning.ts spells them. */
  readonly needs: string | null;
  readonly spentHours: number | null;
  readonly remainingHours: number | null;
}

interface RoadmapState {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  readonly rank: string;
}

interface MilestoneState {
  readonly id: string;
  readonly roadmapId: string;
  readonly key: string;
  readonly title: string;
  readonly goal: string;
  readonly target: string | null;
}

interface ItemState {
  readonly id: string;
  readonly roadmapId: string;
  readonly issueId: string | null;
  readonly milestoneId: string | null;
  readonly parentId: string | null;
  readonly kind: ChecklistKind;
  readonly group: string;
  readonly text: string;
  readonly done: boolean | null;
  readonly rank: string;
}

interface PlanFileState {
  readonly roadmapId: string;
  readonly text: string | null;
}

interface ExternalState {
  readonly id: string;
  readonly roadmapId: string;
  readonly issueId: string;
  readonly kind: 'blocker' | 'target';
  readonly name: string;
  readonly resolved: boolean;
  readonly expectedOn: string | null;
}

interface DependencyState {
  readonly id: string;
  readonly strength: DependencyStrength;
  readonly note: string;
  readonly kind: DependencyKind;
  readonly lagMinutes: number;
}

interface PersonState {
  readonly id: string;
  readonly name: string;
  readonly hoursPerWeek: number | null;
  readonly week: readonly number[] | null;
  readonly daysOff: readonly DateSpan[];
  readonly focus: number;
  readonly share: number;
  readonly skills: readonly string[];
  readonly units: number;
  readonly wipLimit: number | null;
}

interface SprintState {
  readonly id: string;
  readonly name: string;
  readonly goal: string;
  readonly start: string;
  readonly finish: string;
  readonly capacityHours: number | null;
  readonly locked: boolean;
}

interface BaselineState {
  readonly id: string;
  readonly name: string;
  readonly note: string;
}

interface ScenarioState {
  readonly id: string;
  readonly name: string;
  readonly roadmapId: string;
  readonly state: 'open' | 'merged' | 'discarded';
  /** JSON: document id to hashes, at the fork. */
  readonly heads: string;
}

interface WorkspaceState {
  readonly name: string;
  readonly hoursPerWeek: number;
  readonly sprintWeeks: number;
  readonly holidays: readonly DateSpan[];
}

/** A deleted record. */
export interface Trashed {
  readonly kind: string;
  readonly key: string | null;
  readonly roadmapId: string | null;
  readonly ownerId: string | null;
  readonly otherId: string | null;
}

interface CommentState {
  readonly roadmapId: string;
  readonly issueId: string;
  readonly text: string;
}

/** Which changes are meant: those behind `seq` that this person did not make on this device. */
export interface Since {
  readonly seq: number;
  readonly author: string;
  readonly deviceId: string;
}

interface RankedIssue {
  readonly id: string;
  readonly rank: string;
}

interface RawIssue extends Omit<IssueState, 'status' | 'estimate' | 'fixedDuration' | 'splits'> {
  readonly fixed_duration: number;
  readonly cut: number;
  readonly category_of_status: StatusCategory;
  readonly status_name: string;
  readonly status_verified: number;
  readonly likely: Estimate['likely'] | null;
  readonly optimistic: Estimate['optimistic'];
  readonly pessimistic: Estimate['pessimistic'];
}

function issueState(row: RawIssue): IssueState {
  const { category_of_status, status_name, status_verified, likely, optimistic, pessimistic, fixed_duration, cut, ...rest } = row;
  return {
    ...rest,
    status: { category: category_of_status, name: status_name, verified: status_verified === 1 },
    estimate: likely === null ? null : { likely, optimistic, pessimistic },
    fixedDuration: fixed_duration === 1,
    splits: cut === 1,
  };
}

interface RawPerson extends Omit<PersonState, 'week' | 'daysOff' | 'skills'> {
  readonly week: string | null;
  readonly daysOff: string;
  readonly skills: string;
}

function personState(row: RawPerson): PersonState {
  return { ...row, week: readWeek(row.week), daysOff: readSpans(row.daysOff), skills: readSkills(row.skills) };
}

type RawSprint = Omit<SprintState, 'locked'> & { readonly locked: number };

const sprintState = (row: RawSprint): SprintState => ({ ...row, locked: row.locked === 1 });

const itemState = (row: Omit<ItemState, 'done'> & { done: number | null }): ItemState => ({
  ...row,
  done: row.done === null ? null : row.done === 1,
});

const orNull = <Found>(row: Found | undefined): Found | null => row ?? null;

/** Prepares the look-ups on a connection. */
// The type of what is returned is the list of look-ups itself; writing it twice would only let them drift apart.
export function createRowReader(connection: WriteConnection) {
  const issueColumns = `id, roadmap_id AS roadmapId, parent_id AS parentId, milestone_id AS milestoneId, key, kind, title,
    status_category AS category_of_status, status_name, status_verified, priority, severity, component, category, flag,
    assignee_id AS assigneeId, sprint, estimate_likely AS likely, estimate_optimistic AS optimistic,
    estimate_pessimistic AS pessimistic, points, hold_reason AS holdReason, rank, not_before AS notBefore, deadline,
    fixed_start AS fixedStart, fixed_duration, splits AS cut, needs, spent_hours AS spentHours, remaining_hours AS remainingHours`;
  const itemColumns = `id, roadmap_id AS roadmapId, issue_id AS issueId, milestone_id AS milestoneId, parent_id AS parentId, kind, "group", text, done, rank`;
  const roadmap = connection.prepare<[string], RoadmapState>('SELECT id, title, goal, rank FROM roadmap WHERE id = ?');
  const lastRoadmapRank = connection.prepare<[], { rank: string | null }>('SELECT max(rank) AS rank FROM roadmap');
  const milestoneColumns = 'id, roadmap_id AS roadmapId, key, title, goal, target';
  const milestone = connection.prepare<[string], MilestoneState>(`SELECT ${milestoneColumns} FROM milestone WHERE id = ?`);
  const milestoneByKey = connection.prepare<[string, string], MilestoneState>(
    `SELECT ${milestoneColumns} FROM milestone WHERE roadmap_id = ? AND key = ?`,
  );
  const lastMilestoneRank = connection.prepare<[string], { rank: string | null }>(
    'SELECT max(rank) AS rank FROM milestone WHERE roadmap_id = ?',
  );
  const issue = connection.prepare<[string], RawIssue>(`SELECT ${issueColumns} FROM issue WHERE id = ?`);
  // Row ids are given in order, so while the last one is small there cannot be many; counting visits every issue.
  const lastIssueRow = connection.prepare<[], { last: number | null }>('SELECT max(rowid) AS last FROM issue');
  const issueCount = connection.prepare<[], { count: number }>('SELECT count(*) AS count FROM issue');
  // What is archived keeps its key: it may come back.
  const issueByKey = connection.prepare<[{ roadmapId: string; key: string }], { id: string }>(
    `SELECT id FROM issue WHERE roadmap_id = @roadmapId AND key = @key
     UNION ALL SELECT issue_id FROM archived_issue WHERE roadmap_id = @roadmapId AND key = @key AND archived = 1`,
  );
  const body = connection.prepare<[string], { body: string }>('SELECT body FROM issue WHERE id = ?');
  const labels = connection.prepare<[string], { label: string }>('SELECT label FROM issue_label WHERE issue_id = ? ORDER BY label');
  const newestKeys = connection.prepare<[string], { key: string; kind: string }>(
    'SELECT key, kind FROM issue WHERE roadmap_id = ? ORDER BY rank DESC, id DESC LIMIT 500',
  );
  const highestNumber = connection.prepare<[{ roadmapId: string; prefix: string }], { highest: number | null }>(
    `SELECT max(CAST(substr(key, length(@prefix) + 1) AS INTEGER)) AS highest
     FROM (SELECT roadmap_id, key FROM issue UNION ALL SELECT roadmap_id, key FROM archived_issue WHERE archived = 1)
     WHERE roadmap_id = @roadmapId AND substr(key, 1, length(@prefix)) = @prefix
       AND length(key) BETWEEN length(@prefix) + 1 AND length(@prefix) + 12 AND substr(key, length(@prefix) + 1) NOT GLOB '*[^0-9]*'`,
  );
  const lastIssueRank = connection.prepare<[string], { rank: string | null }>('SELECT max(rank) AS rank FROM issue WHERE roadmap_id = ?');
  const firstIssue = connection.prepare<[string], RankedIssue>('SELECT id, rank FROM issue WHERE roadmap_id = ? ORDER BY rank, id LIMIT 1');
  const issueAfter = connection.prepare<[string, string, string, string], RankedIssue>(
    `SELECT id, rank FROM issue WHERE roadmap_id = ? AND rank >= ? AND (rank, id) > (?, ?) ORDER BY rank, id LIMIT 1`,
  );
  const issueBefore = connection.prepare<[string, string, string, string], RankedIssue & { key: string }>(
    `SELECT id, rank, key FROM issue WHERE roadmap_id = ? AND rank <= ? AND (rank, id) < (?, ?) ORDER BY rank DESC, id DESC LIMIT 1`,
  );
  const issueBehind = connection.prepare<[string, string], RankedIssue>(
    'SELECT id, rank FROM issue WHERE roadmap_id = ? AND rank > ? ORDER BY rank, id LIMIT 1',
  );
  const itemRankBehind = connection.prepare<[string, string], { rank: string }>(
    'SELECT rank FROM checklist_item WHERE roadmap_id = ? AND rank > ? ORDER BY rank LIMIT 1',
  );
  const dependency = connection.prepare<[string, string], DependencyState>(
    'SELECT id, strength, note, kind, lag_minutes AS lagMinutes FROM dependency WHERE issue_id = ? AND depends_on_id = ? ORDER BY id',
  );
  const waitsFor = connection.prepare<[string], { id: string }>(
    'SELECT depends_on_id AS id FROM dependency WHERE issue_id = ? AND set_aside = 0 ORDER BY id',
  );
  const waitsForHard = connection.prepare<[string], { id: string }>(
    `SELECT depends_on_id AS id FROM dependency WHERE issue_id = ? AND set_aside = 0 AND strength = 'hard' ORDER BY id`,
  );
  const issuesInSprint = connection.prepare<[string], RawIssue>(`SELECT ${issueColumns} FROM issue WHERE sprint = ? ORDER BY id`);
  const issuesWithFlag = connection.prepare<[string], RawIssue>(`SELECT ${issueColumns} FROM issue WHERE flag = ? ORDER BY id`);
  const external = connection.prepare<[string], Omit<ExternalState, 'resolved'> & { resolved: number }>(
    'SELECT id, roadmap_id AS roadmapId, issue_id AS issueId, kind, name, resolved, expected_on AS expectedOn FROM external WHERE id = ?',
  );
  const externalNamed = connection.prepare<[string, string, string], { id: string }>(
    'SELECT id FROM external WHERE issue_id = ? AND kind = ? AND name = ?',
  );
  const item = connection.prepare<[string], Omit<ItemState, 'done'> & { done: number | null }>(
    `SELECT ${itemColumns} FROM checklist_item WHERE id = ?`,
  );
  const itemsUnder = connection.prepare<[string], { id: string }>(
    `WITH RECURSIVE under (id) AS (
       SELECT id FROM checklist_item WHERE parent_id = ?
       UNION SELECT nested.id FROM under JOIN checklist_item AS nested ON nested.parent_id = under.id
     ) SELECT id FROM under ORDER BY id`,
  );
  const lastItemRank = connection.prepare<[string], { rank: string | null }>(
    'SELECT max(rank) AS rank FROM checklist_item WHERE roadmap_id = ?',
  );
  const personColumns =
    'id, name, hours_per_week AS hoursPerWeek, week, days_off AS daysOff, focus, share, skills, units, wip_limit AS wipLimit';
  const person = connection.prepare<[string], RawPerson>(`SELECT ${personColumns} FROM person WHERE id = ?`);
  const people = connection.prepare<[], RawPerson>(`SELECT ${personColumns} FROM person ORDER BY id`);
  const baselines = connection.prepare<[], BaselineState>('SELECT id, name, note FROM baseline ORDER BY id');
  const scenarios = connection.prepare<[], ScenarioState>(
    'SELECT id, name, roadmap_id AS roadmapId, state, heads FROM scenario ORDER BY id',
  );
  const sprintColumns = 'id, name, goal, start, finish, capacity_hours AS capacityHours, locked';
  const sprint = connection.prepare<[string], RawSprint>(`SELECT ${sprintColumns} FROM sprint WHERE id = ?`);
  const sprints = connection.prepare<[], RawSprint>(`SELECT ${sprintColumns} FROM sprint ORDER BY start, id`);
  const planFile = connection.prepare<[string], { roadmapId: string; packed: Buffer | null }>(
    `SELECT roadmap.id AS roadmapId, plan_file.packed AS packed FROM roadmap
     LEFT JOIN plan_file ON plan_file.roadmap_id = roadmap.id AND plan_file.path = roadmap.source_path
     WHERE roadmap.source_path = ? ORDER BY plan_file.path IS NULL, roadmap.id LIMIT 1`,
  );
  const setAside = connection.prepare<[string], { key: string; dependsOnKey: string }>(
    `SELECT issue.key AS key, other.key AS dependsOnKey FROM dependency
     JOIN issue ON issue.id = dependency.issue_id JOIN issue AS other ON other.id = dependency.depends_on_id
     WHERE dependency.set_aside = 1 AND issue.roadmap_id = ? ORDER BY dependency.id`,
  );
  const milestonesOf = connection.prepare<[string], MilestoneState>(
    `SELECT ${milestoneColumns} FROM milestone WHERE roadmap_id = ? ORDER BY rank, id`,
  );
  const issuesOf = connection.prepare<[string], RawIssue>(`SELECT ${issueColumns} FROM issue WHERE roadmap_id = ? ORDER BY rank, id`);
  const itemsOf = connection.prepare<[string], Omit<ItemState, 'done'> & { done: number | null }>(
    `SELECT ${itemColumns} FROM checklist_item WHERE roadmap_id = ? ORDER BY rank, id`,
  );
  // The first entry of a change: activity-row.ts makes these ids.
  // What does not count is nobody's work.
  const refused = 'change.hash IN (SELECT hash FROM refused_change)';
  const mine = `change.device_id = @deviceId AND NOT EXISTS (
    SELECT 1 FROM activity WHERE activity.id = substr(change.hash, 1, 24) || '-000000' AND activity.author <> @author
  )`;
  const changedByOthers = connection.prepare<[Since], { documentId: string }>(
    `SELECT DISTINCT document_id AS documentId FROM change WHERE seq > @seq AND document_id <> '${membershipId}' AND NOT (${mine}) AND NOT ${refused} ORDER BY document_id`,
  );
  const changesOfOthers = connection.prepare<[Since & { documentId: string }], { bytes: Buffer }>(
    `SELECT bytes FROM change WHERE document_id = @documentId AND seq > @seq AND NOT (${mine}) AND NOT ${refused} ORDER BY seq`,
  );
  const foreignOnIssue = connection.prepare<[Since & { issueId: string }], { author: string }>(
    `SELECT author FROM activity
     WHERE issue_id = @issueId AND change_seq > @seq AND (author <> @author OR device_id <> @deviceId) LIMIT 1`,
  );
  const trashed = connection.prepare<[string], Trashed>(
    'SELECT kind, key, roadmap_id AS roadmapId, owner_id AS ownerId, other_id AS otherId FROM trash WHERE record_id = ?',
  );
  const trashedUnder = connection.prepare<[string], { id: string }>(
    `WITH RECURSIVE under (id, deleted_at) AS (
       SELECT record_id, deleted_at FROM trash WHERE record_id = ?
       UNION SELECT nested.record_id, nested.deleted_at FROM under
         JOIN trash AS nested ON nested.kind = 'item' AND nested.other_id = under.id AND nested.deleted_at = under.deleted_at
     ) SELECT id FROM under ORDER BY id`,
  );
  const comment = connection.prepare<[string], CommentState>(
    `SELECT issue.roadmap_id AS roadmapId, comment.issue_id AS issueId, comment.text AS text
     FROM comment JOIN issue ON issue.id = comment.issue_id WHERE comment.id = ?`,
  );
  const workspace = connection.prepare<[], Omit<WorkspaceState, 'holidays'> & { holidays: string }>(
    'SELECT name, hours_per_week AS hoursPerWeek, sprint_weeks AS sprintWeeks, holidays FROM workspace WHERE id = 1',
  );

  return {
    roadmap: (id: string) => orNull(roadmap.get(id)),
    lastRoadmapRank: () => lastRoadmapRank.get()?.rank ?? null,
    milestone: (id: string) => orNull(milestone.get(id)),
    milestoneByKey: (roadmapId: string, key: string) => orNull(milestoneByKey.get(roadmapId, key)),
    lastMilestoneRank: (roadmapId: string) => lastMilestoneRank.get(roadmapId)?.rank ?? null,
    issue: (id: string) => {
      const row = issue.get(id);
      return row === undefined ? null : issueState(row);
    },
    /** The number of issues in the workspace; one that is too high may be given while it is below `enough`. */
    issueCount: (enough: number) => {
      const last = lastIssueRow.get()?.last ?? 0;
      return last < enough ? last : (issueCount.get()?.count ?? 0);
    },
    issueIdByKey: (roadmapId: string, key: string) => issueByKey.get({ roadmapId, key })?.id ?? null,
    body: (issueId: string) => body.get(issueId)?.body ?? '',
    labels: (issueId: string) => labels.all(issueId).map((row) => row.label),
    /** Keys of the last issues of a roadmap, the last one first. */
    newestKeys: (roadmapId: string) => newestKeys.all(roadmapId),
    /** The highest number behind this prefix among the keys of a roadmap, 0 when there is none. */
    highestNumber: (roadmapId: string, prefix: string) => highestNumber.get({ roadmapId, prefix })?.highest ?? 0,
    lastIssueRank: (roadmapId: string) => lastIssueRank.get(roadmapId)?.rank ?? null,
    firstIssue: (roadmapId: string) => orNull(firstIssue.get(roadmapId)),
    issueAfter: (roadmapId: string, { rank, id }: RankedIssue) => orNull(issueAfter.get(roadmapId, rank, rank, id)),
    /** The issue that stands directly before another. */
    issueBefore: (roadmapId: string, { rank, id }: RankedIssue) => orNull(issueBefore.get(roadmapId, rank, rank, id)),
    /** The first issue with a greater rank. */
    issueBehind: (roadmapId: string, rank: string) => orNull(issueBehind.get(roadmapId, rank)),
    /** The next greater rank of a checklist item; the first one of the roadmap behind `null`. */
    itemRankBehind: (roadmapId: string, rank: string | null) => itemRankBehind.get(roadmapId, rank ?? '')?.rank ?? null,
    dependencyId: (issueId: string, dependsOnId: string) => dependency.get(issueId, dependsOnId)?.id ?? null,
    dependencies: (issueId: string, dependsOnId: string) => dependency.all(issueId, dependsOnId),
    /** Ids of the issues that an issue waits for, by dependencies that count. */
    waitsFor: (issueId: string, hardOnly: boolean) => (hardOnly ? waitsForHard : waitsFor).all(issueId).map((row) => row.id),
    issuesWithFlag: (name: string) => issuesWithFlag.all(name).map(issueState),
    issuesInSprint: (name: string) => issuesInSprint.all(name).map(issueState),
    external: (id: string) => {
      const row = external.get(id);
      return row === undefined ? null : { ...row, resolved: row.resolved === 1 };
    },
    externalNamed: (issueId: string, kind: string, name: string) => externalNamed.get(issueId, kind, name)?.id ?? null,
    item: (id: string) => {
      const row = item.get(id);
      return row === undefined ? null : itemState(row);
    },
    /** Ids of the items nested under an item, at any depth. */
    itemsUnder: (itemId: string) => itemsUnder.all(itemId).map((row) => row.id),
    lastItemRank: (roadmapId: string) => lastItemRank.get(roadmapId)?.rank ?? null,
    person: (id: string) => {
      const row = person.get(id);
      return row === undefined ? null : personState(row);
    },
    people: () => people.all().map(personState),
    sprint: (id: string) => {
      const row = sprint.get(id);
      return row === undefined ? null : sprintState(row);
    },
    sprints: () => sprints.all().map(sprintState),
    baselines: () => baselines.all(),
    scenarios: () => scenarios.all(),
    /** The roadmap that was read from the file at `path`, with the text of that reading if this device has it. */
    planFile: (path: string): PlanFileState | null => {
      const found = planFile.get(path);
      if (found === undefined) return null;
      return { roadmapId: found.roadmapId, text: found.packed === null ? null : unpackText(found.packed) };
    },
    /** Dependencies of a roadmap's issues that are set aside. */
    setAside: (roadmapId: string) => setAside.all(roadmapId),
    milestonesOf: (roadmapId: string) => milestonesOf.all(roadmapId),
    issuesOf: (roadmapId: string) => issuesOf.all(roadmapId).map(issueState),
    itemsOf: (roadmapId: string) => itemsOf.all(roadmapId).map(itemState),
    workspace: (): WorkspaceState | null => {
      const row = workspace.get();
      return row === undefined ? null : { ...row, holidays: readSpans(row.holidays) };
    },
    ...createFlagReader(connection),
    /** A record in the trash. */
    trashed: (id: string) => orNull(trashed.get(id)),
    /** A deleted item with those that were deleted with it, because they were nested under it. */
    trashedUnder: (itemId: string) => trashedUnder.all(itemId).map((row) => row.id),
    comment: (id: string) => orNull(comment.get(id)),
    /** Ids of the documents that anybody else changed since, or the same person on another device. */
    changedByOthers: (since: Since) => changedByOthers.all(since).map((row) => row.documentId),
    /** Those changes of one document. */
    changesOfOthers: (documentId: string, since: Since) => changesOfOthers.all({ documentId, ...since }).map((row) => row.bytes),
    /** Who else did something to an issue since; `null` when nobody did. */
    otherOnIssue: (issueId: string, since: Since) => foreignOnIssue.get({ issueId, ...since })?.author ?? null,
    ...createArchiveReader(connection),
    ...createSavedViewReader(connection),
    ...createConflictReader(connection),
    ...createTakeoverReader(connection),
  };
}

/** Look-ups on the rows of the projection. */
export type RowReader = ReturnType<typeof createRowReader>;
