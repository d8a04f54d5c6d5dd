// The store's worker thread: copies and examines the files of a workspace beside the document thread, on connections of
// its own. One thread does one task and ends. It must never write to files that the document thread has open.
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/base/must.ts';
import { failure, type Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { storageProblem } from './document/open-plan-store.ts';
import { runStoreTask } from './job/run-store-task.ts';
import type { StoreAnswer, StoreTask } from './job/store-task.ts';
import type { Watch } from './store/database-copy.ts';

const port = must(parentPort, 'to run as a worker thread');
// The handle in store-task.ts is the only one that starts this thread.
const { task, cancelled } = workerData as { task: StoreTask; cancelled: Int32Array<SharedArrayBuffer> };
/** Progress is told at most this often, in milliseconds. */
const progressTime = 50;

const send = (message: StoreAnswer): void => port.postMessage(message);
let toldAt = 0;

const watch: Watch = {
  tell(step, done, total) {
    if (Atomics.load(cancelled, 0) !== 0) throw new Error('Cancelled.');
    if (performance.now() - toldAt < progressTime) return;
    toldAt = performance.now();
    send({ type: 'progress', progress: { step, done, total } });
  },
};

let result: Result<unknown, Problem>;
try {
  result = await runStoreTask(task, watch);
} catch (error) {
  result = failure(storageProblem(task.folder, error));
}
send({ type: 'result', result });
port.close();
