import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { JobHandler } from './job-run.ts';

/** Sets where this device archives to by itself. A job and no command, because it is no part of the plan and is not synced. */
export const setArchiveFolder: JobHandler<'set-archive-folder'> = function* ({ folder }, store) {
  yield { step: 'Looking', done: 0, total: 0 };
  if (folder !== null && (!isAbsolute(folder) || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)) {
    return failure(problem('invalid-argument', `Expected an absolute path of a folder that is there, but got "${folder}".`, 'folder'));
  }
  store.keepArchiveSetting('folder', folder ?? '');
  return success({});
};
