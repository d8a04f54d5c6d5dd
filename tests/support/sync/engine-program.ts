// An engine that syncs, for a test in another process or namespace: `node engine-program.ts <workspace> <data folder> <author>` serves
// its connection over the channel to its starter, and ends when the starter lets go.
import { openEngine } from '#electron/engine/open-engine.ts';
import { serveChannel } from '#electron/engine/serve-channel.ts';
import { openPairingNetwork, openSyncNetwork } from '#electron/engine/sync-network.ts';

const [folder = '', dataFolder = '', author = ''] = process.argv.slice(2);
const engine = await openEngine({ folder, dataFolder, author, openNetwork: openSyncNetwork, openPairing: openPairingNetwork });
if (!engine.ok) throw new Error(engine.error.message);
serveChannel(engine.value, {
  send: (message) => void process.send?.(message),
  onMessage: (listener) => void process.on('message', listener),
  onClose: (listener) => void process.on('disconnect', listener),
  close: () => process.disconnect(),
});
process.on('disconnect', () => void engine.value.close());
