// A roadmap so large that its first issues get rows while the rest is still being read.
import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { type SimulatedDevice, SimulatedNetwork } from '#tests/support/sync/simulated-network.ts';

const plan = generatePlan({ seed: 5, issues: 5500, bodyLength: 20, checklistItems: 1, dependencies: 1 });

const count = (open: OpenStore, table: string): number => Number(open.reader.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

/** What all must show alike: seqs are each device's own. */
function plainRows(open: OpenStore): Record<string, readonly unknown[]> {
  const { activity: _, ...rows } = open.rows();
  return rows;
}

/** Ana, who has imported the plan, and Ben, who has been invited and is not connected yet. */
function given(): { network: SimulatedNetwork; ana: SimulatedDevice; ben: SimulatedDevice } {
  const network = new SimulatedNetwork(seededRandom(1), 0, 0);
  const ana = network.join(openStore(undefined, undefined, 'Ana'));
  accepted(ana.open.importFiles([{ path: '/plans/large.md', text: plan.text }]));
  ana.desk['start-team']({});
  const invited = ana.desk.invite({ role: 'editor', personId: null, hours: 24 });
  if (!invited.ok) throw new Error(invited.error.message);
  const ben = network.join(openStore(undefined, undefined, 'Ben'));
  expect(ben.desk['join-team']({ link: invited.value.link }).ok).toBe(true);
  network.connectAll();
  return { network, ana, ben };
}

/** Goes on until some rows are there and the rest has not been read. */
function untilFirst({ network, ben: { open } }: ReturnType<typeof given>): void {
  while (count(open, 'issue') === 0) expect(network.step()).toBe(true);
  expect(count(open, 'issue')).toBeLessThan(200);
  expect(open.store.lateRows.begun.size).toBe(1);
}

function expectAlike({ network, ana, ben }: ReturnType<typeof given>): void {
  network.settle();
  ben.open.store.lateRows.catchUp();
  network.settle();
  expect(ben.center.live().peers.map(({ inSync }) => inSync)).toEqual([true]);
  const rows = ben.open.rows();
  expect(plainRows(ben.open)).toEqual(plainRows(ana.open));
  ben.open.store.rebuild();
  expect(ben.open.rows()).toEqual(rows);
}

test('its first issues are there before it is; nothing else was made of a part', () => {
  const all = given();
  untilFirst(all);
  const { open } = all.ben;
  const document = open.store.log.documents().find(({ kind }) => kind === 'roadmap');
  // What has rows is on disk.
  expect(count(open, `change WHERE document_id = '${must(document, 'a roadmap').id}'`)).toBeGreaterThan(1);
  expect(count(open, 'document WHERE projected = 0')).toBe(1);
  // Nobody was told that it is here.
  expect(all.ana.center.live().peers.map(({ inSync }) => inSync)).toEqual([false]);
  while (open.store.lateRows.begun.size > 0) expect(all.network.step()).toBe(true);
  // Read, not loaded: the rows follow in pieces.
  expect(open.store.lateRows.any).toBe(true);
  expectAlike(all);
});

test('who edits one of them at once has it all the same', () => {
  const all = given();
  untilFirst(all);
  const { open } = all.ben;
  const id = String(open.reader.prepare('SELECT id FROM issue ORDER BY key LIMIT 1').pluck().get());
  accepted(open.command('update-issue', { issueId: id, patch: { title: 'At once' } }));
  expectAlike(all);
  expect(String(all.ana.open.reader.prepare('SELECT title FROM issue WHERE id = ?').pluck().get(id))).toBe('At once');
});

test('what is there of it is shown when the rest is not coming any more, and goes on once it can', () => {
  const all = given();
  untilFirst(all);
  const { network, ana, ben } = all;
  const { lateRows } = ben.open.store;
  network.cut(ana, ben);
  ben.center.tick();
  expect(lateRows.begun.size).toBe(1);
  // Each look at the clock takes it a second further.
  for (let looks = 0; looks < 60; looks++) ben.center.tick();
  expect(lateRows.begun.size).toBe(0);
  expect(count(ben.open, 'issue')).toBeGreaterThan(4000);
  network.connectAll();
  expectAlike(all);
});

test('after a stop in between the next start shows what is there, and the rest comes change by change', () => {
  const all = given();
  untilFirst(all);
  const { network, ana, ben } = all;
  const stopped = temporaryFolder();
  cpSync(ben.open.folder, stopped, { recursive: true });
  network.leave(ben);
  const again = network.join(openStore(stopped, undefined, 'Ben'));
  expect(count(again.open, 'document WHERE projected = 0')).toBe(0);
  const kept = again.open.rows();
  again.open.store.rebuild();
  expect(again.open.rows()).toEqual(kept);
  network.connectAll();
  expectAlike({ network, ana, ben: again });
});
