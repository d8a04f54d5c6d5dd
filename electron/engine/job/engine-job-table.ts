import type { JobName } from '#shared/contract/job.ts';
import { checkStoreJob } from './check-store.ts';
import { createBackup } from './create-backup.ts';
import { createScenario } from './create-scenario.ts';
import { discardScenario } from './discard-scenario.ts';
import type { EngineJob } from './engine-job.ts';
import { exportAuditJob } from './export-audit.ts';
import { exportJsonJob } from './export-json.ts';
import { repairFromTeam } from './repair-from-team.ts';
import { restoreBackup } from './restore-backup.ts';
import { verifyAuditJob } from './verify-audit.ts';
import { improvePlanJob } from './improve-plan.ts';
import { measureLeversJob } from './measure-levers.ts';
import { openView } from './open-view.ts';
import { findCode, offerCode } from './pair-by-code.ts';
import { linkWorkspace } from './link-workspace.ts';
import { unlinkWorkspace } from './unlink-workspace.ts';

/** Jobs that the engine's main thread runs; all others are run by the document thread, a piece at a time. */
export const engineJobs = {
  'create-backup': createBackup,
  'restore-backup': restoreBackup,
  'check-store': checkStoreJob,
  'repair-from-team': repairFromTeam,
  'verify-audit': verifyAuditJob,
  'export-audit': exportAuditJob,
  'improve-plan': improvePlanJob,
  'measure-levers': measureLeversJob,
  'open-view': openView,
  'create-scenario': createScenario,
  'discard-scenario': discardScenario,
  'export-json': exportJsonJob,
  'link-workspace': linkWorkspace,
  'unlink-workspace': unlinkWorkspace,
  'offer-code': offerCode,
  'find-code': findCode,
} as const satisfies { readonly [Name in JobName]?: EngineJob<Name> };

/** Name of a job that the engine's main thread runs. */
export type EngineJobName = keyof typeof engineJobs;
