// A document thread that dies of the first message that it gets.
import { parentPort } from 'node:worker_threads';

parentPort?.postMessage({ type: 'ready', deviceId: '00', revision: 0 });
parentPort?.on('message', () => {
  throw new Error('made to crash');
});
