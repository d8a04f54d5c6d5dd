// Turns effort, order and capacity into dates: the door of the scheduler. Simple inside (serial, one issue at a time per
// stream), behind the interface that a resource-constrained scheduler can keep. Must never depend on a clock, on the
// order of `issues`, or on anything but its input.
import { criticalPath } from '#shared/graph/critical-path.ts';
import { dependencyGraph } from '#shared/graph/dependency-graph.ts';
import type { IsoDate } from '#shared/plan/quantity.ts';
import { dateOf, dayOf, dayOfWorkday, lastDay, workdayOf } from './calendar-day.ts';
import { type PeriodLoad, periodLoad, periodOf, weeksOf } from './period-load.ts';
import { type PlacedNode, placeIssues } from './place-issue.ts';
import { type SprintPeriod, sprintPeriods } from './sprint-period.ts';
import { type Team, workStreams } from './stream-assignment.ts';
import { formatInstant, type Instant, workdayOfInstant } from './work-calendar.ts';

/** What is to be scheduled, by whom, from when. */
export interface ScheduleInput {
  /** First day on which work may start; a day of a weekend means the next Monday. */
  readonly from: IsoDate;
  /** What the team as one works in a week; more than 0. */
  readonly hoursPerWeek: number;
  /** Length of generated sprints; at least 1. */
  readonly sprintWeeks: number;
  readonly sprints: readonly ScheduleInputSprint[];
  readonly people: readonly ScheduleInputPerson[];
  readonly issues: readonly ScheduleInputIssue[];
}

/** A dated sprint; `finish` is its last day. A capacity below what the streams could do lowers what they do on its days. */
export interface ScheduleInputSprint {
  readonly name: string;
  readonly start: IsoDate;
  readonly finish: IsoDate;
  readonly capacityHours: number | null;
}

/** Somebody who does work; `null` hours mean that they share in the team's. */
export interface ScheduleInputPerson {
  readonly id: string;
  readonly name: string;
  readonly hoursPerWeek: number | null;
}

/** One issue as far as the schedule needs it. */
export interface ScheduleInputIssue {
  readonly id: string;
  /** Likely hours that remain; `null` is unestimated: placed with 0 hours and listed. */
  readonly hours: number | null;
  /** Only open issues are placed. */
  readonly open: boolean;
  /** 0 (P0) to 3, 4 when none is set. */
  readonly priority: number;
  readonly rank: string;
  readonly assigneeId: string | null;
  /** Sprint that the plan wishes for; orders issues of equal priority, nothing more. */
  readonly wishedSprint: string | null;
  /** Hard dependencies. Ids that are not among the open issues are taken as done. */
  readonly dependsOn: readonly string[];
}

/** Where an issue was placed. Instants are `YYYY-MM-DDTHH:mm`, local, without zone. */
export interface Placement {
  readonly start: string;
  readonly finish: string;
  /** Sprint in which it finishes. */
  readonly sprint: string | null;
  /** Has no slack by precedence: any delay delays the longest chain. Never set while nothing is estimated. */
  readonly critical: boolean;
  /** Total slack by precedence alone, in hours. */
  readonly slackHours: number;
  /** Who does it by this schedule; `null` is the team as one. */
  readonly personId: string | null;
}

/** A sprint of the schedule. */
interface ScheduledPeriod {
  readonly name: string;
  readonly start: IsoDate;
  readonly finish: IsoDate;
  /** As the workspace says, else what the streams can do on its days. */
  readonly capacityHours: number;
  /** Work done in it; an issue that spans two sprints counts in each with its part. */
  readonly plannedHours: number;
  /** Issues that finish in it, by start. */
  readonly issueIds: readonly string[];
}

/** Work of one week. */
interface WeekLoad {
  /** Its Monday. */
  readonly start: IsoDate;
  readonly hours: number;
  /** What the streams can do in it from the start of the schedule on. */
  readonly capacityHours: number;
}

/** The answer of {@link schedulePlan}. */
export interface Schedule {
  /** By issue id, in the order of the placed issues' starts. */
  readonly placements: ReadonlyMap<string, Placement>;
  readonly start: IsoDate;
  readonly finish: IsoDate;
  readonly totalHours: number;
  /** Calendar weeks from start to finish, rounded up; 0 when there is no work. */
  readonly weeks: number;
  /** What all streams work in a week. */
  readonly hoursPerWeek: number;
  readonly unestimated: readonly string[];
  readonly sprints: readonly ScheduledPeriod[];
  readonly load: readonly WeekLoad[];
  /** The longest chain by precedence and hours, first to last; empty while nothing is estimated. */
  readonly criticalPath: readonly string[];
  /** Dependencies left out because they would close a cycle: `id` does not wait for `dependsOnId` here. */
  readonly setAside: readonly { readonly id: string; readonly dependsOnId: string }[];
}

