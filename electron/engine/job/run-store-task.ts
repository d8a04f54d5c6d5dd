import { type Watch, writeBackup } from '#electron/engine/store/backup.ts';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { StoreTask, StoreTaskValue } from './store-task.ts';

/** Does one task of the store's worker thread. */
export function runStoreTask(task: StoreTask, watch: Watch): Promise<Result<StoreTaskValue[StoreTask['type']], Problem>> {
  return writeBackup(task.folder, task.path, watch);
}
