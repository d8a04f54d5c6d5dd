// Announces a tag and says whom it found: `node discovery-program.ts <port> <tag>`. Ends when its starter lets go of it.
import { startDiscovery } from '#electron/engine/sync/discovery.ts';

const [port = '', tag = ''] = process.argv.slice(2);
const announcement = { port: Number(port), tags: [tag], pairing: null };
const discovery = await startDiscovery({
  announcement: () => announcement,
  onFound: (peer) => process.send?.({ found: peer }),
  onProblem: ({ message }) => process.send?.({ problem: message }),
});
process.on('message', () => discovery.refresh());
process.on('disconnect', () => void discovery.stop());
