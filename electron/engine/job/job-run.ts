import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import type { Result } from '#shared/base/result.ts';
import type { JobArgs, JobName, JobValue, Progress } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { BundleHelp } from './bundle-help.ts';
import type { PeerHelp } from './peer-help.ts';
import type { ReadBeside } from './read-beside.ts';
import type { TeamDesk } from './team-desk.ts';

/** How far a job is. */
export interface JobProgress extends Progress {
  /** Everything is on disk, so it is too late to cancel. */
  readonly kept?: boolean;
  /** The next piece has to wait for this; other commands do not. */
  readonly until?: Promise<void>;
}

/** What a job may use of its thread beside the store. */
export interface JobHelp {
  /** Reads a large plan file without keeping this thread from its work. */
  readonly readBeside: ReadBeside;
  readonly bundles: BundleHelp | null;
  /** Who belongs, and sync; `null` where nobody else ever comes. */
  readonly team: TeamDesk | null;
  /** The other devices; `null` as above. */
  readonly peers: PeerHelp | null;
}

/**
 * A job at work: each `next` does a piece of at most about 100 ms and tells how far it is. Ending it early (`return`)
 * leaves nothing behind.
 */
export type JobRun<Name extends JobName = JobName> = Generator<JobProgress, Result<JobValue<Name>, Problem>, void>;

/** Starts a job on validated arguments; without `help` it does everything itself, however long that takes. */
export type JobHandler<Name extends JobName> = (args: JobArgs<Name>, store: PlanStore, help?: JobHelp) => JobRun<Name>;
