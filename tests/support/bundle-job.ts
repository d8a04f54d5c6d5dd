// Jobs on bundles without a document thread around them; what its helper thread does is done here.
import type { BundleHelp } from '#electron/engine/job/bundle-help.ts';
import { exportBundle } from '#electron/engine/job/export-bundle.ts';
import { FolderMemory } from '#electron/engine/job/folder-memory.ts';
import { importBundle } from '#electron/engine/job/import-bundle.ts';
import { setSharedFolder } from '#electron/engine/job/set-shared-folder.ts';
import { syncSharedFolder } from '#electron/engine/job/sync-shared-folder.ts';
import type { JobProgress } from '#electron/engine/job/job-run.ts';
import type { BundleNews } from '#electron/engine/sync/bundle-task.ts';
import { runBundleTask } from '#electron/engine/sync/run-bundle-task.ts';
import type { Result } from '#shared/base/result.ts';
import type { JobInput, JobValue } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { OpenStore } from './open-store.ts';

const memories = new WeakMap<OpenStore, FolderMemory>();

/** Help whose work is done in this thread. */
function inlineBundles(open: OpenStore): BundleHelp {
  const { folder, seed, bundles: table, sharedFolder: folderTable } = open;
  const folderMemory = memories.get(open) ?? new FolderMemory();
  memories.set(open, folderMemory);
  return {
    table,
    folderTable,
    folderMemory,
    start(task) {
      const told: BundleNews[] = [];
      let came = Promise.withResolvers<void>();
      let wanted = Promise.withResolvers<void>();
      const next = async (): Promise<void> => {
        await wanted.promise;
        wanted = Promise.withResolvers<void>();
      };
      const tell = (news: BundleNews): void => {
        told.push(news);
        came.resolve();
      };
      void runBundleTask({ ...task, folder, seed: seed() }, tell, next);
      return {
        take: () => told.shift() ?? null,
        ask: () => wanted.resolve(),
        news() {
          if (told.length > 0) return Promise.resolve();
          came = Promise.withResolvers<void>();
          return came.promise;
        },
        end() {},
      };
    },
  };
}

/** Runs a job that waits for others to its end. */
async function runWaiting<Value>(run: Generator<JobProgress, Value, void>): Promise<Value> {
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value;
    await value.until;
  }
}

const help = (open: OpenStore) => ({
  bundles: inlineBundles(open),
  team: null,
  peers: null,
  readBeside: () => {
    throw new Error('No plan file is read here.');
  },
});

/** Exports a bundle. */
export function exported(open: OpenStore, args: JobInput<'export-bundle'>): Promise<Result<JobValue<'export-bundle'>, Problem>> {
  return runWaiting(exportBundle(args, open.store, help(open)));
}

/** Imports a bundle that a page hands over. */
export function importedContent(open: OpenStore, name: string, content: string): Promise<Result<JobValue<'import-bundle'>, Problem>> {
  return runWaiting(importBundle({ name, content }, open.store, help(open)));
}

/** Imports a bundle. */
export function imported(open: OpenStore, path: string): Promise<Result<JobValue<'import-bundle'>, Problem>> {
  return runWaiting(importBundle({ path }, open.store, help(open)));
}

/** Sets the shared folder. */
export function chooseFolder(open: OpenStore, folder: string | null): Promise<Result<JobValue<'set-shared-folder'>, Problem>> {
  return runWaiting(setSharedFolder({ folder }, open.store, help(open)));
}

/** One pass over the shared folder. */
export function passFolder(open: OpenStore): Promise<Result<JobValue<'sync-shared-folder'>, Problem>> {
  return runWaiting(syncSharedFolder({}, open.store, help(open)));
}
