import { onTestFinished } from 'vitest';
import { listenLocally, openOrConnect } from '#electron/engine/local-socket.ts';
import type { Engine } from '#electron/engine/open-engine.ts';
import { acceptance } from './acceptance.ts';

const listening = new WeakSet<Engine>();

acceptance('over the local socket', async (engine, dataFolder) => {
  if (!listening.has(engine)) {
    listening.add(engine);
    const socket = await listenLocally(engine, dataFolder);
    if (!socket.ok) throw new Error(socket.error.message);
    onTestFinished(() => socket.value.close());
  }
  const connection = await openOrConnect(engine.folder, { dataFolder, patience: 0 });
  if (!connection.ok) throw new Error(connection.error.message);
  return connection.value;
});
