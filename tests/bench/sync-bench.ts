import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Bench, type Figure, percentile } from './measure.ts';
import { startLightPeer } from './sync-light-peer.ts';
import { type BenchDevice, startDevice } from './sync-device.ts';

/** How long an idle connection is watched, in milliseconds. */
const watched = 20_000;

/** An edit on one device: how many milliseconds until a query of the other one shows it. */
async function seenAfter(from: BenchDevice, to: BenchDevice, title: string, id: string): Promise<number> {
  const seen = to.ask('seen', { id, title });
  await delay(30);
  const { at } = await from.ask('edit', { title });
  return (await seen).at - at;
}

async function* twoDevices(root: string, issues: number): AsyncGenerator<Figure> {
  const ana = startDevice(join(root, 'ana'), 'Ana');
  const ben = startDevice(join(root, 'ben'), 'Ben');
  const { saved } = await ana.ask('found', { issues });
  const { link } = await ana.ask('invite');
  const joined = await ben.ask('join', { link, total: issues });
  const name = `${issues} issues`;
  yield { name: `new peer, ${name}: first rows`, value: joined.first, besideName: 'all rows', besideValue: joined.all, limit: 1000 };
  yield { name: `new peer, ${name}: all rows`, value: joined.all, besideName: 'first rows', besideValue: joined.first, limit: 3000 };
  yield {
    name: `new peer, ${name}: bytes that came`,
    value: joined.bytes / 1e6,
    unit: 'MB',
    besideName: 'saved documents',
    besideValue: saved / 1e6,
    limit: (1.2 * saved) / 1e6,
  };
  await ana.ask('synced');
  const { id } = await ana.ask('edit', { title: 'The first edit loads the document' });
  await ben.ask('seen', { id, title: 'The first edit loads the document' });
  const taken: number[] = [];
  for (let edit = 0; edit < 100; edit++) taken.push(await seenAfter(ana, ben, `Edit ${edit}`, id));
  taken.sort((one, other) => one - other);
  const [half, most] = [percentile(taken, 0.5), percentile(taken, 0.95)];
  yield { name: `an edit seen on the other device, p95, ${name}`, value: most, besideName: 'the median', besideValue: half, limit: 30 };
  let bytes = 0;
  for (let edit = 0; edit < 10; edit++) {
    // Until what belongs to the edit before has come.
    await delay(500);
    const before = await ana.ask('cost');
    await seenAfter(ana, ben, `What it costs ${edit}`, id);
    await ben.ask('synced');
    await delay(500);
    const after = await ana.ask('cost');
    bytes = Math.max(bytes, after.sent + after.received - before.sent - before.received);
  }
  yield {
    name: 'bytes of an edit, both ways, the most of 10',
    value: bytes / 1e6,
    unit: 'MB',
    besideName: 'the bar',
    besideValue: 0.0009,
    limit: 0.0009,
  };
  const [cpuBefore, cpuAfter] = [await ana.ask('cost'), await delay(watched).then(() => ana.ask('cost'))];
  const share = (cpuAfter.cpu - cpuBefore.cpu) / watched;
  const rate = (cpuAfter.sent + cpuAfter.received - cpuBefore.sent - cpuBefore.received) / (watched / 1000);
  yield { name: 'idle connection: processor time a second', value: share * 1000, besideName: 'the bar', besideValue: 5, limit: 5 };
  yield { name: 'idle connection: bytes a second', value: rate / 1e6, unit: 'MB', besideName: 'the bar', besideValue: 0.002, limit: 0.002 };
  await ana.ask('sync', { enabled: false });
  await Promise.all([ana.ask('edits', { count: 5000, word: 'Ana' }), ben.ask('edits', { count: 5000, word: 'Ben' })]);
  const began = performance.now();
  await ana.ask('sync', { enabled: true });
  await delay(50);
  await Promise.all([ana.ask('synced'), ben.ask('synced')]);
  const equal = performance.now() - began;
  yield {
    name: '5,000 edits on each of two while apart: equal after',
    value: equal,
    besideName: 'the bar',
    besideValue: 5000,
    limit: 5000,
  };
  await Promise.all([ana.ask('close'), ben.ask('close')]);
}

/** Whoever joins works at once. */
async function* atWork(root: string, issues: number): AsyncGenerator<Figure> {
  const ana = startDevice(join(root, 'host'), 'Ana');
  const ben = startDevice(join(root, 'guest'), 'Ben');
  await ana.ask('found', { issues });
  const { longest, made } = await ben.ask('joinAtWork', { link: (await ana.ask('invite')).link, total: issues });
  const name = `a command while ${issues} issues come, the longest of ${made}`;
  yield { name, value: longest, besideName: 'the bar', besideValue: 100, limit: 100 };
  await Promise.all([ana.ask('close'), ben.ask('close')]);
}

async function* manyPeers(root: string, peers: number): AsyncGenerator<Figure> {
  const ana = startDevice(join(root, 'hub'), 'Ana');
  await ana.ask('found', { issues: 1000 });
  const light = [];
  for (let number = 0; number < peers; number++) {
    const { link } = await ana.ask('invite');
    light.push(await startLightPeer(join(root, `light-${number}`), `Peer ${number}`, link));
  }
  await ana.ask('synced');
  await ana.ask('edit', { title: 'The first edit loads the document' });
  await ana.ask('synced');
  await delay(2000);
  const sent: number[] = [];
  const kept: number[] = [];
  for (let edit = 0; edit < 40; edit++) {
    const heard = light.map((peer) => peer.nextChange());
    const { at } = await ana.ask('edit', { title: `Told to all ${edit}` });
    kept.push(Math.max(...(await Promise.all(heard))) - at);
    const told = await ana.ask('told');
    if (told.peers !== peers) throw new Error(`Expected an edit to be sent to ${peers} peers, not to ${told.peers}.`);
    sent.push(told.at - at);
    await delay(100);
  }
  for (const taken of [sent, kept]) taken.sort((one, other) => one - other);
  yield {
    name: `an edit sent to ${peers} peers, 1000 issues, p95`,
    value: percentile(sent, 0.95),
    besideName: 'on the disks of all, which share a thread',
    besideValue: percentile(kept, 0.95),
    limit: 150,
  };
  const { rss } = await ana.ask('cost');
  yield { name: `memory of the engine with ${peers} peers`, value: rss, unit: 'MB', besideName: 'the bar', besideValue: 500, limit: 500 };
  for (const peer of light) await peer.close();
  await ana.ask('close');
}

/** Syncing with others, over real connections on loopback. */
export const syncBench: Bench = {
  async *figures() {
    const root = mkdtempSync(join(tmpdir(), 'sextant-sync-bench-'));
    try {
      yield* twoDevices(root, 10_000);
      yield* atWork(root, 10_000);
      yield* manyPeers(root, 20);
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};
