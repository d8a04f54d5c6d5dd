import { rmSync } from 'node:fs';
import { scenarioFolder } from '#electron/engine/document/scenario-place.ts';
import { namedView } from '#shared/contract/view.ts';
import type { EngineJob } from './engine-job.ts';

/** The job `discard-scenario`: once its record says so, what was changed in it goes; what cannot be removed now is swept away later. */
export const discardScenario: EngineJob<'discard-scenario'> = {
  lane: 'scenario',
  async run(args, host) {
    const discarded = await host.writer().run('discard-scenario', args);
    if (!discarded.ok) return discarded;
    await host.views.forget(namedView('scenario', args.scenarioId));
    rmSync(scenarioFolder(host.folder, args.scenarioId), { recursive: true, force: true, maxRetries: 3 });
    return discarded;
  },
};
