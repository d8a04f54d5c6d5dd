// Long work: streams progress, can be cancelled, leaves nothing behind when it fails.
import { z } from 'zod';
import { portfolioJobs } from './portfolio.ts';
import { RoadmapId } from '#shared/plan/identity.ts';
import { Dialect } from '#shared/plan/roadmap.ts';
import { auditJobs } from './audit-job.ts';
import { archiveJobs } from './archive.ts';
import { bundleJobs } from './bundle.ts';
import { flagJobs } from './flag.ts';
import { viewJobs } from './view-job.ts';
import { workspaceFileJobs } from './workspace-file.ts';
import { scheduleJobs } from './schedule.ts';
import { storeJobs } from './store-job.ts';
import { pairingJobs } from './pairing.ts';
import { repairJobs } from './repair.ts';
import { teamJobs } from './team.ts';

/** What `import-plan` says about one file. `lines.lost` is always 0: every line is understood or kept. */
export const ImportReport = z.object({
  id: RoadmapId,
  title: z.string(),
  path: z.string(),
  dialect: Dialect,
  /** `unchanged` when the same text was imported before. */
  outcome: z.enum(['added', 'updated', 'unchanged']),
  issues: z.int(),
  milestones: z.int(),
  /** Hard and soft ones, inside the plan. */
  dependencies: z.int(),
  softDependencies: z.int(),
  externalTargets: z.int(),
  externalBlockers: z.int(),
  checklistItems: z.int(),
  checklistItemsDone: z.int(),
  lines: z.object({ total: z.int(), understood: z.int(), kept: z.int(), lost: z.int() }),
  /** Contradictions and doubts, each with its line. */
  remarks: z.array(z.object({ line: z.int(), text: z.string() })),
});
export type ImportReport = z.infer<typeof ImportReport>;

/** How far a job is; `total` is 0 while it is not known. */
export const Progress = z.object({ step: z.string(), done: z.number(), total: z.number() });
export type Progress = z.infer<typeof Progress>;

/** All jobs: name → schema of its arguments and of its answer. */
export const jobs = {
  /** Reads plans; a plan whose path is there already is updated. All files or none. */
  'import-plan': {
    args: z.object({
      files: z
        .array(z.object({ path: z.string().min(1).max(4096), text: z.string() }))
        .min(1)
        .max(1000),
    }),
    value: z.object({ roadmaps: z.array(ImportReport) }),
  },
  ...storeJobs,
  ...scheduleJobs,
  ...flagJobs,
  ...auditJobs,
  ...viewJobs,
  ...archiveJobs,
  ...teamJobs,
  ...repairJobs,
  ...pairingJobs,
  ...workspaceFileJobs,
  ...portfolioJobs,
  ...bundleJobs,
} as const satisfies Record<string, { args: z.ZodType; value: z.ZodType }>;

/** Name of a job. */
export type JobName = keyof typeof jobs;
/** What a caller passes. */
export type JobInput<Name extends JobName> = z.input<(typeof jobs)[Name]['args']>;
/** What the engine works on. */
export type JobArgs<Name extends JobName> = z.output<(typeof jobs)[Name]['args']>;
/** What a finished job answers. */
export type JobValue<Name extends JobName> = z.output<(typeof jobs)[Name]['value']>;
