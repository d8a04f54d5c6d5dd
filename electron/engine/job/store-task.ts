import { Worker } from 'node:worker_threads';
import type { Moment } from '#electron/engine/document/moment.ts';
import type { StoreCheck } from '#electron/engine/document/check-store.ts';
import type { LogEnd } from '#electron/engine/store/database-copy.ts';
import type { StagedBackup } from '#electron/engine/store/stage-backup.ts';
import { failure, type Result } from '#shared/base/result.ts';
import type { AuditFormat, AuditReport } from '#shared/contract/audit-job.ts';
import type { Progress } from '#shared/contract/job.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { ScheduleRequest } from '#shared/contract/schedule.ts';
import type { StoreFinding } from '#shared/contract/store-job.ts';
import type { ExportedAudit } from './audit-task.ts';
import type { ExportedWorkspace } from './export-json-task.ts';
import type { MeasuredLevers } from './levers-task.ts';
import type { EngineHost, EngineJobControl } from './engine-job.ts';

/** What the store's worker thread can be asked to do, in the workspace at `folder`. */
export type StoreTask =
  | { readonly type: 'backup'; readonly folder: string; readonly path: string }
  | { readonly type: 'check'; readonly folder: string }
  | { readonly type: 'repair'; readonly folder: string; readonly check: StoreCheck }
  | { readonly type: 'stage-backup'; readonly folder: string; readonly path: string }
  | { readonly type: 'verify-audit'; readonly folder: string }
  | { readonly type: 'export-audit'; readonly folder: string; readonly format: AuditFormat; readonly path: string | null }
  /** The new database at `path` need not be kept when the task fails. `moment`: what it shows; `null`: the plan as it stands. */
  | { readonly type: 'view'; readonly folder: string; readonly path: string; readonly moment: Moment | null }
  /** On the plan as it stands. */
  | { readonly type: 'levers'; readonly folder: string; readonly request: ScheduleRequest }
  | { readonly type: 'export-json'; readonly folder: string; readonly path: string | null; readonly withLog: boolean };

/** What each task answers. */
export interface StoreTaskValue {
  readonly backup: LogEnd;
  readonly check: StoreCheck;
  readonly repair: readonly StoreFinding[];
  readonly 'stage-backup': StagedBackup;
  readonly 'verify-audit': AuditReport;
  readonly 'export-audit': ExportedAudit;
  readonly view: Record<never, never>;
  readonly levers: MeasuredLevers;
  readonly 'export-json': ExportedWorkspace;
}

/** From the store's worker thread; `result` comes last. */
export type StoreAnswer =
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'result'; readonly result: Result<unknown, Problem> };

/** Does a task in a thread of its own. Never rejects; when it is cancelled, the thread has cleaned up once this resolves. */
export function startStoreTask<Task extends StoreTask>(
  { storeWorkerUrl }: Pick<EngineHost, 'storeWorkerUrl'>,
  task: Task,
  { signal, onProgress }: EngineJobControl,
): Promise<Result<StoreTaskValue[Task['type']], Problem>> {
  const cancelled = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(storeWorkerUrl, { workerData: { task, cancelled } });
  const cancel = (): void => void Atomics.store(cancelled, 0, 1);
  if (signal.aborted) cancel();
  signal.addEventListener('abort', cancel);
  return new Promise((resolve) => {
    let answer: Result<unknown, Problem> = failure(problem('internal', 'The thread that looks after the store ended without an answer.'));
    worker.on('message', (message: StoreAnswer) => {
      if (message.type === 'progress') onProgress(message.progress);
      else answer = message.result;
    });
    worker.on('error', (error) => {
      answer = failure(problem('internal', `The thread that looks after the store stopped: ${error.message}.`));
    });
    worker.on('exit', () => {
      signal.removeEventListener('abort', cancel);
      if (signal.aborted && !answer.ok) answer = failure(problem('cancelled', 'Cancelled before it was done; nothing has changed.'));
      // The worker answers each task with its own kind of value.
      resolve(answer as Result<StoreTaskValue[Task['type']], Problem>);
    });
  });
}
