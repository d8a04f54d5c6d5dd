import { mkdirSync, rmSync } from 'node:fs';
import { newScenarioFolder } from '#electron/engine/store/scenario-place.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import type { EngineJob } from './engine-job.ts';
import { startStoreTask } from './store-task.ts';

/**
 * The job `create-scenario`: a copy of the whole plan is made where nothing looks for it, then the document thread gives it
 * its id and its record. What a stop in between leaves is swept away before the next scenario or view is opened.
 */
export const createScenario: EngineJob<'create-scenario'> = {
  // One at a time: every copy is made in the same place.
  lane: 'scenario',
  async run(args, host, control) {
    host.views.sweep();
    const place = newScenarioFolder(host.folder);
    try {
      rmSync(place, { recursive: true, force: true });
      mkdirSync(place, { recursive: true });
      const copied = await startStoreTask(host, { type: 'view', folder: host.folder, path: databasePath(place), moment: null }, control);
      return copied.ok ? await host.writer().run('create-scenario', args) : copied;
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  },
};
