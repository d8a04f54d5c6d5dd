// Conflicts: what people did beside each other, without knowing of it, and where the plan waits for somebody to choose. Nothing in
// here is lost while nobody does: one value is read, the same on every device, and the others are kept.
import { z } from 'zod';
import { DependencyId, IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { limit } from '#shared/plan/limit.ts';
import { TrashKind } from './trash.ts';

/** `value`: one field, several values. `deleted`: edited by one, deleted by another. The others are rules broken together. */
const ConflictKind = z.enum(['value', 'deleted', 'key', 'cycle', 'capacity']);

/** One of several values. */
export const ConflictValue = z.object({
  /** What to choose it by. */
  operation: z.string(),
  field: z.string(),
  /** What people call the field. */
  fieldName: z.string(),
  /** For people; `null`: nothing. */
  text: z.string().nullable(),
  author: z.string().nullable(),
  /** ISO instant. */
  at: z.string().nullable(),
  deviceId: z.string().nullable(),
  /** It is what the plan says until somebody chooses. */
  wins: z.boolean(),
});
export type ConflictValue = z.infer<typeof ConflictValue>;

/** An issue that has a part in a broken rule. */
const ConflictIssue = z.object({
  id: IssueId,
  key: z.string(),
  title: z.string(),
  hours: z.number().nullable(),
  /** Who did what matters here (gave the key, put it into the sprint), and when; `null` when history does not say. */
  author: z.string().nullable(),
  at: z.string().nullable(),
});

/** One conflict. */
export const ConflictRow = z.object({
  id: z.string(),
  kind: ConflictKind,
  /** The record that it is about. Of a cycle the dependency that is set aside, of a sprint that is too full the sprint. */
  recordId: z.string(),
  recordKind: z.union([TrashKind, z.literal('workspace')]),
  roadmapId: RoadmapId.nullable(),
  /** The issue to look at, where there is one that is not deleted. */
  issueId: IssueId.nullable(),
  /** Of the issue or milestone that it is about. */
  key: z.string().nullable(),
  title: z.string(),
  /** Of a `value`: which field. */
  field: z.string().nullable(),
  fieldName: z.string().nullable(),
  /** What happened, in one sentence. */
  sentence: z.string(),
  /** Of a `value` what to choose from, the one that is read last; of `deleted` what was set meanwhile. */
  values: z.array(ConflictValue),
  /** Of `deleted`: by whom and when. */
  deletion: z.object({ author: z.string().nullable(), at: z.string().nullable() }).nullable(),
  /** Of a cycle in its order, the first one waits for the second; of a key those that were given it; of a sprint those in it, the largest first. */
  issues: z.array(ConflictIssue),
  /** The steps of a cycle, in its order; any of them can be taken out. */
  dependencies: z.array(
    z.object({
      dependencyId: DependencyId,
      issueId: IssueId,
      dependsOnId: IssueId,
      author: z.string().nullable(),
      at: z.string().nullable(),
      /** Does not count while the cycle stands. */
      setAside: z.boolean(),
    }),
  ),
  /** Of a sprint: hours of the open issues in it, and what it holds. */
  load: z.object({ hours: z.number(), capacityHours: z.number() }).nullable(),
});
export type ConflictRow = z.infer<typeof ConflictRow>;

/** The commands of conflicts. */
export const conflictCommands = {
  /**
   * Chooses one of several values: it becomes a new one that takes the place of all of them, on every device. Without an operation
   * things stay as they are read now: the value that wins, a record deleted (`deletedAt`), an issue under the key that it is read with.
   */
  'resolve-conflict': {
    args: z.object({
      recordId: z.string().min(1).max(64),
      field: z.string().min(1).max(64),
      operation: z.string().max(limit.name).nullable().default(null),
    }),
    value: z.object({}),
  },
} as const;

/** The queries of conflicts. */
export const conflictQueries = {
  /** What waits for a choice: values first, then broken rules. */
  'conflict-list': {
    args: z.object({
      /** Only what is about this issue. */
      issueId: IssueId.nullable().default(null),
      offset: z.int().min(0).default(0),
      limit: z.int().min(0).max(limit.window).default(100),
    }),
    summary: z.object({ total: z.int() }),
    row: ConflictRow,
  },
} as const;
