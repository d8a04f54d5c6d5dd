// What may be asked about feature flags: the part of the contract that is only about them.
import { z } from 'zod';
import { Flag, RolloutPercent } from '#shared/plan/flag.ts';
import { FlagId, IssueId, MilestoneId } from '#shared/plan/identity.ts';
import { ShortName } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';
import { Status } from '#shared/plan/status.ts';

const description = z.string().max(limit.note);

/** Commands on feature flags. */
export const flagCommands = {
  /** A new flag is off, and would be on for everybody once it is switched on. */
  'create-flag': {
    args: z.object({
      name: ShortName,
      description: description.default(''),
      on: z.boolean().default(false),
      rolloutPercent: RolloutPercent.default(100),
      milestoneId: MilestoneId.nullable().default(null),
    }),
    value: z.object({ flagId: FlagId }),
  },
  /** An absent field stays as it is. A new name goes to the issues that name the flag as well. */
  'update-flag': {
    args: z.object({
      flagId: FlagId,
      name: ShortName.optional(),
      description: description.optional(),
      on: z.boolean().optional(),
      rolloutPercent: RolloutPercent.optional(),
      milestoneId: MilestoneId.nullable().optional(),
    }),
    value: z.object({}),
  },
  /** Issues keep the name. */
  'delete-flag': { args: z.object({ flagId: FlagId }), value: z.object({}) },
  /** Creates or updates every flag of a file, by name; all or none. */
  'import-flags': {
    args: z.object({ text: z.string().max(limit.fileBytes) }),
    value: z.object({
      created: z.int(),
      updated: z.int(),
      unchanged: z.int(),
      /** Milestones that the file names and the workspace has not, or has several of. */
      remarks: z.array(z.string()),
    }),
  },
} as const;

/**
 * What to look at in a flag. `done`: all its issues are finished, so it can be removed. `unused`: no issue names it.
 * `undeclared`: open issues name it, but there is no such flag. `on-but-open`: it is on while issues behind it are open.
 * `repeated`: there are several of this name, made on different devices.
 */
export const FlagWarning = z.enum(['done', 'unused', 'undeclared', 'on-but-open', 'repeated']);
export type FlagWarning = z.infer<typeof FlagWarning>;

/** A flag, or a name that issues use as if there were one. */
export const FlagRow = Flag.omit({ id: true }).extend({
  /** `flagId`, or something as unique for a name without a flag. */
  id: z.string(),
  /** `null`: undeclared; `create-flag` with the name makes it one. */
  flagId: FlagId.nullable(),
  /** Key of its milestone. */
  milestone: z.string().nullable(),
  /** Issues that name it. */
  issues: z.array(z.object({ id: IssueId, key: z.string(), title: z.string(), roadmap: z.string(), status: Status })),
  openIssues: z.int(),
  warnings: z.array(FlagWarning),
});
export type FlagRow = z.infer<typeof FlagRow>;

/** Queries on feature flags. */
export const flagQueries = {
  /** By name, numbers in names by value. */
  'flag-list': {
    args: z.object({}),
    summary: z.object({ flags: z.int(), on: z.int(), warnings: z.int() }),
    row: FlagRow,
  },
} as const;

/** Jobs on feature flags. */
export const flagJobs = {
  /** The text of a file with all flags: JSON to import elsewhere, or a TypeScript module for a program. */
  'export-flags': {
    args: z.object({ format: z.enum(['json', 'typescript']) }),
    value: z.object({ text: z.string(), flags: z.int() }),
  },
} as const;
