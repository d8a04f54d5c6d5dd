// Stands in for the desktop's main process in plain Node: gives the engine process its `process.parentPort`, one port
// over which a page would talk, and prints what came of it. Run as: node utility-host.ts ENGINE-MODULE FOLDER
import { EventEmitter, once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { connectChannel } from '#shared/contract/channel-client.ts';
import type { ProcessMessage } from '#shared/contract/engine-process.ts';
import type { EngineMessage } from '#shared/contract/message.ts';
import { reversingKeyStore } from './reversing-key-store.ts';

/** Node's port in the shape of Electron's: messages come as events with `data`. */
function electronPort(port: MessagePort): unknown {
  const events = new EventEmitter();
  return Object.assign(events, {
    postMessage: (message: unknown) => port.postMessage(message),
    start() {
      port.on('message', (data: unknown) => events.emit('message', { data, ports: [] }));
      port.on('close', () => events.emit('close'));
    },
    close: () => port.close(),
  });
}

const [, , engineModule = '', folder = ''] = process.argv;
const answers = new EventEmitter();
const keyStore = reversingKeyStore();
/** What the process says is printed; what it asks of the key store is answered. */
async function take(message: ProcessMessage): Promise<void> {
  if (message.type !== 'seal' && message.type !== 'unseal') answers.emit('message', message);
  else tell({ type: 'key-store-answer', id: message.id, text: await keyStore[message.type](message.text) });
}
const parentPort = Object.assign(new EventEmitter(), { postMessage: (message: ProcessMessage) => void take(message) });
Reflect.set(process, 'parentPort', parentPort);
const tell = (data: unknown, ports: unknown[] = []): boolean => parentPort.emit('message', { data, ports });

await import(pathToFileURL(engineModule).href);
const opened = once(answers, 'message');
tell({ type: 'open', folder, sample: true });
const [first] = await opened;

const { port1, port2 } = new MessageChannel();
tell({ type: 'connect' }, [electronPort(port1)]);
const connection = connectChannel({
  send: (message) => port2.postMessage(message),
  onMessage: (listener) => void port2.on('message', (message: EngineMessage) => listener(message)),
  onClose: (listener) => void port2.on('close', listener),
  close: () => port2.close(),
});
const made = await connection.command('create-roadmap', { title: 'From the bundle' });
const asked = await connection.query('workspace', {});
const refused = once(answers, 'message');
tell({ type: 'import', paths: [`${folder}/absent.md`] });
const [refusal] = await refused;
console.log(
  JSON.stringify({ first, made: made.ok, roadmaps: asked.ok ? asked.value.rows.map(({ title }) => title) : asked.error, refusal }),
);
tell({ type: 'close' });
