// Changes that do not count: by somebody who was shut out, or built on such. They are kept, shown with who and why, and whoever belongs to
// the team can do again what they did. Data only.
import { z } from 'zod';
import { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { limit } from '#shared/plan/limit.ts';

/** By the members; because it builds on such; because another change has its number. */
const RefusalReason = z.enum(['refused', 'builds-on-refused', 'equivocation']);

/** One thing that such a change did, as history has it. */
const QuarantineEntry = z.object({
  issueId: IssueId.nullable(),
  /** `null` when the issue is not in the plan. */
  issueKey: z.string().nullable(),
  issueTitle: z.string().nullable(),
  subject: z.string().nullable(),
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});

/** One step of somebody that does not count. */
const QuarantineRow = z.object({
  /** Hash of the first of its changes. */
  id: z.string(),
  /** Hashes of its changes: what `take-over-changes` wants. */
  hashes: z.array(z.string()),
  author: z.string(),
  deviceId: z.string(),
  /** `null` when the chain has no name for it. */
  deviceName: z.string().nullable(),
  command: z.string(),
  /** ISO instant on the author's clock; empty when the change does not say. */
  at: z.string(),
  reason: RefusalReason,
  /** Why, in one sentence. */
  sentence: z.string(),
  roadmapId: RoadmapId.nullable(),
  entries: z.array(QuarantineEntry),
});

/** One step of somebody that does not count. */
export type QuarantineRow = z.output<typeof QuarantineRow>;

/** The commands of changes that do not count. */
export const quarantineCommands = {
  /** Does again what such changes did, as a new step by this device: what is created is created, fields and texts become what they made of them. */
  'take-over-changes': {
    args: z.object({
      hashes: z
        .array(z.string().regex(/^[0-9a-f]{64}$/u))
        .min(1)
        .max(1000),
    }),
    /** `kept`: a sentence for each thing that could not be done. */
    value: z.object({ done: z.int(), kept: z.array(z.string()) }),
  },
} as const;

/** The queries of changes that do not count. */
export const quarantineQueries = {
  /** What does not count and was not taken over, step by step: first what only builds on such, each the newest first. */
  quarantine: {
    args: z.object({ offset: z.int().min(0).default(0), limit: z.int().min(0).max(limit.window).default(100) }),
    /** `built`: how many of them are refused for nothing but what they build on; they come first. */
    summary: z.object({ total: z.int(), built: z.int() }),
    row: QuarantineRow,
  },
} as const;
