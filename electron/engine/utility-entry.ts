// Entry of the desktop's engine process: opens the workspace that main names, with the device's key out of the system's key
// store, serves each port that main brokers, imports the files that the person chose. It must never import Electron, so that it runs (and is tested) in plain Node too.
import { existsSync } from 'node:fs';
import { readPlanFile } from './file/read-plan-file.ts';
import { dataFolder, defaultFolder } from './default-folder.ts';
import { askedKeyStore } from './asked-key-store.ts';
import { processChannel, type ProcessPort } from './process-channel.ts';
import { localDay } from './local-day.ts';
import { importSample, isFirstRun } from './sample-plan.ts';
import { serveChannel } from './serve-channel.ts';
import { stayOpen } from './stay-open.ts';
import { deviceKeyPathIn } from './store/device-key.ts';
import { keepDeviceKey } from './store/sealed-key.ts';
import type { Connection } from '#shared/contract/connection.ts';
import { HostMessage, type ProcessMessage } from '#shared/contract/engine-process.ts';

/** The parent's end of the line to this process, as Electron gives it to a utility process. */
interface ParentPort {
  postMessage(message: ProcessMessage): void;
  on(event: 'message', listener: (event: { readonly data: unknown; readonly ports: readonly ProcessPort[] }) => void): unknown;
}

// In a bundle the workers lie beside this file; in the source tree the engine knows where they are.
const bundledWorker = new URL('document-worker.mjs', import.meta.url);
const worker = existsSync(bundledWorker) ? { workerUrl: bundledWorker, storeWorkerUrl: new URL('store-worker.mjs', import.meta.url) } : {};

/** Ends the process so that its supervisor starts a fresh one; everything acknowledged is on disk. */
function startAnew(): void {
  process.exit(1);
}

async function importPlans(connection: Connection, paths: readonly string[]): Promise<ProcessMessage> {
  const files = [];
  for (const path of paths) {
    const file = readPlanFile(path);
    if (!file.ok) return { type: 'refused', during: 'import', problem: file.error };
    files.push(file.value);
  }
  const done = await connection.run('import-plan', { files });
  return done.ok
    ? { type: 'imported', titles: done.value.roadmaps.map(({ title }) => title) }
    : { type: 'refused', during: 'import', problem: done.error };
}

function serveHost(parent: ParentPort): void {
  const keyStore = askedKeyStore((message) => parent.postMessage(message));
  const asked = Promise.withResolvers<{ folder: string; sample: boolean }>();
  const opened = asked.promise.then(async ({ folder, sample }) => {
    const first = isFirstRun(folder);
    const deviceKey = await keepDeviceKey(deviceKeyPathIn(dataFolder()), keyStore);
    const connection = deviceKey.ok ? await stayOpen({ folder, deviceKey: deviceKey.value, ...worker }, startAnew) : deviceKey;
    if (connection.ok && sample && first) await importSample(connection.value, localDay());
    parent.postMessage(connection.ok ? { type: 'opened', folder } : { type: 'refused', during: 'open', problem: connection.error });
    return connection;
  });

  const take = async (message: HostMessage, port: ProcessPort | undefined): Promise<void> => {
    if (message.type === 'open') {
      asked.resolve({ folder: message.folder ?? defaultFolder(), sample: message.sample });
      return;
    }
    if (message.type === 'key-store-answer') return keyStore.answer(message.id, message.text);
    const connection = await opened;
    if (message.type === 'close') {
      if (connection.ok) await connection.value.close();
      process.exit(0);
    }
    if (message.type === 'connect') {
      if (connection.ok && port !== undefined) serveChannel(connection.value, processChannel(port));
      else port?.close();
    } else if (connection.ok) parent.postMessage(await importPlans(connection.value, message.paths));
  };

  parent.on('message', ({ data, ports }) => {
    const message = HostMessage.safeParse(data);
    if (message.success) void take(message.data, ports[0]);
    else for (const port of ports) port.close();
  });
}

const given: unknown = Reflect.get(process, 'parentPort');
if (given === undefined || given === null) {
  throw new Error('Expected to be started by the desktop shell as a utility process, which gives `process.parentPort`.');
}
serveHost(given as ParentPort); // Electron documents this shape, and nobody else starts this file
