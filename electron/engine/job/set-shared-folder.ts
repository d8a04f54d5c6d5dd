import { statSync } from 'node:fs';
import { isAbsolute, resolve, sep } from 'node:path';
import { isScenarioFolder } from '#electron/engine/store/scenario-place.ts';
import { must } from '#shared/base/must.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { JobHandler } from './job-run.ts';

/** Sets the shared folder of this device, or none. A job and no command, because it is no part of the plan and is not synced. */
export const setSharedFolder: JobHandler<'set-shared-folder'> = function* ({ folder }, store, help) {
  const { folderTable: table } = must(help?.bundles, 'help with bundles');
  yield { step: 'Looking', done: 0, total: 0 };
  if (isScenarioFolder(store.folder))
    return failure(problem('invalid-argument', 'A scenario is for this device alone; set the shared folder of the workspace.'));
  if (folder === null) {
    table.begin('');
    return success({});
  }
  if (!isAbsolute(folder) || statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    return failure(problem('invalid-argument', `Expected an absolute path of a folder that is there, but got "${folder}".`, 'folder'));
  const [inner, outer] = [`${resolve(folder)}${sep}`, `${resolve(store.folder)}${sep}`];
  if (inner.startsWith(outer))
    return failure(problem('invalid-argument', 'The shared folder cannot lie in the workspace: that is for this device alone.', 'folder'));
  if (store.team.membership.workspaceId === null) {
    const message =
      'Files in a shared folder are encrypted to the members of a team, and this workspace has none yet. Turn sync on first, and invite somebody: sextant peer invite';
    return failure(problem('unavailable', message));
  }
  table.begin(folder);
  return success({});
};
