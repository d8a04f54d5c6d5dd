// The document thread: owns the Automerge documents and the one connection that writes. Commands are carried out one
// after another; a job gives way between its pieces. It must never answer before what it answers for is on disk.
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/base/must.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { runCommand } from './command/run-command.ts';
import { type OpenedStore, openPlanStore, storageProblem } from './document/open-plan-store.ts';
import type { ThreadAnswer, ThreadOptions, ThreadRequest } from './document/thread-message.ts';
import { FolderWatch } from './folder-watch.ts';
import { bundleStart } from './job/bundle-help.ts';
import { isScenarioFolder } from './store/scenario-place.ts';
import { SyncCenter, tickTime } from './sync/sync-center.ts';
import { SyncDesk } from './sync/sync-desk.ts';
import { dueArchives } from './job/daily-archive.ts';
import { FolderMemory } from './job/folder-memory.ts';
import { JobQueue } from './job/job-queue.ts';

const port = must(parentPort, 'to run as a worker thread');
// The handle in document-thread.ts is the only one that starts this thread.
const options = workerData as ThreadOptions;
const idleCheck = 60_000;
/** Milliseconds without a request after which nobody is likely to wait. */
const restAfter = 200;
/** What is known about others is told at most this often, in milliseconds. */
const stateTime = 100;

let folderWatch: FolderWatch | null = null;

const send = (message: ThreadAnswer): void => port.postMessage(message);

function answer(id: number, work: () => Result<unknown, Problem>): void {
  let result: Result<unknown, Problem>;
  try {
    result = work();
  } catch (error) {
    result = failure(storageProblem(options.folder, error));
  }
  send({ type: 'result', id, result });
}

const touch = (tables: readonly string[]): void => {
  if (opened.ok) send({ type: 'commit', commit: { revision: opened.value.store.revision, tables } });
};

/** Sessions with other devices; a scenario has none. */
function startSync(store: OpenedStore['store']): SyncCenter | null {
  if (isScenarioFolder(options.folder)) return null;
  const center = new SyncCenter({
    store,
    table: store.peers,
    tell: (event) => send({ type: 'sync', event }),
    touch,
    later: (work) =>
      void setImmediate(() => {
        work();
        // Rows of what came.
        leftOver();
      }),
    soon: (work) => void setTimeout(work, stateTime),
  });
  center.start();
  return center;
}

/** Looks after the shared folder; a scenario has none. */
function watchFolder({ store, sharedFolder: table }: OpenedStore, memory: FolderMemory, jobs: JobQueue): FolderWatch | null {
  if (isScenarioFolder(options.folder)) return null;
  // Nobody waits for the answer: no request has this number.
  const run = (): void => {
    if (!jobs.has('sync-shared-folder')) jobs.add(0, 'sync-shared-folder', {});
  };
  return new FolderWatch({ store, table, memory, run });
}

function serve(open: OpenedStore): void {
  const { store, seed, bundles, sharedFolder } = open;
  const team = center === null ? null : new SyncDesk(store, store.peers, center, touch);
  const memory = new FolderMemory();
  const help = { table: bundles, folderTable: sharedFolder, folderMemory: memory, start: bundleStart(store.folder, seed) };
  const jobs = new JobQueue(store, send, (error) => storageProblem(options.folder, error), { bundles: help, team, peers: center });
  leftOver = () => jobs.rest();
  folderWatch = watchFolder(open, memory, jobs);
  const sessions = setInterval(() => center?.tick(), tickTime);
  const timer = setInterval(() => {
    store.freeIdle();
    // As above.
    for (const wish of dueArchives(store)) jobs.add(0, 'archive', wish);
  }, idleCheck);
  let asked = false;
  const rest = setTimeout(() => {
    store.settle();
    // Whoever has asked for something has loaded what it took.
    if (!asked) store.warm();
  }, restAfter);
  port.on('message', (request: ThreadRequest) => {
    asked = true;
    rest.refresh();
    switch (request.type) {
      case 'command':
        answer(request.id, () => runCommand(store, request.name, request.args));
        jobs.rest();
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
      case 'network':
        center?.hear(request.event);
        jobs.rest();
        break;
      case 'close':
        clearInterval(sessions);
        clearInterval(timer);
        clearTimeout(rest);
        folderWatch?.stop();
        leftOver = () => {};
        jobs.cancelAll();
        center?.close();
        store.close();
        port.close();
        break;
    }
  });
}

/** Does what is left over when no job is at work. */
let leftOver = (): void => {};
let center: SyncCenter | null = null;
const opened = openPlanStore(options, (commit) => {
  send({ type: 'commit', commit });
  center?.committed();
  folderWatch?.changed();
});
if (opened.ok) {
  send({ type: 'ready', deviceId: opened.value.deviceId, revision: opened.value.store.revision });
  center = startSync(opened.value.store);
  serve(opened.value);
} else {
  send({ type: 'refused', problem: opened.error });
  port.close();
}
