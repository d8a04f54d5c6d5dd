import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { success } from '#shared/base/result.ts';
import type { JobRun } from './job-run.ts';

/** Longest piece of work between two pauses, in milliseconds. */
const pieceTime = 20;

/** What an import leaves to be done after its answer: keeps the documents that it made in the form that loads fastest. */
export function* keepSnapshots(store: PlanStore): JobRun {
  for (const _ of store.finishSnapshots(pieceTime)) yield { step: 'Keeping snapshots', done: 0, total: 0, kept: true };
  return success({});
}
