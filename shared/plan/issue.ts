// An issue: one kind of record for everything that is planned, worked on and finished. A phase is an issue of kind
// `phase`; issues nest through `parentId`.
import { z } from 'zod';
import { Estimate } from './estimate.ts';
import { IssueId, MilestoneId, PersonId, RoadmapId } from './identity.ts';
import { limit } from './limit.ts';
import { Priority, Severity } from './priority.ts';
import { Points } from './quantity.ts';
import { Status } from './status.ts';

/** What the plan calls the record. */
export const IssueKind = z.enum(['issue', 'phase', 'epic', 'task', 'bug']);
export type IssueKind = z.infer<typeof IssueKind>;

/** Title of an issue, one line. */
export const Title = z
  .string()
  .trim()
  .min(1, 'A title needs at least one character.')
  .max(limit.title)
  .regex(/^[^\r\n]*$/, 'A title is one line.');

/** A short name: component, category, label, sprint, flag. */
export const ShortName = z
  .string()
  .trim()
  .min(1)
  .max(limit.name)
  .regex(/^[^\r\n]*$/, 'A name is one line.');

/** Human key of an issue, unique inside its roadmap: `001`, `#3`, `Phase 21`. */
export const IssueKey = z
  .string()
  .trim()
  .min(1)
  .max(limit.key)
  .regex(/^[^\r\n]*$/, 'A key is one line.');

/** Fields of an issue that a person sets. */
export const Issue = z.object({
  id: IssueId,
  roadmapId: RoadmapId,
  parentId: IssueId.nullable(),
  milestoneId: MilestoneId.nullable(),
  key: IssueKey,
  kind: IssueKind,
  title: Title,
  /** Markdown: description, objective and every line of the plan that has no field of its own. */
  body: z.string().max(limit.body),
  status: Status,
  priority: Priority.nullable(),
  severity: Severity.nullable(),
  component: ShortName.nullable(),
  category: ShortName.nullable(),
  labels: z.array(ShortName).max(limit.labels),
  /** Name of the feature flag that guards the work. */
  flag: ShortName.nullable(),
  assigneeId: PersonId.nullable(),
  /** Name of the sprint it is wished into, as the plan words it. */
  sprint: ShortName.nullable(),
  estimate: Estimate.nullable(),
  points: Points.nullable(),
  /** Why somebody put the work on hold by hand; `null` when nobody did. A held issue is blocked. */
  holdReason: z.string().min(1).max(limit.note).nullable(),
  /** Fractional order among its siblings (see rank.ts). */
  rank: z.string().min(1).max(200),
});
export type Issue = z.infer<typeof Issue>;
