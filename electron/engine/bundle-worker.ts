// The thread of bundles: reads and seals beside the document thread, on a connection that only reads. One thread does one task and ends.
// It must never write to the workspace.
import { on } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/base/must.ts';
import type { BundleTask } from './sync/bundle-task.ts';
import { runBundleTask } from './sync/run-bundle-task.ts';

const port = must(parentPort, 'to run as a worker thread');
// Each message asks for more.
const wishes = on(port, 'message');

await runBundleTask(
  // The handle in bundle-thread.ts is the only one that starts this thread.
  workerData as BundleTask,
  (news) => port.postMessage(news),
  async () => {
    await wishes.next();
  },
);
port.close();
