import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { backupFiles, backupFolder } from '#electron/engine/store/backup-file.ts';
import { readBackup } from '#electron/engine/store/database-copy.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

async function open(): Promise<Engine> {
  const folder = temporaryFolder();
  const engine = valueOf(await openEngine({ folder: join(folder, 'workspace'), dataFolder: join(folder, 'data') }));
  onTestFinished(() => engine.close());
  return engine;
}

test('a backup holds one state of a workspace that is being written, and commands do not wait for it', async () => {
  const engine = await open();
  const { roadmapId } = valueOf(await engine.command('create-roadmap', { title: 'Plan' }));
  for (let number = 0; number < 50; number += 1) {
    valueOf(await engine.command('create-issue', { roadmapId, title: `Issue ${number}`, body: 'text '.repeat(400) }));
  }
  const before = engine.revision;
  const end = new AbortController();
  const running = engine.run('create-backup', {}).finally(() => end.abort());
  let during = 0;
  while (!end.signal.aborted) {
    valueOf(await engine.command('create-issue', { roadmapId, title: 'During', body: '' }));
    during += 1;
  }
  const { path, changes } = valueOf(await running);
  expect(during).toBeGreaterThan(0);
  expect(changes).toBeGreaterThanOrEqual(before);
  expect(changes).toBeLessThanOrEqual(engine.revision);
  expect(valueOf(readBackup(path)).changes).toBe(changes);
  expect(backupFiles(backupFolder(engine.folder)).map((file) => [file.path, file.verified])).toEqual([[path, true]]);
  expect(readdirSync(backupFolder(engine.folder))).toHaveLength(1);
});

test('a backup goes to a new file of choice, never over one that is there', async () => {
  const engine = await open();
  const path = join(temporaryFolder(), 'far', 'copy.sqlite');
  expect(valueOf(await engine.run('create-backup', { path }))).toEqual({ path, changes: engine.revision });
  expect(await engine.run('create-backup', { path })).toMatchObject({ ok: false, error: { code: 'duplicate', where: path } });
  expect(await engine.run('create-backup', { path: 'copy.sqlite' })).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
});

test('a cancelled backup leaves nothing behind', async () => {
  const engine = await open();
  const control = new AbortController();
  const running = engine.run('create-backup', {}, { signal: control.signal });
  control.abort();
  expect(await running).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  expect(backupFiles(backupFolder(engine.folder))).toEqual([]);
});

test('closing the engine ends a backup that is being made', async () => {
  const engine = await open();
  const running = engine.run('create-backup', {});
  await engine.close();
  const answer = await running;
  expect(answer.ok ? 'done' : answer.error.code).toMatch(/^(?:done|cancelled)$/);
  expect(await engine.run('create-backup', {})).toMatchObject({ ok: false, error: { code: 'unavailable' } });
});
