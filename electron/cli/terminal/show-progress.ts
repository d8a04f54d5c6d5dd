import type { Progress } from '#shared/contract/job.ts';
import type { Call } from '../call.ts';

/** Shows how far a job is: `Sealing changes 500 of 1280`. */
export function showProgress(call: Pick<Call, 'progress'>): (progress: Progress) => void {
  return ({ step, done, total }) => call.progress(total > 0 ? `${step} ${done} of ${total}` : step);
}
