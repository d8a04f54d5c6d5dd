// The queries about other views of the plan: which moments there are, baselines, scenarios, and what differs between two
// views. They always speak of the workspace as it stands, whichever view they are asked in.
import { z } from 'zod';
import { BaselineId, IssueId, MilestoneId, RoadmapId, ScenarioId } from '#shared/plan/identity.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { Status } from '#shared/plan/status.ts';
import { View } from './view.ts';

/** Minutes that the clock on the wall is ahead of UTC: where one day ends and the next begins. */
const zone = z.int().min(-1440).max(1440).default(0);

/** What a view of a comparison is, for people. */
export const ViewLabel = z.object({
  /** `null`: the present. */
  view: View.nullable(),
  /** `now`, the name of a baseline or scenario, or the number of a change. */
  label: z.string(),
  /** ISO instant at which this device received the last change of a moment, or for which a baseline stands. */
  at: z.string().nullable(),
});
export type ViewLabel = z.infer<typeof ViewLabel>;

/** One field that two views state differently. `null`: not set, or no issue. Long texts are cut. */
export const FieldChange = z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() });
export type FieldChange = z.infer<typeof FieldChange>;

/** What became of an issue or milestone. `moved`: nothing in itself, but its dates. */
export const Difference = z.enum(['added', 'removed', 'changed', 'moved', 'same']);
export type Difference = z.infer<typeof Difference>;

/** One fact before and after. */
function both<Schema extends z.ZodType>(schema: Schema) {
  return { before: schema, after: schema };
}

/** Dates that the scheduler gives, and by how many working days they slip: negative is earlier, `null` without both dates. */
const dates = z.object({ ...both(IsoDate.nullable()), slipDays: z.int().nullable() });

/** Effort and progress: issues, likely hours of all that is not cancelled, hours still open, issues done, and the finish. */
const Totals = z.object({
  issues: z.object(both(z.int())),
  hours: z.object(both(z.number())),
  openHours: z.object(both(z.number())),
  done: z.object(both(z.int())),
  finish: dates,
});

/** One issue that differs. */
export const ComparedIssue = z.object({
  id: IssueId,
  roadmapId: RoadmapId,
  roadmap: z.string(),
  key: z.string(),
  title: z.string(),
  difference: Difference.exclude(['same']),
  fields: z.array(FieldChange),
  status: z.object(both(Status.nullable())),
  hours: z.object(both(z.number().nullable())),
  finish: dates,
});
export type ComparedIssue = z.infer<typeof ComparedIssue>;

/** What two views differ in as a whole. */
export const Comparison = Totals.extend({
  from: ViewLabel,
  to: ViewLabel,
  /** Counts of issues. `slipped` and `earlier` are those in both whose finish is later or earlier, whatever else changed. */
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
  moved: z.int(),
  slipped: z.int(),
  earlier: z.int(),
  /** Rows over all windows. */
  total: z.int(),
  roadmaps: z.array(Totals.extend({ id: RoadmapId, title: z.string(), difference: Difference.exclude(['moved']) })),
  /** Milestones that differ in what they state or in when their work is done; `finish` is of their last open issue. */
  milestones: z.array(
    z.object({
      id: MilestoneId,
      roadmapId: RoadmapId,
      key: z.string(),
      title: z.string(),
      difference: Difference.exclude(['same']),
      fields: z.array(FieldChange),
      finish: dates,
    }),
  ),
});
export type Comparison = z.infer<typeof Comparison>;

/** Queries about views: name → schema of its arguments, its summary and one row. */
export const viewQueries = {
  /** Days on which this device received changes, newest first. */
  'moment-list': {
    args: z.object({ from: IsoDate.nullable().default(null), to: IsoDate.nullable().default(null), zone }),
    /** Number of the newest change of all. */
    summary: z.object({ lastSeq: z.int() }),
    row: z.object({ id: z.string(), day: IsoDate, changes: z.int(), lastSeq: z.int(), view: View }),
  },
  /** The last change that this device had received by a moment: a calendar day (its end) or an ISO instant. */
  'moment-at': {
    args: z.object({ at: z.union([IsoDate, z.iso.datetime({ offset: true })]), zone }),
    summary: z.object({ seq: z.int().nullable(), view: View.nullable(), receivedAt: z.string().nullable() }),
    /** What was changed then. */
    row: z.object({ id: z.string(), at: z.string(), author: z.string(), command: z.string() }),
  },
  /**
   * What differs between two views; `null` is the present. Issues that differ come as rows: added, removed, changed, moved,
   * each by roadmap and key. Both are scheduled from `day`, or the first from `fromDay` when it is given: then work that
   * did not progress since shows as slipped.
   */
  compare: {
    args: z.object({
      from: View.nullable().default(null),
      to: View.nullable().default(null),
      day: IsoDate,
      fromDay: IsoDate.nullable().default(null),
      roadmapIds: z.array(RoadmapId).max(1000).default([]),
      differences: z.array(Difference.exclude(['same'])).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(10_000).default(500),
    }),
    summary: Comparison,
    row: ComparedIssue,
  },
  /** Baselines, newest first. */
  'baseline-list': {
    args: z.object({}),
    summary: z.object({}),
    row: z.object({ id: BaselineId, name: z.string(), note: z.string(), at: z.string(), author: z.string(), view: View }),
  },
  /** Scenarios: open ones first, newest first. */
  'scenario-list': {
    args: z.object({}),
    summary: z.object({}),
    row: z.object({
      id: ScenarioId,
      name: z.string(),
      roadmapId: RoadmapId,
      /** `null`: the roadmap was deleted since. */
      roadmap: z.string().nullable(),
      author: z.string(),
      createdAt: z.string(),
      /** The device that keeps what was changed in it. */
      deviceId: z.string(),
      state: z.enum(['open', 'merged', 'discarded']),
      view: View,
    }),
  },
} as const;
