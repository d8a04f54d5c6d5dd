// Reads one large plan file in a thread of its own, and hands what it found over in slices as they are asked for, so that
// the document thread, which takes them, never waits long. It must never touch the workspace.
import { parentPort, workerData } from 'node:worker_threads';
import { must } from '#shared/base/must.ts';
import { readPlanFile } from './job/plan-file.ts';
import { planSlices } from './job/plan-slice.ts';

const port = must(parentPort, 'to run as a worker thread');
// The handle in read-beside.ts is the only one that starts this thread.
const { path, text } = workerData as { path: string; text: string };

const slices = planSlices(readPlanFile(path, text));
port.on('message', () => {
  const { value, done } = slices.next();
  if (done === true) port.close();
  else port.postMessage(value);
});
