// What the scheduler is asked about the plan: reads issues, people, calendars and wishes out of the projection.
import type { ScheduleRequest } from '#shared/contract/schedule.ts';
import type { DependencyKind } from '#shared/plan/dependency.ts';
import type { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { readNeeds } from '#shared/plan/planning.ts';
import type { Priority } from '#shared/plan/priority.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import type { StatusCategory } from '#shared/plan/status.ts';
import { targetDay } from '#shared/plan/target-day.ts';
import type {
  ScheduleInput,
  ScheduleInputIssue,
  ScheduleInputPerson,
  ScheduleInputSprint,
  ScheduleLink,
} from '#shared/schedule/schedule-input.ts';
import { readCapacity, readHolidays, readPeople } from './capacity-row.ts';
import { roadmapCondition } from './issue-filter.ts';
import type { ProjectionTable } from './query-definition.ts';
import type { Reader } from './reader.ts';

/** The tables that {@link readPlanInput} reads. */
export const planInputTables: ReadonlySet<ProjectionTable> = new Set([
  'workspace',
  'issue',
  'dependency',
  'roadmap',
  'milestone',
  'person',
  'sprint',
  'external',
]);

/** An open issue as it is listed. */
export interface OpenIssue {
  readonly id: IssueId;
  readonly key: string;
  readonly roadmapId: RoadmapId;
  readonly title: string;
  readonly statusCategory: StatusCategory;
  readonly blocked: number;
  readonly ready: number;
  readonly priority: Priority | null;
  readonly milestoneId: string | null;
  readonly milestone: string | null;
  readonly component: string | null;
  readonly assigneeId: string | null;
  readonly assignee: string | null;
  readonly likely: number | null;
  readonly sprint: string | null;
  readonly rank: string;
  readonly roadmapRank: string;
  readonly notBefore: string | null;
  readonly deadline: string | null;
  readonly fixedStart: string | null;
  readonly fixedDuration: number;
  readonly splits: number;
  readonly needs: string | null;
  readonly spentHours: number | null;
  readonly remainingHours: number | null;
}

/** A question to the scheduler, with the issues that it is about. */
export interface PlanInput {
  readonly input: ScheduleInput;
  readonly issues: ReadonlyMap<string, OpenIssue>;
  /** By issue, what it waits for. */
  readonly waitsFor: ReadonlyMap<string, readonly ScheduleLink[]>;
}

/** Reads what there is to plan. */
export function readPlanInput(reader: Reader, { roadmapIds, from, hoursPerWeek, sprintWeeks, people }: ScheduleRequest): PlanInput {
  const issues = new Map<string, OpenIssue>(openIssues(reader, roadmapIds).map((issue) => [issue.id, issue]));
  const waitsFor = links(reader, issues);
  const expected = expectations(reader);
  const capacity = readCapacity(reader);
  const hours = hoursPerWeek ?? capacity.hoursPerWeek;
  const known = new Set<string>(readPeople(reader).map(({ id }) => id));
  return {
    issues,
    waitsFor,
    input: {
      from,
      hoursPerWeek: hours,
      sprintWeeks: sprintWeeks ?? capacity.sprintWeeks,
      holidays: readHolidays(reader),
      sprints: sprints(reader),
      // So many people who can all do everything stand for those that there are.
      people: people === null ? ownPeople(reader) : [alike(people, hours)],
      milestones: milestones(reader),
      issues: Array.from(issues.values(), (issue): ScheduleInputIssue => ({
        id: issue.id,
        hours: remainingHours(issue),
        fixedDuration: issue.fixedDuration === 1,
        open: true,
        priority: issue.priority === null ? 4 : Number(issue.priority.slice(1)),
        rank: `${issue.roadmapRank} ${issue.rank}`,
        needs: people === null ? needs(issue, known) : [{ anyOf: ['people'], skill: null, count: 1 }],
        wishedSprint: issue.sprint,
        dependsOn: waitsFor.get(issue.id) ?? [],
        notBefore: latest(issue.notBefore, expected.get(issue.id) ?? null),
        deadline: dateOrNull(issue.deadline),
        fixedStart: issue.fixedStart,
        splits: issue.splits === 1,
        milestoneId: issue.milestoneId,
      })),
    },
  };
}

const dateOrNull = (text: string | null): IsoDate | null => (text === null ? null : IsoDate.parse(text));

const latest = (one: string | null, other: string | null): IsoDate | null =>
  dateOrNull(one === null || (other !== null && other > one) ? other : one);

/** Hours that are still to be worked; `null` for an issue without an estimate. */
export function remainingHours({ likely, spentHours, remainingHours: said }: OpenIssue): number | null {
  return said ?? (likely === null ? null : Math.max(0, likely - (spentHours ?? 0)));
}

/** Who an issue needs: as was said of it, else the one it is assigned to, else anyone. People who are gone do nothing. */
function needs(issue: OpenIssue, known: ReadonlySet<string>): ScheduleInputIssue['needs'] {
  const said = readNeeds(issue.needs).map((need) => ({ ...need, anyOf: need.anyOf.filter((id) => known.has(id)) }));
  if (said.length > 0) return said;
  return issue.assigneeId === null ? [] : [{ anyOf: [issue.assigneeId], skill: null, count: 1 }];
}

function ownPeople(reader: Reader): ScheduleInputPerson[] {
  return readPeople(reader).map(({ id, name, hoursPerWeek, week, daysOff, focus, share, skills, units }) => ({
    id,
    name,
    hoursPerWeek,
    week,
    daysOff,
    share: focus * share,
    skills,
    units,
  }));
}

function alike(units: number, hoursPerWeek: number): ScheduleInputPerson {
  return { id: 'people', name: 'people', hoursPerWeek, week: null, daysOff: [], share: 1, skills: [], units };
}

function sprints(reader: Reader): ScheduleInputSprint[] {
  return reader
    .rows<Omit<ScheduleInputSprint, 'locked'> & { readonly locked: number }>(
      'SELECT name AS name, start AS start, finish AS finish, capacity_hours AS capacityHours, locked AS locked FROM sprint ORDER BY start, finish, name',
    )
    .map((sprint) => ({ ...sprint, locked: sprint.locked === 1 }));
}

function milestones(reader: Reader): ScheduleInput['milestones'] {
  return reader
    .rows<{ id: string; name: string; target: string | null }>('SELECT id AS id, key AS name, target AS target FROM milestone ORDER BY id')
    .map(({ id, name, target }) => ({ id, name, target: target === null ? null : targetDay(target) }));
}

/** By issue, the last day on which something outside that it waits for is expected. */
function expectations(reader: Reader): Map<string, string> {
  return new Map(
    reader
      .rows<{ issueId: string; expectedOn: string }>(
        `SELECT issue_id AS issueId, max(expected_on) AS expectedOn FROM external
         WHERE kind = 'blocker' AND resolved = 0 AND expected_on IS NOT NULL GROUP BY issue_id`,
      )
      .map(({ issueId, expectedOn }) => [issueId, expectedOn]),
  );
}

/** In no order: the scheduler gives its own, whatever the order of its input. */
function openIssues(reader: Reader, roadmapIds: readonly string[]): OpenIssue[] {
  const condition = roadmapCondition(roadmapIds);
  return reader.rows<OpenIssue>(
    `SELECT issue.id AS id, issue.key AS key, issue.roadmap_id AS roadmapId, issue.title AS title,
       issue.status_category AS statusCategory, issue.blocked AS blocked, issue.ready AS ready, issue.priority AS priority,
       issue.milestone_id AS milestoneId, milestone.key AS milestone, issue.component AS component, issue.assignee_id AS assigneeId,
       person.name AS assignee, issue.estimate_likely AS likely, issue.sprint AS sprint, issue.rank AS rank,
       coalesce(roadmap.rank, '') AS roadmapRank, issue.not_before AS notBefore, issue.deadline AS deadline,
       issue.fixed_start AS fixedStart, issue.fixed_duration AS fixedDuration, issue.splits AS splits, issue.needs AS needs,
       issue.spent_hours AS spentHours, issue.remaining_hours AS remainingHours
     FROM issue
     LEFT JOIN roadmap ON roadmap.id = issue.roadmap_id
     LEFT JOIN milestone ON milestone.id = issue.milestone_id
     LEFT JOIN person ON person.id = issue.assignee_id
     WHERE issue.open = 1 AND ${condition.sql}`,
    condition.parameters,
  );
}

/** Hard dependencies between the issues of the schedule; one that was set aside to break a cycle does not count. */
function links(reader: Reader, issues: ReadonlyMap<string, OpenIssue>): Map<string, ScheduleLink[]> {
  const waitsFor = new Map<string, ScheduleLink[]>();
  for (const { issueId, id, kind, lagMinutes } of reader.rows<{ issueId: string; id: string; kind: DependencyKind; lagMinutes: number }>(
    `SELECT issue_id AS issueId, depends_on_id AS id, kind AS kind, lag_minutes AS lagMinutes FROM dependency
     WHERE strength = 'hard' AND set_aside = 0 ORDER BY id`,
  )) {
    if (!issues.has(id) || !issues.has(issueId)) continue;
    const link: ScheduleLink = { id, kind, lagMinutes };
    const others = waitsFor.get(issueId);
    if (others === undefined) waitsFor.set(issueId, [link]);
    else if (!others.some((other) => other.id === id && other.kind === kind && other.lagMinutes === lagMinutes)) others.push(link);
  }
  return waitsFor;
}
