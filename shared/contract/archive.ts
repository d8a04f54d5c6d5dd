// What may be asked about the archive and the rules that fill it: the part of the contract that is only about them.
import { z } from 'zod';
import { IssueId, RetentionRuleId, RoadmapId } from '#shared/plan/identity.ts';
import { IssueKind } from '#shared/plan/issue.ts';
import { limit } from '#shared/plan/limit.ts';
import { RetentionRule } from '#shared/plan/retention.ts';
import { Status } from '#shared/plan/status.ts';

const issueIds = z.array(IssueId).min(1).max(limit.bulk);
const path = z.string().min(1).max(4096);

/** Commands on the archive. */
export const archiveCommands = {
  /** Makes a rule, or sets one anew when `ruleId` names it. */
  'set-retention-rule': {
    args: RetentionRule.omit({ id: true }).extend({
      ruleId: RetentionRuleId.optional(),
      roadmapId: RoadmapId.nullable().default(null),
      /** This device when absent. */
      deviceId: RetentionRule.shape.deviceId.optional(),
      enabled: z.boolean().default(true),
    }),
    value: z.object({ ruleId: RetentionRuleId }),
  },
  'delete-retention-rule': { args: z.object({ ruleId: RetentionRuleId }), value: z.object({}) },
  /** Takes issues out of the archive: they are in the plan again as they were. The file stays. */
  'restore-archived': { args: z.object({ issueIds }), value: z.object({ restored: z.int() }) },
} as const;

/** An archived issue in a list. */
export const ArchivedIssueRow = z.object({
  id: IssueId,
  roadmapId: RoadmapId,
  /** `null` when the roadmap is deleted. */
  roadmap: z.string().nullable(),
  key: z.string(),
  title: z.string(),
  kind: IssueKind,
  status: Status,
  hours: z.number().nullable(),
  /** When it was archived, by whom, on which device. */
  at: z.string(),
  author: z.string(),
  deviceId: z.string(),
  /** Name of the archive file, and its SHA-256 in hex. */
  file: z.string(),
  sha256: z.string(),
});
export type ArchivedIssueRow = z.infer<typeof ArchivedIssueRow>;

/** Queries on the archive. */
export const archiveQueries = {
  /** Last archived first. Every word of `text` occurs in key, title, labels, body, checklist or comments. */
  'archive-list': {
    args: z.object({
      text: z.string().max(limit.name).default(''),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(limit.window).default(100),
    }),
    summary: z.object({
      /** Over all windows. */
      total: z.int(),
      hours: z.number(),
      /** The files that hold them, newest first. */
      files: z.array(z.object({ file: z.string(), sha256: z.string(), at: z.string(), deviceId: z.string(), issues: z.int() })),
    }),
    row: ArchivedIssueRow,
  },
  'retention-list': {
    args: z.object({}),
    summary: z.object({
      /** This device. */
      deviceId: z.string(),
      /** Folder that this device archives into by itself, once a day while the workspace is open; `null`: it does not. */
      folder: z.string().nullable(),
      /** When it last did. */
      ranAt: z.string().nullable(),
    }),
    row: RetentionRule.extend({
      /** Title of the roadmap that it is limited to. */
      roadmap: z.string().nullable(),
      /** Whether this is the device that carries it out. */
      here: z.boolean(),
    }),
  },
} as const;

/** Why an issue was not moved. `open`: it is not finished. `needed`: open issues wait for it. `children`: issues below it are open. `changed`: it changed meanwhile. */
const KeptReason = z.enum(['open', 'needed', 'children', 'changed']);

const Moved = z.object({ id: IssueId, key: z.string(), title: z.string() });

/** What an archiving moved, or would move. */
export const ArchiveReport = z.object({
  dryRun: z.boolean(),
  moved: z.array(Moved),
  /** `keys` are those of the issues that are in the way. */
  kept: z.array(Moved.extend({ reason: KeptReason, keys: z.array(z.string()) })),
  /** How many further issues the rule names: one run takes a limited number. */
  left: z.int(),
  /** The file that was written; `null` when nothing was. */
  path: z.string().nullable(),
  bytes: z.int(),
  sha256: z.string().nullable(),
});
export type ArchiveReport = z.infer<typeof ArchiveReport>;

/** What looking at an archive file found. */
export const ArchiveCheck = z.object({
  path: z.string(),
  /** Nothing was found. */
  whole: z.boolean(),
  bytes: z.int(),
  sha256: z.string(),
  workspace: z.string().nullable(),
  at: z.string().nullable(),
  issues: z.int(),
  /** How many archived issues of this workspace name the file. */
  named: z.int(),
  /** What is wrong, with the line in the unpacked file where there is one. */
  findings: z.array(z.object({ line: z.int().nullable(), text: z.string() })),
});
export type ArchiveCheck = z.infer<typeof ArchiveCheck>;

/** Jobs on the archive. */
export const archiveJobs = {
  /** Moves finished issues to a new archive file in `folder`: those named, or those that a rule names. */
  archive: {
    args: z
      .object({
        issueIds: issueIds.optional(),
        ruleId: RetentionRuleId.optional(),
        folder: path.nullable().default(null),
        dryRun: z.boolean().default(false),
      })
      .refine(({ issueIds: ids, ruleId }) => (ids === undefined) !== (ruleId === undefined), 'Name either issues or a rule.')
      .refine(({ folder, dryRun }) => dryRun || folder !== null, 'Name the folder for the archive file.'),
    value: ArchiveReport,
  },
  /** Looks through an archive file, and whether everything that the workspace says is in it is in it. */
  'verify-archive': { args: z.object({ path }), value: ArchiveCheck },
  /** Sets the folder that this device archives into by itself; `null` ends it. Stays on this device. */
  'set-archive-folder': { args: z.object({ folder: path.nullable() }), value: z.object({}) },
} as const;
