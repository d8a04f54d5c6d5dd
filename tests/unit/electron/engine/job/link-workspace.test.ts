import Database from 'better-sqlite3';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

async function open(folder: string): Promise<Engine> {
  const engine = valueOf(await openEngine({ folder, dataFolder: `${folder}-data` }));
  onTestFinished(() => engine.close());
  return engine;
}

/** A workspace with another one beside it that is closed. */
async function two(): Promise<{ engine: Engine; root: string; other: string }> {
  const root = temporaryFolder();
  const other = join(root, 'other');
  const beside = await open(other);
  valueOf(await beside.command('create-roadmap', { title: 'Theirs' }));
  await beside.close();
  return { engine: await open(join(root, 'own')), root, other };
}

const states = async (engine: Engine): Promise<unknown[]> =>
  valueOf(await engine.query('portfolio', { today: IsoDate.parse('2026-01-05') })).rows.map(({ own, state, roadmaps }) => [
    own,
    state,
    roadmaps,
  ]);

test('a workspace is linked once, counts, and is unlinked', async () => {
  const { engine, other } = await two();
  expect(valueOf(await engine.run('link-workspace', { folder: other }))).toMatchObject({ folder: other });
  expect(await engine.run('link-workspace', { folder: join(other, '.') })).toMatchObject({ ok: false, error: { code: 'duplicate' } });
  expect(await states(engine)).toEqual([
    [true, 'ready', 0],
    [false, 'ready', 1],
  ]);
  valueOf(await engine.run('unlink-workspace', { folder: other }));
  expect(await states(engine)).toEqual([[true, 'ready', 0]]);
  expect(await engine.run('unlink-workspace', { folder: other })).toMatchObject({ ok: false });
});

test('what is no other workspace is not linked', async () => {
  const { engine, root } = await two();
  const empty = join(root, 'empty');
  const broken = join(root, 'broken');
  for (const folder of [empty, broken]) mkdirSync(folder);
  writeFileSync(join(broken, 'workspace.sqlite'), 'This is no database. '.repeat(500));
  for (const folder of ['other', engine.folder, empty, broken, join(root, 'none')]) {
    expect(await engine.run('link-workspace', { folder })).toMatchObject({ ok: false });
  }
  expect(await states(engine)).toEqual([[true, 'ready', 0]]);
});

test('a linked workspace that is gone, of another version or damaged says so, and the others still count', async () => {
  const { engine, root, other } = await two();
  valueOf(await engine.run('link-workspace', { folder: other }));
  const versioned = (change: number): void => {
    const database = new Database(join(other, 'workspace.sqlite'));
    database.pragma(`user_version = ${Number(database.pragma('user_version', { simple: true })) + change}`);
    database.close();
  };
  await engine.close();
  const anew = async (): Promise<unknown> => {
    const again = await open(engine.folder);
    const [own, seen] = await states(again);
    expect(own).toEqual([true, 'ready', 0]);
    await again.close();
    return seen;
  };
  versioned(1);
  expect(await anew()).toEqual([false, 'newer', 0]);
  versioned(-2);
  expect(await anew()).toEqual([false, 'older', 0]);
  versioned(1);
  expect(await anew()).toEqual([false, 'ready', 1]);
  renameSync(other, join(root, 'moved'));
  expect(await anew()).toEqual([false, 'missing', 0]);
  mkdirSync(other);
  writeFileSync(join(other, 'workspace.sqlite'), 'This is no database. '.repeat(500));
  expect(await anew()).toEqual([false, 'unreadable', 0]);
});
