import { UnknownChanges } from '#electron/engine/document/moment.ts';
import { projectPast } from '#electron/engine/document/project-past.ts';
import { copyDatabase, openCopy, type Watch } from '#electron/engine/store/database-copy.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { syncFile } from '#electron/engine/store/sync-file.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import type { StoreTask } from './store-task.ts';

const steps = 3;

/** Copies the database of a workspace and makes it the plan of a moment; for the store's worker thread. */
export async function copyView(
  { folder, path, moment }: Extract<StoreTask, { type: 'view' }>,
  watch: Watch,
): Promise<Result<Record<never, never>, Problem>> {
  let done = 0;
  const tell = (step: string): void => watch.tell(step, done++, steps);
  await copyDatabase(databasePath(folder), path, watch);
  const copy = openCopy(path);
  try {
    if (moment !== null) projectPast(copy, moment, tell);
    // What was done before a fork is not taken back in it.
    else copy.exec('DELETE FROM undo_step');
  } catch (error) {
    if (!(error instanceof UnknownChanges)) throw error;
    return failure(
      problem(
        'not-found',
        `This device has not received all that the view consists of. ${error.message} Sync, then open it again.`,
        'view',
      ),
    );
  } finally {
    copy.close();
  }
  syncFile(path);
  return success({});
}
