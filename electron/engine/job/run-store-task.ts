import { checkStore } from '#electron/engine/document/check-store.ts';
import { repairStore } from '#electron/engine/document/repair-store.ts';
import { keptScenarios } from '#electron/engine/document/kept-scenario.ts';
import { writeBackup } from '#electron/engine/store/backup.ts';
import type { Watch } from '#electron/engine/store/database-copy.ts';
import { stageBackup } from '#electron/engine/store/stage-backup.ts';
import { type Result, success } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { exportAudit, verifyAudit } from './audit-task.ts';
import { copyView } from './copy-view.ts';
import { exportJson } from './export-json-task.ts';
import { measureLeversTask } from './levers-task.ts';
import type { StoreTask, StoreTaskValue } from './store-task.ts';

/** Does one task of the store's worker thread. */
export async function runStoreTask(task: StoreTask, watch: Watch): Promise<Result<StoreTaskValue[StoreTask['type']], Problem>> {
  switch (task.type) {
    case 'backup':
      return writeBackup(task.folder, task.path, watch, keptScenarios);
    case 'check':
      return success(await checkStore(task.folder, watch));
    case 'repair':
      return success(repairStore(task.folder, task.check));
    case 'stage-backup':
      return stageBackup(task.folder, task.path, watch);
    case 'verify-audit':
      return verifyAudit(task.folder, watch);
    case 'export-audit':
      return exportAudit(task.folder, task.format, task.path, watch);
    case 'view':
      return copyView(task, watch);
    case 'levers':
      return measureLeversTask(task.folder, task.request, watch);
    case 'export-json':
      return exportJson(task.folder, task.path, task.withLog, watch);
  }
}
