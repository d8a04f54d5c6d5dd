// Every query: its arguments, one summary and rows that carry an `id`. All queries are live: a subscriber gets the
// whole result once and then what changed in it. Queries that depend on time take the day as an argument.
import { z } from 'zod';
import { ChecklistItem, ChecklistKind } from '#shared/plan/checklist.ts';
import { DateSpans } from '#shared/plan/date-span.ts';
import { DependencyKind, DependencyStrength, ExternalKind } from '#shared/plan/dependency.ts';
import { Estimate } from '#shared/plan/estimate.ts';
import { DependencyId, ExternalId, IssueId, MilestoneId, PersonId, RoadmapId } from '#shared/plan/identity.ts';
import { IssueKind } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';
import { IssuePlanning } from '#shared/plan/planning.ts';
import { Priority, Severity } from '#shared/plan/priority.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { Dialect, Milestone, NamedSprint, Risk, StatedTotal } from '#shared/plan/roadmap.ts';
import { Status, StatusCategory } from '#shared/plan/status.ts';
import { trashQueries } from './trash.ts';
import { Capacity, Person, Sprint } from '#shared/plan/workspace.ts';
import { ActivityArgs, ActivityRow, ActivitySummary } from './activity.ts';
import { archiveQueries } from './archive.ts';
import { conflictQueries } from './conflict.ts';
import { bundleQueries } from './bundle.ts';
import { quarantineQueries } from './quarantine.ts';
import { flagQueries } from './flag.ts';
import { viewQueries } from './view-query.ts';
import { storeStatus } from './store-job.ts';
import { teamQueries } from './team.ts';
import { portfolioQueries } from './portfolio.ts';
import { savedViewQueries } from './saved-view.ts';
import { scheduleQueries } from './schedule.ts';

const roadmapIds = z.array(RoadmapId).max(1000).default([]);

/** What every list of issues may be narrowed by; an empty array does not narrow. `null` inside an array means "none set". */
export const IssueFilter = z.object({
  roadmapIds,
  /** In the search language (shared/plan/search); words alone look for themselves. */
  text: z.string().max(limit.search).default(''),
  /** The day that ages (`updated:<7d`) and `is:overdue` count from. */
  today: IsoDate.nullable().default(null),
  status: z.array(StatusCategory).default([]),
  priority: z.array(Priority.nullable()).default([]),
  component: z.array(z.string().nullable()).default([]),
  milestoneIds: z.array(MilestoneId.nullable()).default([]),
  sprint: z.array(z.string().nullable()).default([]),
  assigneeIds: z.array(PersonId.nullable()).default([]),
  label: z.array(z.string()).default([]),
  ready: z.boolean().nullable().default(null),
  blocked: z.boolean().nullable().default(null),
});
export type IssueFilter = z.infer<typeof IssueFilter>;

/** What issues can be grouped by. */
export const Grouping = z.enum(['priority', 'component', 'category', 'milestone', 'sprint', 'assignee', 'status', 'roadmap', 'label']);
export type Grouping = z.infer<typeof Grouping>;

/** How lists of issues can be ordered. `readiness`: in progress, ready, blocked, backlog, done; then priority and rank. */
export const IssueOrder = z.enum(['readiness', 'rank', 'key', 'title', 'priority', 'estimate']);
export type IssueOrder = z.infer<typeof IssueOrder>;

/** One row of an issue list. */
export const IssueRow = z.object({
  id: IssueId,
  roadmapId: RoadmapId,
  roadmap: z.string(),
  key: z.string(),
  kind: IssueKind,
  title: z.string(),
  status: Status,
  /** Computed: waits for an open hard dependency, an unresolved external blocker, or is held by hand. Open issues only. */
  blocked: z.boolean(),
  /** Computed: planned or backlog, and not blocked. */
  ready: z.boolean(),
  priority: Priority.nullable(),
  estimate: Estimate.nullable(),
  points: z.number().nullable(),
  component: z.string().nullable(),
  category: z.string().nullable(),
  milestoneId: MilestoneId.nullable(),
  milestone: z.string().nullable(),
  sprint: z.string().nullable(),
  flag: z.string().nullable(),
  labels: z.array(z.string()),
  assigneeId: PersonId.nullable(),
  assignee: z.string().nullable(),
  /** How many open hard dependencies it waits for. */
  waitsFor: z.int(),
  /** How many unresolved external blockers it waits for. */
  waitsForExternal: z.int(),
  /** How many open issues wait for it. */
  unblocks: z.int(),
  /** Ticked and all items with a box. */
  checklistDone: z.int(),
  checklistTotal: z.int(),
});
export type IssueRow = z.infer<typeof IssueRow>;

