// What travels between the engine's main thread and its document thread.
import type { Result } from '#shared/base/result.ts';
import type { Progress } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { NetworkEvent, SyncEvent } from './sync-event.ts';
import type { DeviceKeyPlace } from '#electron/engine/store/device-key.ts';

/** How a document thread is set up. */
export interface ThreadOptions extends DeviceKeyPlace {
  /** The workspace: a folder, created when it is missing. */
  readonly folder: string;
  /** Name that changes are recorded under; the system's user name when absent. */
  readonly author?: string;
  /** Name of a workspace that is created by this start. */
  readonly workspaceName?: string;
  /** For tests: a clock that starts at `start` (ms since 1970) and moves `step` ms a reading, and ids counted from `seed`. */
  readonly deterministic?: { readonly start: number; readonly step: number; readonly seed: string };
}

/** A transaction that changed rows. */
export interface Commit {
  /** Sequence number of the last change in the log. */
  readonly revision: number;
  /** Names of the projection tables that were written. */
  readonly tables: readonly string[];
}

/** From the main thread. */
export type ThreadRequest =
  | { readonly type: 'command'; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly type: 'run'; readonly id: number; readonly name: string; readonly args: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'rebuild'; readonly id: number }
  | { readonly type: 'network'; readonly event: NetworkEvent }
  | { readonly type: 'close' };

/** From the document thread. `ready` or `refused` comes first, once. */
export type ThreadAnswer =
  | { readonly type: 'ready'; readonly deviceId: string; readonly revision: number }
  | { readonly type: 'refused'; readonly problem: Problem }
  | { readonly type: 'commit'; readonly commit: Commit }
  | { readonly type: 'sync'; readonly event: SyncEvent }
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'result'; readonly id: number; readonly result: Result<unknown, Problem> };
