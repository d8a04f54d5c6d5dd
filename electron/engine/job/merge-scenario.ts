import { failure } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { JobHandler } from './job-run.ts';

/** The job `merge-scenario`. */
export const mergeScenario: JobHandler<'merge-scenario'> = function* () {
  yield { step: 'Comparing', done: 0, total: 1 };
  return failure(problem('unavailable', 'Scenarios cannot be merged yet.'));
};
