import Database from 'better-sqlite3';
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import type { CrashAction, CrashReport } from '#tests/support/crash/crash-order.ts';
import { compareWithAcknowledged } from '#tests/support/crash/crash-round.ts';
import { openStore } from '#tests/support/open-store.ts';
import { acknowledgedBy } from '#tests/support/power/lose-power.ts';
import { canRecordPower, recordPower } from '#tests/support/power/record-power.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// Law 7 where the machine refuses: a clear error, nothing acknowledged is lost, and it goes on once the fault is gone.

const titles = async (engine: Engine): Promise<string[]> => valueOf(await engine.query('workspace', {})).rows.map(({ title }) => title);

async function open(root: string): Promise<Engine> {
  const engine = valueOf(await openEngine({ folder: join(root, 'workspace'), dataFolder: join(root, 'data') }));
  onTestFinished(() => engine.close());
  return engine;
}

if (canRecordPower) {
  test.for([2_000_000, 3_000_000])(
    'a disk that is full after %i bytes refuses commands and loses none',
    { timeout: 120_000 },
    async (room) => {
      const folder = temporaryFolder();
      const actions = Array.from({ length: 160 }, (_, index): CrashAction => (index % 8 === 0 ? 'import' : 'command'));
      const { root, events } = await recordPower(folder, actions, { seed: 5, room });
      const answers = events.flatMap((event): CrashReport[] => (event.type === 'mark' ? [JSON.parse(event.text)] : []));
      const refused = answers.filter((answer) => answer.event === 'done' && answer.refused === 'storage');
      const acknowledged = events.flatMap((event) => acknowledgedBy(event));
      expect(refused.length).toBeGreaterThan(5);
      expect(acknowledged.length).toBeGreaterThan(20);
      const again = openStore(join(root, 'workspace'), join(root, 'data', 'device.key'));
      expect(compareWithAcknowledged(again, acknowledged)).toEqual([]);
    },
  );
} else {
  test('the test of a full disk did not run: it needs Linux and a C compiler', () => {
    expect(canRecordPower).toBe(false);
  });
}

if (process.platform === 'win32') {
  test('the test of a read-only folder did not run: Windows has no such mode', () => {
    expect(process.platform).toBe('win32');
  });
} else {
  test('a folder that may not be written is refused, and opens as before once it may', { timeout: 60_000 }, async () => {
    const root = temporaryFolder();
    const engine = await open(root);
    valueOf(await engine.command('create-roadmap', { title: 'Kept' }));
    await engine.close();
    const folder = join(root, 'workspace');
    const files = readdirSync(folder).filter((name) => !['backup', 'set-aside'].includes(name));
    chmodSync(root, 0o755);
    chmodSync(join(root, 'data'), 0o755);
    chmodSync(join(root, 'data', 'device.key'), 0o644);
    for (const name of files) chmodSync(join(folder, name), 0o444);
    chmodSync(folder, 0o555);
    const program = fileURLToPath(new URL('../support/open-as-nobody.ts', import.meta.url));
    const asNobody = spawnSync(process.execPath, [program, folder, join(root, 'data')], { encoding: 'utf8' });
    expect(JSON.parse(asNobody.stdout)).toMatchObject({ ok: false, error: { code: 'storage', message: expect.stringContaining('write') } });
    chmodSync(folder, 0o755);
    for (const name of files) chmodSync(join(folder, name), 0o644);
    expect(await titles(await open(root))).toEqual(['Kept']);
  });
}

test(
  'while another program writes to the database, commands are refused with the reason, and go on afterwards',
  { timeout: 60_000 },
  async () => {
    const root = temporaryFolder();
    const engine = await open(root);
    valueOf(await engine.command('create-roadmap', { title: 'Before' }));
    const other = new Database(databasePath(engine.folder));
    other.exec('BEGIN IMMEDIATE');
    expect(await engine.command('create-roadmap', { title: 'During' })).toMatchObject({
      ok: false,
      error: { code: 'storage', message: expect.stringContaining('another program') },
    });
    other.exec('ROLLBACK');
    other.close();
    valueOf(await engine.command('create-roadmap', { title: 'After' }));
    expect(await titles(engine)).toEqual(['Before', 'After']);
  },
);

test('flipped bytes in the lock file mean nothing', { timeout: 60_000 }, async () => {
  const root = temporaryFolder();
  const first = await open(root);
  valueOf(await first.command('create-roadmap', { title: 'Kept' }));
  await first.close();
  writeFileSync(join(root, 'workspace', 'lock.sqlite'), Buffer.alloc(8192, 0xa5));
  const engine = await open(root);
  expect(await titles(engine)).toEqual(['Kept']);
  // It locks all the same.
  expect(await openEngine({ folder: join(root, 'workspace'), dataFolder: join(root, 'data') })).toMatchObject({
    ok: false,
    error: { code: 'locked' },
  });
});
