import type { EngineJob } from './engine-job.ts';
import { startStoreTask } from './store-task.ts';

/** The job `measure-levers`: plans dozens of times, in a thread of its own. */
export const measureLeversJob: EngineJob<'measure-levers'> = {
  lane: 'schedule',
  run: (request, host, control) => startStoreTask(host, { type: 'levers', folder: host.folder, request }, control),
};