/** One hit of a search. */
export const SearchRow = IssueRow.extend({
  /** The first part of the issue that has one of the words; `null` when the search has none. */
  matchedIn: z.enum(['key', 'title', 'label', 'body', 'checklist', 'comment']).nullable(),
  /** A piece of that part on one line, with the words found as ranges of UTF-16 units. */
  snippet: z.object({ text: z.string(), marks: z.array(z.tuple([z.int(), z.int()])) }).nullable(),
});
export type SearchRow = z.infer<typeof SearchRow>;

/** An issue of any workspace of a portfolio. `id` is unique over all of them. */
export const PortfolioIssueRow = SearchRow.extend({
  id: z.string(),
  issueId: IssueId,
  /** Folder and name of its workspace. */
  folder: z.string(),
  workspace: z.string(),
  /** It is in the workspace that was asked, and can be opened there. */
  own: z.boolean(),
});
export type PortfolioIssueRow = z.infer<typeof PortfolioIssueRow>;

/** Head of a group in an issue list. */
export const IssueGroup = z.object({
  /** `null`: the issues that have no value for the grouping. */
  name: z.string().nullable(),
  /** Id of the record behind the group, where there is one. */
  recordId: z.string().nullable(),
  issues: z.int(),
  /** Sum of likely hours of all, and of those still open. */
  hours: z.number(),
  openHours: z.number(),
  unestimated: z.int(),
  /** 10th and 90th percentile of the sum; `null` while no estimate in it has a range. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  start: IsoDate.nullable(),
  finish: IsoDate.nullable(),
  capacityHours: z.number().nullable(),
});
export type IssueGroup = z.infer<typeof IssueGroup>;

/** An issue that another one is linked with. */
export const LinkedIssue = z.object({
  dependencyId: DependencyId,
  id: IssueId,
  key: z.string(),
  title: z.string(),
  roadmap: z.string(),
  status: Status,
  blocked: z.boolean(),
  ready: z.boolean(),
  hours: z.number().nullable(),
  strength: DependencyStrength,
  note: z.string(),
  kind: DependencyKind,
  /** Minutes of working time; below 0 is a lead. */
  lagMinutes: z.int(),
  /** Part of a dependency cycle that came in by import or merge, and therefore not counted as blocking. */
  setAside: z.boolean(),
});
export type LinkedIssue = z.infer<typeof LinkedIssue>;

/** One recorded change, for people. */
export const HistoryEntry = z.object({
  id: z.string(),
  at: z.string(),
  author: z.string(),
  /** Name of the command. */
  command: z.string(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** Everything about one issue. */
export const IssueDetail = IssueRow.extend({
  body: z.string(),
  severity: Severity.nullable(),
  holdReason: z.string().nullable(),
  /** In `needs`, people who are gone are left out. */
  ...IssuePlanning.shape,
  parent: z.object({ id: IssueId, key: z.string(), title: z.string() }).nullable(),
  children: z.array(z.object({ id: IssueId, key: z.string(), title: z.string(), status: Status })),
  waitsForIssues: z.array(LinkedIssue),
  unblocksIssues: z.array(LinkedIssue),
  externals: z.array(
    z.object({ id: ExternalId, kind: ExternalKind, name: z.string(), resolved: z.boolean(), expectedOn: IsoDate.nullable() }),
  ),
  contradictions: z.array(z.string()),
  comments: z.array(z.object({ id: z.string(), author: z.string(), at: z.string(), text: z.string() })),
  history: z.array(HistoryEntry),
  /** Path of the plan file and line in it, as of the last import. */
  source: z.object({ path: z.string(), line: z.int() }).nullable(),
});
export type IssueDetail = z.infer<typeof IssueDetail>;

/** A node of the dependency graph. */
export const GraphNode = z.object({
  id: IssueId,
  roadmapId: RoadmapId,
  key: z.string(),
  title: z.string(),
  status: Status,
  blocked: z.boolean(),
  ready: z.boolean(),
  priority: Priority.nullable(),
  hours: z.number().nullable(),
  milestoneId: MilestoneId.nullable(),
  milestone: z.string().nullable(),
  assignee: z.string().nullable(),
  sprint: z.string().nullable(),
  externalBlockers: z.array(z.object({ id: ExternalId, name: z.string() })),
  externalTargets: z.array(z.object({ id: ExternalId, name: z.string() })),
});
export type GraphNode = z.infer<typeof GraphNode>;

/** An edge of the dependency graph: `to` waits for `from`. */
export const GraphEdge = z.object({
  id: DependencyId,
  from: IssueId,
  to: IssueId,
  strength: DependencyStrength,
  note: z.string(),
  setAside: z.boolean(),
});
export type GraphEdge = z.infer<typeof GraphEdge>;

/** Effort of one group. */
const EffortGroup = z.object({
  id: z.string(),
  name: z.string().nullable(),
  hours: z.number(),
  issues: z.int(),
  unestimated: z.int(),
  /** Part of the total, 0 to 1. */
  share: z.number(),
  /** Hours by the column grouping, in the order of the summary's columns. */
  cells: z.array(z.number()),
});

/** One roadmap in a list. */
export const RoadmapRow = z.object({
  id: RoadmapId,
  title: z.string(),
  dialect: Dialect.nullable(),
  sourcePath: z.string().nullable(),
  issues: z.int(),
  openIssues: z.int(),
  hours: z.number(),
  doneHours: z.number(),
});
export type RoadmapRow = z.infer<typeof RoadmapRow>;

/** A milestone with what leads to it. */
const MilestoneOutline = Milestone.extend({
  hours: z.number(),
  doneHours: z.number(),
  unestimated: z.int(),
  issues: z.array(
    z.object({
      id: IssueId,
      key: z.string(),
      title: z.string(),
      status: Status,
      blocked: z.boolean(),
      ready: z.boolean(),
      hours: z.number().nullable(),
      dependsOnKeys: z.array(z.string()),
      checklistDone: z.int(),
      checklistTotal: z.int(),
    }),
  ),
  checklist: z.array(ChecklistItem),
});

/** All queries: name → schema of its arguments, its summary and one row. */
export const queries = {
  workspace: {
    args: z.object({}),
    summary: z.object({
      name: z.string(),
      folder: z.string(),
      capacity: Capacity,
      holidays: DateSpans,
      issues: z.int(),
      ready: z.int(),
      blocked: z.int(),
      people: z.array(Person),
      sprints: z.array(Sprint.extend({ issues: z.int(), hours: z.number(), openHours: z.number() })),
      components: z.array(z.string()),
      labels: z.array(z.string()),
      /** Sprint names in use, dated ones first, then in the order of the plans. */
      sprintNames: z.array(z.string()),
    }),
    row: RoadmapRow,
  },
  'issue-list': {
    args: z.object({
      filter: IssueFilter.prefault({}),
      group: Grouping.nullable().default(null),
      order: IssueOrder.default('readiness'),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(limit.window).default(100),
    }),
    summary: z.object({
      /** Rows over all windows. */
      total: z.int(),
      hours: z.number(),
      openHours: z.number(),
      /** In order; the issues of a group stand together, so offsets follow from the counts. */
      groups: z.array(IssueGroup),
      /** Largest pessimistic or likely hours over all windows: the common scale of the whiskers. */
      longest: z.number(),
    }),
    row: IssueRow,
  },
  'issue-detail': { args: z.object({ issueId: IssueId }), summary: IssueDetail.nullable(), row: ChecklistItem },
  /** Issues that a typed key or words may mean, best first; exact keys in front, tolerant of `#`, leading zeros and the kind's name. */
  'find-issue': {
    args: z.object({ text: z.string().max(limit.title), roadmapIds, limit: z.int().min(1).max(100).default(20) }),
    summary: z.object({
      exact: z.int(),
      /** As many rows follow that were given this key too, on another device; they are read with another one. */
      alsoGiven: z.int(),
    }),
    row: IssueRow,
  },
  /** Issues by the search language, best first; without words in the order of lists. A text that is not a search is refused with its place. */
  search: {
    args: z.object({
      text: z.string().max(limit.search),
      roadmapIds,
      today: IsoDate.nullable().default(null),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(limit.window).default(20),
    }),
    summary: z.object({
      total: z.int(),
      /** There are more than `total`; counting ended there. */
      capped: z.boolean(),
      /** A word that no issue has, what was looked for instead, and the search that asks for it. */
      correction: z.object({ typed: z.string(), used: z.string(), text: z.string() }).nullable(),
    }),
    row: SearchRow,
  },
  'dependency-graph': {
    args: z.object({ roadmapIds }),
    summary: z.object({ edges: z.array(GraphEdge), milestones: z.array(Milestone) }),
    row: GraphNode,
  },
  'effort-breakdown': {
    args: z.object({ roadmapIds, rows: Grouping, columns: Grouping.nullable().default(null) }),
    summary: z.object({
      total: z.number(),
      issues: z.int(),
      unestimated: z.int(),
      columns: z.array(z.object({ name: z.string().nullable(), hours: z.number() })),
    }),
    row: EffortGroup,
  },
  /** The largest issues by likely hours, for drawing areas; what is left out is summed by group in the summary. */
  'effort-area': {
    args: z.object({ roadmapIds, group: Grouping, limit: z.int().min(1).max(2000).default(400) }),
    summary: z.object({
      groups: z.array(z.object({ name: z.string().nullable(), hours: z.number(), restHours: z.number(), restIssues: z.int() })),
    }),
    row: z.object({ id: IssueId, key: z.string(), title: z.string(), hours: z.number(), done: z.boolean(), group: z.string().nullable() }),
  },
  ...scheduleQueries,
  /** Open issues of the longest chain by precedence and hours, first to last; empty while nothing is estimated. */
  'critical-path': {
    args: z.object({ roadmapIds }),
    summary: z.object({ hours: z.number() }),
    row: z.object({ id: IssueId, hours: z.number().nullable() }),
  },
  'roadmap-outline': {
    args: z.object({ roadmapId: RoadmapId }),
    summary: z
      .object({
        roadmap: z.object({
          id: RoadmapId,
          title: z.string(),
          goal: z.string(),
          status: Status.nullable(),
          currentMilestone: z.string().nullable(),
          generatedOn: IsoDate.nullable(),
          notes: z.string(),
          sourcePath: z.string().nullable(),
          dialect: Dialect.nullable(),
        }),
        /** Must-haves, metrics and next actions that hang on the roadmap itself. */
        checklist: z.array(ChecklistItem),
        checklistKinds: z.array(ChecklistKind),
        risks: z.array(Risk.omit({ roadmapId: true }).extend({ issueKeys: z.array(z.string()) })),
        statedTotals: z.array(StatedTotal),
        sprints: z.array(NamedSprint),
        /** Issues without a milestone, shaped like a milestone's. */
        unplaced: MilestoneOutline.shape.issues,
        externalTargets: z.array(z.object({ name: z.string(), keys: z.array(z.string()) })),
      })
      .nullable(),
    row: MilestoneOutline,
  },
  'store-status': storeStatus,
  ...teamQueries,
  activity: { args: ActivityArgs, summary: ActivitySummary, row: ActivityRow },
  ...flagQueries,
  ...trashQueries,
  /** What whoever works on this device can undo and redo; rows are their last steps, newest first. */
  'undo-state': {
    args: z.object({}),
    summary: z.object({
      undo: z.object({ label: z.string(), at: z.string() }).nullable(),
      redo: z.object({ label: z.string(), at: z.string() }).nullable(),
    }),
    row: z.object({ id: z.string(), label: z.string(), command: z.string(), at: z.string(), undone: z.boolean() }),
  },
  ...viewQueries,
  ...archiveQueries,
  ...bundleQueries,
  ...savedViewQueries,
  ...portfolioQueries,
  ...conflictQueries,
  ...quarantineQueries,
  /** Issues of all workspaces of the portfolio by the search language, those of this workspace first; a thousand of each at most. */
  'portfolio-issues': {
    args: z.object({
      text: z.string().max(limit.search).default(''),
      today: IsoDate,
      /** Only these folders; empty for all. */
      folders: z.array(z.string().max(4096)).max(1000).default([]),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(limit.window).default(100),
    }),
    summary: z.object({ total: z.int(), capped: z.boolean() }),
    row: PortfolioIssueRow,
  },
} as const satisfies Record<string, { args: z.ZodType; summary: z.ZodType; row: z.ZodType }>;

/** Name of a query. */
export type QueryName = keyof typeof queries;
/** What a caller passes: defaults may be left out. */
export type QueryInput<Name extends QueryName> = z.input<(typeof queries)[Name]['args']>;
/** What the engine works on. */
export type QueryArgs<Name extends QueryName> = z.output<(typeof queries)[Name]['args']>;
/** One summary and rows. */
export interface QueryResult<Name extends QueryName> {
  readonly summary: z.output<(typeof queries)[Name]['summary']>;
  readonly rows: readonly z.output<(typeof queries)[Name]['row']>[];
}
