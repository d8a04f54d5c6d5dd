import { isAbsolute, join } from 'node:path';
import { backupFolder, backupName } from '#electron/engine/store/backup-file.ts';
import { rotateBackups } from '#electron/engine/store/backup.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { EngineJob } from './engine-job.ts';
import { startStoreTask } from './store-task.ts';

/** The job `create-backup`: into the folder of backups, where it takes part in their rotation, or to a file of choice. */
export const createBackup: EngineJob<'create-backup'> = {
  lane: 'store',
  async run({ path: given }, host, control) {
    if (given !== undefined && !isAbsolute(given)) {
      return failure(problem('invalid-argument', `Expected an absolute path of a new file, but got "${given}".`, 'path'));
    }
    const folder = backupFolder(host.folder);
    const path = given ?? join(folder, backupName(new Date().toISOString()));
    const written = await startStoreTask(host, { type: 'backup', folder: host.folder, path }, control);
    if (!written.ok) return written;
    if (given === undefined) rotateBackups(folder);
    host.touch(['store_report']);
    return success({ path, changes: written.value.changes });
  },
};
