import { namedView } from '#shared/contract/view.ts';
import type { EngineJob } from './engine-job.ts';

/** The job `discard-scenario`: closes it once its record says so. What was changed in it stays on disk as long as that can be undone. */
export const discardScenario: EngineJob<'discard-scenario'> = {
  lane: 'scenario',
  async run(args, host) {
    const discarded = await host.writer().run('discard-scenario', args);
    if (discarded.ok) await host.views.forget(namedView('scenario', args.scenarioId));
    return discarded;
  },
};
