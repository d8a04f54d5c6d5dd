import { success } from '#shared/base/result.ts';
import type { EngineJob } from './engine-job.ts';
import { startStoreTask } from './store-task.ts';

/** The job `export-json`: in a thread of its own, on one state of the workspace. */
export const exportJsonJob: EngineJob<'export-json'> = {
  lane: 'export',
  async run({ path = null, withLog }, host, control) {
    const written = await startStoreTask(host, { type: 'export-json', folder: host.folder, path, withLog }, control);
    return written.ok ? success({ path, ...written.value }) : written;
  },
};
