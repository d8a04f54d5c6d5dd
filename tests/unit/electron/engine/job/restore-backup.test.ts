import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, type EngineOptions, openEngine } from '#electron/engine/open-engine.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

async function open(options: EngineOptions): Promise<Engine> {
  const engine = valueOf(await openEngine(options));
  onTestFinished(() => engine.close());
  return engine;
}

const titles = async (engine: Engine): Promise<string[]> => valueOf(await engine.query('workspace', {})).rows.map(({ title }) => title);

test('a restored backup takes the place of what was there, which can still be opened where it was put', async () => {
  const root = temporaryFolder();
  const options = { folder: join(root, 'workspace'), dataFolder: join(root, 'data') };
  const engine = await open(options);
  valueOf(await engine.command('create-roadmap', { title: 'Kept' }));
  const { path } = valueOf(await engine.run('create-backup', {}));
  valueOf(await engine.command('create-roadmap', { title: 'Later' }));
  const seen = Promise.withResolvers<void>();
  let rows = 2;
  engine.subscribe('workspace', {}, (answer) => {
    rows = answer.ok ? answer.value.rows.length : 0;
    if (rows === 1) seen.resolve();
  });
  const running = engine.run('restore-backup', { path });
  // Comes while the files are being exchanged, and waits.
  const waiting = engine.query('workspace', {});
  const { later, setAside } = valueOf(await running);
  expect((await waiting).ok).toBe(true);
  await seen.promise;
  expect(later).toBeGreaterThan(0);
  expect(await titles(engine)).toEqual(['Kept']);
  valueOf(await engine.command('create-roadmap', { title: 'New' }));
  expect(valueOf(await engine.run('check-store', {}))).toMatchObject({ findings: [] });
  await engine.close();
  expect((await titles(await open(options))).toSorted()).toEqual(['Kept', 'New']);
  expect((await titles(await open({ ...options, folder: setAside }))).toSorted()).toEqual(['Kept', 'Later']);
});

test('what is no backup is refused, and nothing has changed', async () => {
  const root = temporaryFolder();
  const engine = await open({ folder: join(root, 'workspace'), dataFolder: join(root, 'data') });
  const path = join(root, 'no-backup.sqlite');
  writeFileSync(path, 'This is no database. '.repeat(500));
  expect(await engine.run('restore-backup', { path })).toMatchObject({ ok: false, error: { code: 'storage', where: path } });
  expect(await engine.run('restore-backup', { path: `${path}.none` })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  valueOf(await engine.command('create-roadmap', { title: 'Still here' }));
  expect(existsSync(join(engine.folder, 'set-aside'))).toBe(false);
  expect(readdirSync(engine.folder).filter((name) => name.includes('staged'))).toEqual([]);
});
