import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCommand } from '#electron/engine/command/run-command.ts';
import { PlanStore } from '#electron/engine/document/plan-store.ts';
import { openDeviceKey } from '#electron/engine/store/device-key.ts';
import { openWriter, type WriteConnection } from '#electron/engine/store/connection.ts';
import { Journal } from '#electron/engine/store/journal.ts';
import { accepted, openStore } from '#tests/support/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** A store whose database can be told to grow no further, as on a full disk. */
function openOnSmallDisk(): { store: PlanStore; folder: string; fill(): void; free(): void; pass(milliseconds: number): void } {
  const folder = temporaryFolder();
  const opened = openWriter(folder);
  const device = openDeviceKey(join(folder, 'key', 'device.key'));
  if (!opened.ok || !device.ok) throw new Error('Expected a new folder to be usable.');
  const connection: WriteConnection = opened.value;
  let [now, count] = [Date.UTC(2026, 0, 5), 0];
  const source = { now: () => now, newId: () => `id${String((count += 1)).padStart(8, '0')}` };
  const store = new PlanStore({
    connection,
    journal: new Journal(folder),
    device: device.value,
    author: 'Ada',
    source,
    onCommit: () => {},
  });
  store.begin('Test');
  onTestFinished(() => {
    if (connection.open) store.close();
  });
  return {
    store,
    folder,
    fill: () => void connection.pragma(`max_page_count = ${Number(connection.pragma('page_count', { simple: true }))}`),
    free: () => void connection.pragma('max_page_count = 100000'),
    pass: (milliseconds) => void (now += milliseconds),
  };
}

test('on a full disk commands are refused whole, documents are still freed, the store closes, and nothing acknowledged is missing', () => {
  const { store, folder, fill, free, pass } = openOnSmallDisk();
  const { roadmapId } = accepted(runCommand(store, 'create-roadmap', { title: 'Plan' }));
  const create = (title: string, body = ''): void => void accepted(runCommand(store, 'create-issue', { roadmapId, title, body }));
  for (let number = 1; number <= 70; number += 1) create(`Issue ${number}`);
  fill();
  const revision = store.revision;
  expect(() => create('Too large for the disk', 'x'.repeat(100_000))).toThrow('full');
  expect(store.revision).toBe(revision);
  pass(60 * 60_000);
  store.freeIdle();
  free();
  create('With space again');
  fill();
  store.close();
  const again = openStore(folder);
  const titles = again.reader.prepare<[], { title: string }>('SELECT title FROM issue ORDER BY rank').all();
  expect(titles.map(({ title }) => title)).toEqual([...Array.from({ length: 70 }, (_, index) => `Issue ${index + 1}`), 'With space again']);
  const rows = again.rows();
  again.store.rebuild();
  expect(again.rows()).toEqual(rows);
});
