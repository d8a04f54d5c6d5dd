// The trash: what was deleted and can be restored. Nothing in it is ever thrown away.
import { z } from 'zod';
import { limit } from '#shared/plan/limit.ts';

/** Kinds of records that can be restored. */
export const TrashKind = z.enum([
  'roadmap',
  'issue',
  'milestone',
  'item',
  'comment',
  'dependency',
  'external',
  'risk',
  'person',
  'sprint',
  'flag',
  'baseline',
  'saved-view',
  'retention-rule',
]);
export type TrashKind = z.infer<typeof TrashKind>;

/** One deleted record. */
export const TrashRow = z.object({
  id: z.string(),
  kind: TrashKind,
  recordId: z.string(),
  roadmapId: z.string().nullable(),
  roadmap: z.string().nullable(),
  /** Of issues and milestones; for what hangs on an issue, the issue's. */
  key: z.string().nullable(),
  title: z.string(),
  deletedAt: z.string(),
  /** `null` when history does not say. */
  deletedBy: z.string().nullable(),
});
export type TrashRow = z.infer<typeof TrashRow>;

const ids = z.array(z.string().min(1).max(64)).min(1).max(limit.bulk);

/** The commands of the trash. */
export const trashCommands = {
  /** Brings deleted records back, with everything that hung on them. A key or name that was given away meanwhile gets a number. */
  restore: {
    args: z.object({
      kind: TrashKind,
      ids,
      /** Records of other kinds that come back in the same step; they may hang on the first. */
      also: z
        .array(z.object({ kind: TrashKind, ids }))
        .max(TrashKind.options.length)
        .default([]),
    }),
    value: z.object({
      restored: z.int(),
      /** What could not come back as it was; a sentence each. */
      kept: z.array(z.string()),
    }),
  },
} as const;

/** The queries of the trash. */
export const trashQueries = {
  /** What was deleted, the latest first. */
  trash: {
    args: z.object({
      text: z.string().max(limit.name).default(''),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(limit.window).default(100),
    }),
    summary: z.object({ total: z.int() }),
    row: TrashRow,
  },
} as const;
