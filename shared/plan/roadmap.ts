// A roadmap: one plan, with its milestones, risks and stated totals. One roadmap is one document.
import { z } from 'zod';
import { IssueId, MilestoneId, RiskId, RoadmapId } from './identity.ts';
import { Title } from './issue.ts';
import { limit } from './limit.ts';
import { IsoDate } from './quantity.ts';
import { Status } from './status.ts';

/** The Markdown dialects that Sextant reads, named after how they mark an issue. */
export const Dialect = z.enum(['issue-source', 'phase-roadmap', 'issue-report']);
export type Dialect = z.infer<typeof Dialect>;

/** One plan. */
export const Roadmap = z.object({
  id: RoadmapId,
  title: Title,
  goal: z.string().max(limit.note),
  status: Status.nullable(),
  /** Key of the milestone that the plan says is current. */
  currentMilestone: z.string().max(limit.key).nullable(),
  /** Date on which the plan says it was written. */
  generatedOn: IsoDate.nullable(),
  /** Lines of the plan file that have no field of their own. */
  notes: z.string().max(limit.body),
  /** Absolute path of the file it was read from. */
  sourcePath: z.string().max(4096).nullable(),
  dialect: Dialect.nullable(),
});
export type Roadmap = z.infer<typeof Roadmap>;

/** A point that work leads to: a release, a version. */
export const Milestone = z.object({
  id: MilestoneId,
  roadmapId: RoadmapId,
  /** Short name: `M1`, `v1.5`. */
  key: z.string().min(1).max(limit.key),
  title: Title,
  goal: z.string().max(limit.note),
  status: Status.nullable(),
  /** The plan never declares it, but its phases speak of it. */
  implied: z.boolean(),
  target: IsoDate.nullable(),
  notes: z.string().max(limit.body),
  rank: z.string().min(1).max(200),
});
export type Milestone = z.infer<typeof Milestone>;

/** A group of issues as the plan's file names it, until it is mapped to a dated sprint. */
export const NamedSprint = z.object({
  name: z.string().min(1).max(limit.name),
  title: z.string().max(limit.title),
  note: z.string().max(limit.note),
  rank: z.string().min(1).max(200),
});
export type NamedSprint = z.infer<typeof NamedSprint>;

/** What may go wrong, in the plan's own grades. */
export const Risk = z.object({
  id: RiskId,
  roadmapId: RoadmapId,
  title: Title,
  /** The plan's own class: "High Risk Issues". */
  group: z.string().max(limit.name),
  likelihood: z.string().max(limit.name),
  impact: z.string().max(limit.name),
  mitigations: z.array(z.string().min(1).max(limit.note)).max(100),
  issueIds: z.array(IssueId).max(limit.bulk),
  rank: z.string().min(1).max(200),
});
export type Risk = z.infer<typeof Risk>;

/** A total that the file itself states, kept to be compared with what Sextant computes. */
export const StatedTotal = z.object({
  by: z.enum(['priority', 'category', 'all']),
  name: z.string().min(1).max(limit.name),
  issues: z.int().min(0).nullable(),
  hours: z.number().min(0).nullable(),
});
export type StatedTotal = z.infer<typeof StatedTotal>;
