// The schedule: hands what the projection holds to the scheduler, and names what comes back.
import type { QueryArgs, QueryResult, ScheduledIssue } from '#shared/contract/query.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import type { Priority } from '#shared/plan/priority.ts';
import type { ScheduleInputPerson, ScheduleInputSprint, ScheduleLink } from '#shared/schedule/schedule-input.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import { readCapacity } from './capacity-row.ts';
import { roadmapCondition } from './issue-filter.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';

type Result = QueryResult<'schedule'>;

/** The query `schedule`: open issues with hours or without, in the order of their starts. Finished work is not placed. */
export const schedule: QueryDefinition<'schedule'> = {
  tables: new Set(['workspace', 'issue', 'dependency', 'roadmap', 'milestone', 'person', 'sprint']),
  answer: (reader, args) => reader.remember(`schedule ${JSON.stringify(args)}`, () => scheduled(reader, args)),
};

function scheduled(reader: Reader, { roadmapIds, from, hoursPerWeek }: QueryArgs<'schedule'>): Result {
  const issues = openIssues(reader, roadmapIds);
  const byId = new Map<string, OpenIssue>(issues.map((issue) => [issue.id, issue]));
  const waitsFor = prerequisites(reader, byId);
  const capacity = readCapacity(reader);
  const plan = schedulePlan({
    from,
    hoursPerWeek: hoursPerWeek ?? capacity.hoursPerWeek,
    sprintWeeks: capacity.sprintWeeks,
    holidays: [],
    sprints: sprints(reader),
    people: people(reader),
    milestones: [],
    issues: issues.map((issue) => ({
      id: issue.id,
      hours: issue.hours,
      fixedDuration: false,
      open: true,
      priority: urgency(issue.priority),
      rank: `${issue.roadmapRank} ${issue.rank}`,
      needs: issue.assigneeId === null ? [] : [{ anyOf: [issue.assigneeId], skill: null, count: 1 }],
      wishedSprint: issue.sprint,
      dependsOn: (waitsFor.get(issue.id) ?? []).map(finishToStart),
      notBefore: null,
      deadline: null,
      fixedStart: null,
      splits: true,
      milestoneId: null,
    })),
  });
  const idsOf = (ids: readonly string[]): IssueId[] => ids.flatMap((id) => byId.get(id)?.id ?? []);
  return {
    summary: {
      start: plan.start,
      finish: plan.finish,
      totalHours: plan.totalHours,
      weeks: plan.weeks,
      hoursPerWeek: plan.hoursPerWeek,
      unestimated: idsOf(plan.unestimated),
      sprints: plan.sprints.map((sprint) => ({ ...sprint, issueIds: idsOf(sprint.issueIds) })),
      load: [...plan.load],
      criticalPath: idsOf(plan.criticalPath),
    },
    rows: [...plan.placements].flatMap(([id, placement]) => {
      const issue = byId.get(id);
      return issue === undefined ? [] : [scheduledIssue(issue, placement, waitsFor.get(id) ?? [])];
    }),
  };
}

function sprints(reader: Reader): ScheduleInputSprint[] {
  return reader
    .rows<Omit<ScheduleInputSprint, 'locked'>>(
      'SELECT name AS name, start AS start, finish AS finish, capacity_hours AS capacityHours FROM sprint ORDER BY start, finish, name',
    )
    .map((sprint) => ({ ...sprint, locked: false }));
}

function people(reader: Reader): ScheduleInputPerson[] {
  return reader
    .rows<Pick<ScheduleInputPerson, 'id' | 'name' | 'hoursPerWeek'>>(
      'SELECT id AS id, name AS name, hours_per_week AS hoursPerWeek FROM person ORDER BY id',
    )
    .map((person) => ({ ...person, week: null, daysOff: [], share: 1, skills: [], units: 1 }));
}

function finishToStart(id: string): ScheduleLink {
  return { id, kind: 'finish-start', lagMinutes: 0 };
}

interface OpenIssue {
  readonly id: IssueId;
  readonly key: string;
  readonly roadmapId: ScheduledIssue['roadmapId'];
  readonly title: string;
  readonly statusCategory: ScheduledIssue['statusCategory'];
  readonly blocked: number;
  readonly ready: number;
  readonly priority: Priority | null;
  readonly milestone: string | null;
  readonly component: string | null;
  readonly assigneeId: string | null;
  readonly assignee: string | null;
  readonly hours: number | null;
  readonly sprint: string | null;
  readonly rank: string;
  readonly roadmapRank: string;
}

/** In no order: the scheduler gives its own, whatever the order of its input. */
function openIssues(reader: Reader, roadmapIds: readonly string[]): OpenIssue[] {
  const condition = roadmapCondition(roadmapIds);
  return reader.rows<OpenIssue>(
    `SELECT issue.id AS id, issue.key AS key, issue.roadmap_id AS roadmapId, issue.title AS title,
       issue.status_category AS statusCategory, issue.blocked AS blocked, issue.ready AS ready, issue.priority AS priority,
       milestone.key AS milestone, issue.component AS component, issue.assignee_id AS assigneeId, person.name AS assignee,
       issue.estimate_likely AS hours, issue.sprint AS sprint, issue.rank AS rank, coalesce(roadmap.rank, '') AS roadmapRank
     FROM issue
     LEFT JOIN roadmap ON roadmap.id = issue.roadmap_id
     LEFT JOIN milestone ON milestone.id = issue.milestone_id
     LEFT JOIN person ON person.id = issue.assignee_id
     WHERE issue.open = 1 AND ${condition.sql}`,
    condition.parameters,
  );
}

/** Hard dependencies between the issues of the schedule; one that was set aside to break a cycle does not count. */
function prerequisites(reader: Reader, issues: ReadonlyMap<string, OpenIssue>): Map<string, IssueId[]> {
  const waitsFor = new Map<string, IssueId[]>();
  for (const { issueId, dependsOnId } of reader.rows<{ issueId: string; dependsOnId: string }>(
    `SELECT issue_id AS issueId, depends_on_id AS dependsOnId FROM dependency
     WHERE strength = 'hard' AND set_aside = 0 ORDER BY id`,
  )) {
    const dependsOn = issues.get(dependsOnId);
    if (dependsOn === undefined || !issues.has(issueId)) continue;
    const known = waitsFor.get(issueId);
    if (known === undefined) waitsFor.set(issueId, [dependsOn.id]);
    else if (!known.includes(dependsOn.id)) known.push(dependsOn.id);
  }
  return waitsFor;
}

/** 0 for P0 to 3 for P3; 4 without a priority. */
function urgency(priority: Priority | null): number {
  return priority === null ? 4 : Number(priority.slice(1));
}

function scheduledIssue(
  issue: OpenIssue,
  placement: Pick<ScheduledIssue, 'start' | 'finish' | 'sprint' | 'critical' | 'slackHours'>,
  dependsOn: readonly IssueId[],
): ScheduledIssue {
  return {
    id: issue.id,
    key: issue.key,
    roadmapId: issue.roadmapId,
    title: issue.title,
    statusCategory: issue.statusCategory,
    blocked: issue.blocked === 1,
    ready: issue.ready === 1,
    priority: issue.priority,
    milestone: issue.milestone,
    component: issue.component,
    assignee: issue.assignee,
    hours: issue.hours ?? 0,
    unestimated: issue.hours === null,
    start: placement.start,
    finish: placement.finish,
    sprint: placement.sprint,
    wishedSprint: issue.sprint,
    critical: placement.critical,
    slackHours: placement.slackHours,
    dependsOn: [...dependsOn],
  };
}
