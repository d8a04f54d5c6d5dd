import { copyFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, type EngineOptions, openEngine } from '#electron/engine/open-engine.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { journalPath, lastJournalHash } from '#electron/engine/store/journal.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { deviceKeyPathIn } from '#electron/engine/store/device-key.ts';
import { keepDeviceKey } from '#electron/engine/store/sealed-key.ts';
import { stayOpen } from '#electron/engine/stay-open.ts';
import { reversingKeyStore } from '#tests/support/reversing-key-store.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** A thread whose code cannot be found never starts. */
const noThread = { workerUrl: new URL('file:///nowhere/document-worker.ts') };

async function open(options: EngineOptions): Promise<Engine> {
  const engine = valueOf(await openEngine(options));
  onTestFinished(() => engine.close());
  return engine;
}

/** A workspace that was closed, with one roadmap of these titles. */
async function workspace(...titles: readonly string[]): Promise<{ options: EngineOptions; revision: number }> {
  const folder = temporaryFolder();
  const options = { folder: join(folder, 'workspace'), dataFolder: join(folder, 'data') };
  const engine = await open(options);
  const { roadmapId } = valueOf(await engine.command('create-roadmap', { title: 'Plan' }));
  for (const title of titles) valueOf(await engine.command('create-issue', { roadmapId, title }));
  const { revision } = engine;
  await engine.close();
  return { options, revision };
}

const titles = async (engine: Engine): Promise<string[]> =>
  valueOf(await engine.query('issue-list', { order: 'rank' })).rows.map(({ title }) => title);

test('rows and revision are there without the thread that writes; what it is needed for is refused, and its loss told', async () => {
  const { options, revision } = await workspace('One', 'Two');
  const engine = await open({ ...options, ...noThread });
  const lost = Promise.withResolvers<Problem>();
  engine.onCrash(lost.resolve);
  expect(await titles(engine)).toEqual(['One', 'Two']);
  expect(engine.revision).toBe(revision);
  expect(await engine.command('rename-workspace', { name: 'Harbour' })).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect((await lost.promise).code).toBe('internal');
});

test('who reads and closes never waits for the thread', async () => {
  const { options } = await workspace('One');
  const engine = await open({ ...options, ...noThread });
  let lost = false;
  engine.onCrash(() => (lost = true));
  expect(await titles(engine)).toEqual(['One']);
  await engine.close();
  expect(lost).toBe(false);
  expect(await engine.command('rename-workspace', { name: 'Harbour' })).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  // The workspace is free again.
  expect(await titles(await open(options))).toEqual(['One']);
});

test('commands of the first moment are carried out, and subscribers see them', async () => {
  const { options, revision } = await workspace('One');
  const engine = await open(options);
  const seen = Promise.withResolvers<void>();
  engine.subscribe('issue-list', {}, (answer) => {
    if (answer.ok && answer.value.rows.some(({ title }) => title === 'Two')) seen.resolve();
  });
  const [roadmap] = valueOf(await engine.query('workspace', {})).rows;
  valueOf(await engine.command('create-issue', { roadmapId: roadmap?.id ?? '', title: 'Two' }));
  expect(engine.revision).toBeGreaterThan(revision);
  await seen.promise;
  expect(await titles(engine)).toEqual(['One', 'Two']);
});

test('a journal that lags behind does not keep the rows waiting, and has caught up after the first command', async () => {
  const { options } = await workspace('One', 'Two');
  const whole = lastJournalHash(options.folder);
  const journal = journalPath(options.folder);
  // Entry by entry from the end, as after a stop between database and journal.
  const { size } = statSync(journal);
  for (let cut = size - 1; cut > 0 && [null, whole].includes(lastJournalHash(options.folder)); cut -= 1) truncateSync(journal, cut);
  const engine = await open({ ...options, ...noThread });
  expect(await titles(engine)).toEqual(['One', 'Two']);
  await engine.close();
  const again = await open(options);
  valueOf(await again.command('rename-workspace', { name: 'Harbour' }));
  await again.close();
  const final = await open({ ...options, ...noThread });
  expect(valueOf(await final.query('workspace', {})).summary.name).toBe('Harbour');
});

test('a database that is older than the journal is brought up to date before anybody reads it', async () => {
  const { options } = await workspace('One');
  const old = `${databasePath(options.folder)}.old`;
  copyFileSync(databasePath(options.folder), old);
  const engine = await open(options);
  const [roadmap] = valueOf(await engine.query('workspace', {})).rows;
  valueOf(await engine.command('create-issue', { roadmapId: roadmap?.id ?? '', title: 'Two' }));
  await engine.close();
  copyFileSync(old, databasePath(options.folder));
  expect((await openEngine({ ...options, ...noThread })).ok).toBe(false);
  expect(await titles(await open(options))).toEqual(['One', 'Two']);
});

test("a workspace whose device's key is sealed can be read without it, and changed with it", async () => {
  const { options } = await workspace('One');
  const path = deviceKeyPathIn(join(options.folder, '../data'));
  const deviceKey = valueOf(await keepDeviceKey(path, reversingKeyStore()));
  const reading = await open(options);
  expect(await titles(reading)).toEqual(['One']);
  expect(valueOf(await reading.run('verify-audit', {})).broken).toBeNull();
  const refusal = { ok: false, error: { code: 'unavailable', message: expect.stringContaining('Open the workspace in the app') } };
  expect(await reading.command('rename-workspace', { name: 'Harbour' })).toMatchObject(refusal);
  expect(await reading.run('import-plan', { files: [] })).toMatchObject(refusal);
  await reading.close();
  expect(await stayOpen(options, () => {})).toMatchObject(refusal);
  const engine = await open({ ...options, deviceKey });
  valueOf(await engine.command('rename-workspace', { name: 'Harbour' }));
  const report = valueOf(await engine.run('verify-audit', {}));
  expect([report.broken, report.devices.length]).toEqual([null, 1]);
});
