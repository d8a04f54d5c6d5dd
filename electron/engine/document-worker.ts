// The document thread: owns the Automerge documents and the one connection that writes. Commands are carried out one
// after another; a job gives way between its pieces. It must never answer before what it answers for is on disk.
import { randomUUID } from 'node:crypto';
import { userInfo } from 'node:os';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/base/must.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { runCommand } from './command/run-command.ts';
import { PlanStore, type Source } from './document/plan-store.ts';
import type { ThreadAnswer, ThreadOptions, ThreadRequest } from './document/thread-message.ts';
import { JobQueue } from './job/job-queue.ts';
import { openWriter } from './store/connection.ts';
import { openDeviceKey } from './store/device-key.ts';
import { Journal } from './store/journal.ts';

const port = must(parentPort, 'to run as a worker thread');
// The handle in document-thread.ts is the only one that starts this thread.
const options = workerData as ThreadOptions;
const idleCheck = 60_000;

const send = (answer: ThreadAnswer): void => port.postMessage(answer);

function createSource(): Source {
  const { deterministic } = options;
  if (deterministic === undefined) return { now: () => Date.now(), newId: () => randomUUID().replaceAll('-', '') };
  let now = deterministic.start - deterministic.step;
  let count = 0;
  return { now: () => (now += deterministic.step), newId: () => `${deterministic.seed}${String((count += 1)).padStart(8, '0')}` };
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // Accounts without an entry in the system's user list (containers) have no name to look up.
    return 'Unknown';
  }
}

function storageProblem(error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return problem(
    'storage',
    `The change could not be written (${reason}); nothing has changed. Check free space and access.`,
    options.folder,
  );
}

function open(): Result<{ store: PlanStore; deviceId: string }, Problem> {
  const connection = openWriter(options.folder);
  if (!connection.ok) return connection;
  const device = openDeviceKey(options.deviceKeyPath);
  if (!device.ok) {
    connection.value.close();
    return device;
  }
  try {
    const store = new PlanStore({
      connection: connection.value,
      journal: new Journal(options.folder),
      device: device.value,
      author: options.author ?? userName(),
      source: createSource(),
      onCommit: (commit) => send({ type: 'commit', commit }),
    });
    store.begin(options.workspaceName ?? basename(options.folder));
    return success({ store, deviceId: device.value.deviceId });
  } catch (error) {
    connection.value.close();
    return failure(storageProblem(error));
  }
}

function answer(id: number, work: () => Result<unknown, Problem>): void {
  let result: Result<unknown, Problem>;
  try {
    result = work();
  } catch (error) {
    result = failure(storageProblem(error));
  }
  send({ type: 'result', id, result });
}

function serve(store: PlanStore): void {
  const timer = setInterval(() => store.freeIdle(), idleCheck);
  const jobs = new JobQueue(store, send, storageProblem);
  port.on('message', (request: ThreadRequest) => {
    switch (request.type) {
      case 'command':
        answer(request.id, () => runCommand(store, request.name, request.args));
        break;
      case 'run':
        jobs.add(request.id, request.name, request.args);
        break;
      case 'cancel':
        jobs.cancel(request.id);
        break;
      case 'rebuild':
        answer(request.id, () => {
          store.rebuild();
          return success({});
        });
        break;
      case 'close':
        clearInterval(timer);
        jobs.cancelAll();
        store.close();
        port.close();
        break;
    }
  });
}

const opened = open();
if (opened.ok) {
  serve(opened.value.store);
  send({ type: 'ready', deviceId: opened.value.deviceId, revision: opened.value.store.revision });
} else {
  send({ type: 'refused', problem: opened.error });
  port.close();
}