/**
 * Gives every open issue a start and a finish.
 *
 * Order: of the issues whose prerequisites are placed, the most urgent next. An issue is as urgent as the most urgent
 * one that waits for it; ties go by wished sprint, rank, id. Each takes the earliest time that fits after its
 * prerequisites, in its stream. Streams: the team as one with `hoursPerWeek`; once an open issue is assigned to a
 * person who has hours of their own, every person with hours of their own is a stream instead, and issues of nobody
 * (or of a person without hours) go to the stream that finishes them first. Time: Monday to Friday, a fifth of the
 * week's hours a day, from 09:00, in whole minutes.
 *
 * Method: serial schedule generation scheme (Kelley 1963; Kolisch 1996), O((issues + dependencies) log issues) without
 * gaps between streams.
 */
export function schedulePlan(input: ScheduleInput): Schedule {
  const issues = input.issues.filter((issue) => issue.open).sort((left, right) => (left.id < right.id ? -1 : 1));
  const ids = issues.map((issue) => issue.id);
  const edges = issues.flatMap((issue) => issue.dependsOn.map((from) => ({ from, to: issue.id })));
  const graph = dependencyGraph(ids, edges);
  const minutes = Float64Array.from(issues, (issue) => Math.round((issue.hours ?? 0) * 60));
  const precedence = criticalPath(graph, minutes);
  const hasWork = precedence.length > 0;
  const setAside = new Set(graph.setAside);

  const firstWorkday = workdayOf(dayOf(input.from));
  const dated = input.sprints.map((sprint) => ({ ...sprint, start: dayOf(sprint.start), finish: dayOf(sprint.finish) }));
  const team = workStreams(input, issues, firstWorkday, dated);
  const placed = placeIssues(issues, graph, minutes, team, dated);
  const byStart = placed.toSorted((left, right) => left.start - right.start || left.finish - right.finish || left.turn - right.turn);

  const start = dayOfWorkday(firstWorkday);
  const finish = placed.reduce((latest, node) => Math.max(latest, dayOfInstant(node.finish)), start);
  const periods = ids.length === 0 ? [] : sprintPeriods(start, Math.min(finish, lastDay), input.sprintWeeks, dated);
  const periodsOf = byStart.map((node) => periodOf(periods, dayOfInstant(node.finish)));
  const placements = byStart.map((node, at): [string, Placement] => {
    const slack = precedence.totalSlack[node.node] ?? 0;
    return [
      node.id,
      {
        start: formatInstant(node.start),
        finish: formatInstant(node.finish),
        sprint: periods[periodsOf[at] ?? 0]?.name ?? null,
        critical: hasWork && slack === 0,
        slackHours: slack / 60,
        personId: team.personIds[node.stream] ?? null,
      },
    ];
  });

  const issueIds = Map.groupBy(
    byStart.map(({ id }) => id),
    (_, at) => periodsOf[at],
  );
  const unestimated = new Set(issues.filter((issue) => issue.hours === null).map((issue) => issue.id));
  const idsOf = (nodes: readonly number[]): string[] => nodes.map((node) => ids[node] ?? '');
  return {
    placements: new Map(placements),
    start: dateOf(start),
    finish: dateOf(finish),
    totalHours: issues.reduce((sum, issue) => sum + (issue.hours ?? 0), 0),
    weeks: hasWork ? Math.ceil((finish - start + 1) / 7) : 0,
    hoursPerWeek: team.hoursPerWeek,
    unestimated: byStart.map(({ id }) => id).filter((id) => unestimated.has(id)),
    sprints: scheduledPeriods(periods, issueIds, periodLoad(periods, placed, team)),
    load: hasWork ? weekLoads(weeksOf(start, Math.min(finish, lastDay)), placed, team) : [],
    criticalPath: hasWork ? idsOf(precedence.path) : [],
    setAside: edges.filter((_, number) => setAside.has(number)).map(({ from, to }) => ({ id: to, dependsOnId: from })),
  };
}

function dayOfInstant(instant: Instant): number {
  return dayOfWorkday(workdayOfInstant(instant));
}

function scheduledPeriods(
  periods: readonly SprintPeriod[],
  issueIds: ReadonlyMap<number | undefined, readonly string[]>,
  load: PeriodLoad,
): ScheduledPeriod[] {
  return periods.map((period, at) => ({
    name: period.name,
    start: dateOf(period.start),
    finish: dateOf(period.finish),
    capacityHours: period.capacityHours ?? load.capacityHours[at] ?? 0,
    plannedHours: load.hours[at] ?? 0,
    issueIds: issueIds.get(at) ?? [],
  }));
}

function weekLoads(weeks: ReturnType<typeof weeksOf>, placed: readonly PlacedNode[], team: Team): WeekLoad[] {
  const load = periodLoad(weeks, placed, team);
  return weeks.map((week, at) => ({ start: dateOf(week.start), hours: load.hours[at] ?? 0, capacityHours: load.capacityHours[at] ?? 0 }));
}
