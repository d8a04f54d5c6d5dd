import type { Writer } from '#electron/engine/document/late-thread.ts';
import type { PairingParts } from '#electron/engine/sync/pairing-parts.ts';
import type { Result } from '#shared/base/result.ts';
import type { JobControl } from '#shared/contract/connection.ts';
import type { JobArgs, JobName, JobValue, Progress } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { ViewLabel } from '#shared/contract/view-query.ts';
import type { View } from '#shared/contract/view.ts';

/** What a job that the engine's main thread runs itself has to work with. */
export interface EngineHost {
  /** Absolute path of the workspace. */
  readonly folder: string;
  /** The writer as it is now; ask anew after every pause, because reopening replaces it. */
  writer(): Writer;
  /** Where the code of the store's worker thread is. */
  readonly storeWorkerUrl: URL;
  /**
   * Closes everything that has the files of the workspace open, runs `work` (the lock is kept) and opens again, whether
   * `work` failed or not. Commands and queries that come meanwhile wait. @throws what `work` throws.
   */
  reopen<Value>(work: () => Promise<Value>): Promise<Result<Value, Problem>>;
  /** The views of the workspace that are open. */
  readonly views: ViewHost;
  /** How devices pair by a short code; `null` where the engine was opened without a network. */
  readonly pairing: PairingParts | null;
  /** Says that what queries read under these names may have changed without a commit. */
  touch(tables: readonly string[]): void;
}

/** What jobs need of the open views. */
interface ViewHost {
  /** Opens a view, or joins those who use it, until it is released. */
  use(view: View, control: JobControl): Promise<Result<{ readonly known: { readonly label: ViewLabel }; release(): void }, Problem>>;
  /** Closes a view, whoever uses it. */
  forget(view: View): Promise<void>;
  /** Closes scenarios, whoever uses them. */
  forgetScenarios(): Promise<void>;
  /** Removes what an unclean end left behind; does nothing after the first time. */
  sweep(): void;
}

/** How a job is watched and stopped. */
export interface EngineJobControl {
  /** Aborted when whoever asked wants no answer any more, or the engine closes. */
  readonly signal: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
}

/** A job that does not live in the document thread: it waits for others (a worker, the disk) and never computes for long itself. */
export interface EngineJob<Name extends JobName> {
  /** Jobs of the same lane run one after the other. */
  readonly lane: string;
  /** Does the work on validated arguments; leaves nothing behind when it is cancelled or fails. */
  run(args: JobArgs<Name>, host: EngineHost, control: EngineJobControl): Promise<Result<JobValue<Name>, Problem>>;
}
