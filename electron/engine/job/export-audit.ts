import { success } from '#shared/base/result.ts';
import type { EngineJob } from './engine-job.ts';
import { startStoreTask } from './store-task.ts';

/** The job `export-audit`: to a new file, or into the answer. */
export const exportAuditJob: EngineJob<'export-audit'> = {
  lane: 'audit',
  async run({ format, path = null }, host, control) {
    const written = await startStoreTask(host, { type: 'export-audit', folder: host.folder, format, path }, control);
    return written.ok ? success({ path, ...written.value }) : written;
  },
};
