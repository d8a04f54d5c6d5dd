// Prepares a view before anything is asked in it, with progress: the page of a moment opens with it.
import { success } from '#shared/base/result.ts';
import type { EngineJob } from './engine-job.ts';

/** The job `open-view`: whoever asks in the view soon after does not wait any more. */
export const openView: EngineJob<'open-view'> = {
  lane: 'view',
  async run({ view }, { views }, control) {
    const used = await views.use(view, control);
    if (!used.ok) return used;
    used.value.release();
    return success(used.value.known.label);
  },
};
