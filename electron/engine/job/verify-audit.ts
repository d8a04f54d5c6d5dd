import type { EngineJob } from './engine-job.ts';
import { startStoreTask } from './store-task.ts';

/** The job `verify-audit`: in a thread of its own, so that nobody waits for it. */
export const verifyAuditJob: EngineJob<'verify-audit'> = {
  lane: 'audit',
  run: (_args, host, control) => startStoreTask(host, { type: 'verify-audit', folder: host.folder }, control),
};
