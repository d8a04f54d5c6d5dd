// The activity feed: every recorded change, newest first, and what it may be narrowed by. Data only.
import { z } from 'zod';
import { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { limit } from '#shared/plan/limit.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { StatusCategory } from '#shared/plan/status.ts';

/** An instant with its zone, or a day: then the day in UTC. Who means a local day says from when to when it lasts. */
const Instant = z.union([z.iso.datetime({ offset: true }), IsoDate]);

const names = z.array(z.string().min(1).max(limit.name)).max(1000).default([]);

/** Arguments of the query `activity`; an empty list or `null` does not narrow. */
export const ActivityArgs = z.object({
  roadmapIds: z.array(RoadmapId).max(1000).default([]),
  issueId: IssueId.nullable().default(null),
  /** `milestone:<id>`, `flag:<id>` …; or a kind with its colon (`flag:`) for all of that kind. */
  subject: z.string().min(1).max(limit.name).nullable().default(null),
  authors: names,
  commands: names,
  fields: names,
  /** From this instant on, that one included. */
  from: Instant.nullable().default(null),
  /** Before this instant; a day counts as a whole. */
  to: Instant.nullable().default(null),
  /** Every word occurs in a value, in the name of the field or the author, or in key or title of the issue. */
  text: z.string().max(limit.name).default(''),
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(limit.window).default(100),
});

/** What there is to narrow by in the whole workspace, sorted, and how many entries fit over all windows. */
export const ActivitySummary = z.object({
  total: z.int(),
  authors: z.array(z.string()),
  commands: z.array(z.string()),
  fields: z.array(z.string()),
});

/** One entry: who changed what, when, from what to what. Newest first, by when this device received it. */
export const ActivityRow = z.object({
  id: z.string(),
  /** Number of the change in this device's log; `moment:<seq>` is the plan right after it. */
  seq: z.int(),
  /** When it was made, by the clock of the device that made it. */
  at: z.string(),
  author: z.string(),
  deviceId: z.string(),
  command: z.string(),
  roadmapId: RoadmapId.nullable(),
  /** Title of the roadmap; `null` when it is gone or the entry is about the workspace. */
  roadmap: z.string().nullable(),
  issueId: IssueId.nullable(),
  /** `null` when the issue is gone. */
  issueKey: z.string().nullable(),
  /** Of an issue that is gone, the title that it was deleted under. */
  issueTitle: z.string().nullable(),
  /** What it is about when it is not an issue: `milestone:<id>`, `flag:<id>` … */
  subject: z.string().nullable(),
  /** What the subject is called now, or was called at first when it is gone. */
  subjectTitle: z.string().nullable(),
  field: z.string(),
  /** Values as history spells them; long ones are cut, of a body only the passage that changed. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Of a status of an issue, the category it left (`null` when it was created) and the one it went to; else `null`. */
  fromCategory: StatusCategory.nullable(),
  toCategory: StatusCategory.nullable(),
});
export type ActivityRow = z.infer<typeof ActivityRow>;
