// The schedule: hands what the projection holds to the scheduler, and names what comes back.
import type { QueryArgs, QueryResult } from '#shared/contract/query.ts';
import type { ScheduledIssue, ScheduleRequest } from '#shared/contract/schedule.ts';
import type { IssueId } from '#shared/plan/identity.ts';
import { impossibleText, unkeptText } from '#shared/schedule/explain/issue-explanation.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';
import type { Schedule } from '#shared/schedule/schedule-result.ts';
import { type OpenIssue, type PlanInput, planInputTables, readPlanInput, remainingHours } from './plan-input.ts';
import { planNames } from './plan-names.ts';
import type { QueryDefinition } from './query-definition.ts';
import type { Reader } from './reader.ts';

type Result = QueryResult<'schedule'>;

/** The query `schedule`: open issues with hours or without, in the order of their starts. Finished work is not placed. */
export const schedule: QueryDefinition<'schedule'> = {
  tables: planInputTables,
  answer: (reader, args) => reader.remember(`schedule ${JSON.stringify(args)}`, () => scheduled(reader, args)),
};

/** What is asked and what the scheduler answers, computed once for as long as nothing changes. */
export function plannedBy(reader: Reader, request: ScheduleRequest): PlanInput & { readonly plan: Schedule } {
  const { roadmapIds, from, hoursPerWeek, sprintWeeks, people } = request;
  return reader.remember(`planned ${JSON.stringify([roadmapIds, from, hoursPerWeek, sprintWeeks, people])}`, () => {
    const read = readPlanInput(reader, request);
    return { ...read, plan: schedulePlan(read.input) };
  });
}

function scheduled(reader: Reader, args: QueryArgs<'schedule'>): Result {
  const { plan, ...read } = plannedBy(reader, args);
  return answerOf(read, plan);
}

/** A schedule as it is answered. */
export function answerOf({ input, issues, waitsFor }: PlanInput, plan: Schedule): Result {
  const names = planNames(issues, input);
  const idsOf = (ids: readonly string[]): IssueId[] => ids.flatMap((id) => issues.get(id)?.id ?? []);
  const said = (id: string, text: string): Result['summary']['unkept'] => {
    const issue = issues.get(id);
    return issue === undefined ? [] : [{ id: issue.id, key: issue.key, text }];
  };
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
      unplaced: plan.unplaced.flatMap(({ id, because }) => said(id, impossibleText(because, names))),
      unkept: plan.unkept.flatMap((unkept) => said(unkept.id, unkeptText(unkept, names))),
    },
    rows: [...plan.placements].flatMap(([id, placement]) => {
      const issue = issues.get(id);
      if (issue === undefined) return [];
      const by = placement.by.map(({ personId, units }) => ({ name: names.person(personId), units }));
      return [
        scheduledIssue(
          issue,
          { ...placement, by },
          [...new Set((waitsFor.get(id) ?? []).map((link) => link.id))].flatMap((one) => idsOf([one])),
        ),
      ];
    }),
  };
}

function scheduledIssue(
  issue: OpenIssue,
  placement: Pick<ScheduledIssue, 'start' | 'finish' | 'sprint' | 'critical' | 'slackHours' | 'by'>,
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
    hours: remainingHours(issue) ?? 0,
    unestimated: remainingHours(issue) === null,
    start: placement.start,
    finish: placement.finish,
    sprint: placement.sprint,
    wishedSprint: issue.sprint,
    critical: placement.critical,
    slackHours: placement.slackHours,
    by: placement.by,
    dependsOn: [...dependsOn],
  };
}
