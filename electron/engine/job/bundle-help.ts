import type { BundleTask } from '#electron/engine/sync/bundle-task.ts';
import { type BundleThread, startBundleThread } from '#electron/engine/sync/bundle-thread.ts';
import type { BundleTable } from '#electron/engine/store/bundle-table.ts';
import type { FolderTable } from '#electron/engine/store/folder-table.ts';
import type { FolderMemory } from './folder-memory.ts';

type Unkeyed<Task> = Task extends unknown ? Omit<Task, 'folder' | 'seed'> : never;

/** What jobs on bundles use beside the store. */
export interface BundleHelp {
  readonly table: BundleTable;
  readonly folderTable: FolderTable;
  readonly folderMemory: FolderMemory;
  /** Reads or seals in a thread of its own, with the key of this device. */
  start(task: Unkeyed<BundleTask>): BundleThread;
}

/** Starts threads for the workspace in `folder`. `seed` gives the secret bytes of the device's key. */
export function bundleStart(folder: string, seed: () => Uint8Array): BundleHelp['start'] {
  return (task) => startBundleThread({ ...task, folder, seed: seed() });
}
