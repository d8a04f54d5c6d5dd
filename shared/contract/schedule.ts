// The schedule as it is asked for and answered: when, by whom, why, and what would help.
import { z } from 'zod';
import { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { limit } from '#shared/plan/limit.ts';
import { Priority } from '#shared/plan/priority.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { StatusCategory } from '#shared/plan/status.ts';
import { HoursPerWeek } from '#shared/plan/workspace.ts';

/** What is to be scheduled, from when, and what is to be taken otherwise than the plan says. */
const ScheduleRequest = z.object({
  roadmapIds: z.array(RoadmapId).max(1000).default([]),
  from: IsoDate,
  hoursPerWeek: HoursPerWeek.nullable().default(null),
  /** So many people who can all do everything, with these hours each, instead of those of the plan. */
  people: z.int().min(1).max(limit.units).nullable().default(null),
  /** Length of sprints that have no dates. */
  sprintWeeks: z.int().min(1).max(12).nullable().default(null),
});
/** A question to the scheduler, with what was left out filled in. */
export type ScheduleRequest = z.output<typeof ScheduleRequest>;

/** One issue as the scheduler placed it. Instants without zone: `YYYY-MM-DDTHH:mm`, working hours of the plan's calendar. */
export const ScheduledIssue = z.object({
  id: IssueId,
  key: z.string(),
  roadmapId: RoadmapId,
  title: z.string(),
  statusCategory: StatusCategory,
  blocked: z.boolean(),
  ready: z.boolean(),
  priority: Priority.nullable(),
  milestone: z.string().nullable(),
  component: z.string().nullable(),
  assignee: z.string().nullable(),
  hours: z.number(),
  unestimated: z.boolean(),
  start: z.string(),
  finish: z.string(),
  /** Sprint that the placement falls in. */
  sprint: z.string().nullable(),
  /** Sprint that the plan wishes for. */
  wishedSprint: z.string().nullable(),
  critical: z.boolean(),
  slackHours: z.number(),
  /** Who does it; empty for the team as one. */
  by: z.array(z.object({ name: z.string(), units: z.int() })),
  dependsOn: z.array(IssueId),
});
export type ScheduledIssue = z.infer<typeof ScheduledIssue>;

/** One sprint of a schedule. */
const ScheduledSprint = z.object({
  name: z.string(),
  start: IsoDate,
  finish: IsoDate,
  capacityHours: z.number(),
  plannedHours: z.number(),
  issueIds: z.array(IssueId),
});

/** What a schedule says as a whole. */
export const ScheduleSummary = z.object({
  start: IsoDate,
  finish: IsoDate,
  totalHours: z.number(),
  /** Calendar weeks from start to finish, rounded up. */
  weeks: z.int(),
  hoursPerWeek: z.number(),
  unestimated: z.array(IssueId),
  sprints: z.array(ScheduledSprint),
  /** Hours placed in each week, against what the week holds. */
  load: z.array(z.object({ start: IsoDate, hours: z.number(), capacityHours: z.number() })),
  criticalPath: z.array(IssueId),
  /** Issues that can have no place, with the reason as a sentence. */
  unplaced: z.array(z.object({ id: IssueId, key: z.string(), text: z.string() })),
  /** What was wished, promised or set by hand and does not hold, with what is in the way as a sentence. */
  unkept: z.array(z.object({ id: IssueId, key: z.string(), text: z.string() })),
});
export type ScheduleSummary = z.infer<typeof ScheduleSummary>;

/** Why an issue is where it is, in sentences. */
const PlaceReason = z.object({
  key: z.string(),
  /** When and by whom; why it has no place, where it has none. */
  place: z.string(),
  /** What sets its start; `null` without a place. */
  because: z.string().nullable(),
  /** What else would hold it. */
  also: z.array(z.string()),
  /** What its place means for the finish of everything; `null` without one. */
  weight: z.string().nullable(),
  unkept: z.array(z.string()),
  /** Issues of the chain through dependencies and people that sets the finish, first to last. */
  chain: z.array(z.object({ id: IssueId, key: z.string() })),
});

/** Name → schema of arguments, summary and row. */
export const scheduleQueries = {
  schedule: { args: ScheduleRequest, summary: ScheduleSummary, row: ScheduledIssue },
  /** Why an issue is where the schedule has it; `null` when it is not open or not among what is scheduled. */
  'place-reason': { args: ScheduleRequest.extend({ issueId: IssueId }), summary: PlaceReason.nullable(), row: z.never() },
} as const;

/** What improving a plan came to. */
const PlanImprovement = z.object({
  /** The last finish of the plan that nobody has improved, `YYYY-MM-DDTHH:mm`. */
  before: z.string(),
  finish: z.string(),
  /** Nothing better is left to be found. */
  optimal: z.boolean(),
  /** The finish is at most so many per cent of working time later than the best possible under these rules; 0 when it is proven to be the best. */
  withinPercent: z.number(),
  /** How many schedules were made. */
  schedules: z.int(),
});

/** Name → schema of arguments and answer. */
export const scheduleJobs = {
  /** Looks for a better plan for so many seconds, in threads of its own, and says how far from the best possible it is. Changes nothing. */
  'improve-plan': {
    args: ScheduleRequest.extend({
      seconds: z.number().gt(0).max(limit.improvementSeconds),
      seed: z.int().min(0).max(4_294_967_295).default(1),
      /** `null`: as many as the machine has cores, but one. */
      threads: z.int().min(1).max(64).nullable().default(null),
    }),
    value: z.object({ improvement: PlanImprovement, summary: ScheduleSummary, rows: z.array(ScheduledIssue) }),
  },
  /** Plans again for everything that might make the plan finish earlier; what does, the most first. Changes nothing. */
  'measure-levers': {
    args: ScheduleRequest,
    value: z.object({
      /** When the last issue is done without any, `YYYY-MM-DDTHH:mm`. */
      finish: z.string(),
      /** How many were tried. */
      tried: z.int(),
      levers: z.array(z.object({ text: z.string(), finish: z.string(), savedDays: z.int() })),
    }),
  },
} as const;
