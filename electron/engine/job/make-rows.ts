import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { success } from '#shared/base/result.ts';
import type { JobRun } from './job-run.ts';

/** What a large roadmap of another device leaves to be done after its receipt: makes its rows. */
export function* makeRows(store: PlanStore): JobRun {
  while (store.lateRows.any) {
    store.lateRows.piece();
    yield { step: 'Making rows', done: 0, total: 0, kept: true };
  }
  return success({});
}
