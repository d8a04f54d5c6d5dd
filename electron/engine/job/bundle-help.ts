import type { BundleTask } from '#electron/engine/sync/bundle-task.ts';
import { type BundleThread, startBundleThread } from '#electron/engine/sync/bundle-thread.ts';
import type { BundleTable } from '#electron/engine/store/bundle-table.ts';

type Unkeyed<Task> = Task extends unknown ? Omit<Task, 'folder' | 'seed'> : never;

/** What jobs on bundles use beside the store. */
export interface BundleHelp {
  readonly table: BundleTable;
  /** Reads or seals in a thread of its own, with the key of this device. */
  start(task: Unkeyed<BundleTask>): BundleThread;
}

/** Help with the bundles of the workspace in `folder`. `seed` gives the secret bytes of the device's key. */
export function bundleHelp(folder: string, seed: () => Uint8Array, table: BundleTable): BundleHelp {
  return { table, start: (task) => startBundleThread({ ...task, folder, seed: seed() }) };
}
