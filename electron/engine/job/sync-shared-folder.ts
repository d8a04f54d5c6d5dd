import { statSync } from 'node:fs';
import type { PlanStore } from '#electron/engine/document/plan-store.ts';
import { isScenarioFolder } from '#electron/engine/store/scenario-place.ts';
import { must } from '#shared/base/must.ts';
import { failure } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { FolderPass } from './folder-pass.ts';
import type { JobHandler } from './job-run.ts';

/** The job `sync-shared-folder`: reads what others left in the shared folder, and leaves what they lack. The engine does it by itself, too. */
export const syncSharedFolder: JobHandler<'sync-shared-folder'> = function* (_args, store, help) {
  const bundles = must(help?.bundles, 'help with bundles');
  const { folderTable: table, folderMemory: memory } = bundles;
  const folder = isScenarioFolder(store.folder) ? '' : table.setting('folder');
  if (folder === '')
    return failure(problem('unavailable', 'This workspace has no shared folder. Set one with: sextant bundle folder FOLDER'));
  if (store.team.membership.role(store.deviceId) === null)
    return failure(problem('read-only', 'This device does not belong to the team (any more), so it leaves the shared folder alone.'));
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    const message = 'The shared folder is not there. Is its drive connected, and does the tool run that keeps it?';
    table.set('trouble', message);
    return failure(problem('storage', message, folder));
  }
  const pass = new FolderPass({ store, table, memory, folder, bundles });
  const done = yield* pass.run();
  table.set('trouble', done.ok ? versionTrouble(store, pass.foreign) : done.error.message);
  return done;
};

/** What is to be said of files that another version of Sextant wrote; empty where there are none. */
function versionTrouble({ team }: PlanStore, deviceIds: ReadonlySet<string>): string {
  const devices = team.membership.members().flatMap(({ name, devices: own }) => own.map((device) => ({ ...device, person: name })));
  const named = devices.filter(({ id }) => deviceIds.has(id)).map(({ name, person }) => `${name} (${person})`);
  if (named.length === 0) return '';
  return `Files of ${named.join(', ')} were written by another version of Sextant and cannot be read; bring all devices to the same version.`;
}
