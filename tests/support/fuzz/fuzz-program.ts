// Tries a decoder in a process of its own, which may panic, hang or grow without harm to anybody: `node fuzz-program.ts <target>`. Told
// which inputs to try, it says how many were taken and which ones ended badly. While one runs, a thread looks at the processor.
import { Worker } from 'node:worker_threads';
import { seededRandom } from '#shared/base/random.ts';
import { hostileInput } from './mutation.ts';
import type { FuzzAnswer, FuzzOrder } from './fuzz-message.ts';
import { openTarget } from './target-list.ts';

/** Processor time that one input may take, in microseconds, before the process is ended: none takes a second. */
const longest = 20_000_000;
/** Inputs after which a target makes anew what they changed. */
const renewal = 200;
/** Bytes by which one input may raise the process above what it ever had, unless its target says more: what is free is given back late. */
const usualRoom = 64 * 1024 * 1024;

const beat = new Int32Array(new SharedArrayBuffer(4));
const watch = `
const { workerData: { beat, longest } } = require('node:worker_threads');
let [seen, spent] = [-1, 0];
setInterval(() => {
  const { user, system } = process.cpuUsage();
  const now = Atomics.load(beat, 0);
  if (now !== seen) [seen, spent] = [now, user + system];
  else if (now % 2 === 1 && user + system - spent > longest) process.kill(process.pid, 'SIGKILL');
}, 500);
`;
const watcher = new Worker(watch, { eval: true, workerData: { beat, longest } });
watcher.unref();

Error.stackTraceLimit = 60;
const name = process.argv[2] ?? '';
const target = await openTarget(name);
const { room = usualRoom } = target;

const say = (answer: FuzzAnswer): void => void process.send?.(answer);

/** What is wrong with how an input was borne; `null` when nothing is. */
async function tryOne(bytes: Buffer, note: (taken: boolean) => void): Promise<string | null> {
  const before = process.resourceUsage().maxRSS;
  Atomics.add(beat, 0, 1);
  try {
    note(await target.take(bytes));
    const grown = (process.resourceUsage().maxRSS - before) * 1024;
    return grown > room ? `took ${grown} bytes of memory for ${bytes.length}` : null;
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    // Ours, beneath those of Automerge.
    const places = [...(error.stack ?? '').matchAll(/\/((?:electron|shared|tests\/support)\/[\w./-]+:\d+)/gu)].map(([, place]) => place);
    return [`${error.name}: ${error.message}`.slice(0, 300), ...places.slice(0, 4)].join(' < ');
  } finally {
    Atomics.add(beat, 0, 1);
  }
}

async function tryMany({ seed, from, to, careful }: Extract<FuzzOrder, { kind: 'many' }>): Promise<void> {
  const count = { taken: 0, refused: 0 };
  const note = (taken: boolean): void => void (count[taken ? 'taken' : 'refused'] += 1);
  for (let index = from; index < to; index += 1) {
    if (index % renewal === 0 || index === from) target.renew?.();
    const bytes = hostileInput(target, seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(index, 0x85ebca6b)));
    if (careful) say({ kind: 'begun', index, hex: bytes.toString('hex') });
    const fault = await tryOne(bytes, note);
    if (fault !== null) say({ kind: 'fault', index, fault, hex: bytes.toString('hex') });
  }
  say({ kind: 'done', ...count, peak: process.resourceUsage().maxRSS * 1024 });
}

async function tryAlone(hexes: readonly string[]): Promise<void> {
  for (const hex of hexes) {
    target.renew?.();
    say({ kind: 'tried', fault: await tryOne(Buffer.from(hex, 'hex'), () => {}) });
  }
}

process.on('message', (order: FuzzOrder) => {
  void (order.kind === 'many' ? tryMany(order) : tryAlone(order.hexes));
});
process.on('disconnect', () => process.exit());

// What the honest encoder makes is taken.
target.renew?.();
for (const [index, bytes] of target.seeds.entries()) {
  const taken = await target.take(bytes);
  if (!taken) say({ kind: 'fault', index: -1 - index, fault: 'refuses what the honest encoder made', hex: bytes.toString('hex') });
  const again = target.split === undefined || target.join === undefined ? bytes : target.join(target.split(bytes));
  target.renew?.();
  if (!(await target.take(again))) say({ kind: 'fault', index: -1 - index, fault: 'refuses it joined again', hex: again.toString('hex') });
  target.renew?.();
}
say({ kind: 'ready', memory: process.resourceUsage().maxRSS * 1024 });
