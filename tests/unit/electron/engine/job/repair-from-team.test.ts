import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { scanJournal } from '#electron/engine/store/journal-scan.ts';
import { journalPath, writeJournal } from '#electron/engine/store/journal.ts';
import { openSyncNetwork } from '#electron/engine/sync-network.ts';
import { must } from '#shared/base/must.ts';
import type { JobValue } from '#shared/contract/job.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// What one device has lost comes back from another one of the team, and nothing is replaced that was not copied before.

async function open(folder: string, author: string): Promise<Engine> {
  const engine = valueOf(
    await openEngine({ folder: join(folder, 'workspace'), dataFolder: join(folder, 'data'), author, openNetwork: openSyncNetwork }),
  );
  onTestFinished(() => engine.close());
  return engine;
}

async function until(engine: Engine, isWanted: (status: QueryResult<'sync-status'>) => boolean): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = engine.subscribe('sync-status', {}, (answer) => {
    if (answer.ok && isWanted(answer.value)) resolve();
  });
  await promise;
  end();
}

const inSync = ({ rows }: QueryResult<'sync-status'>): boolean => rows.length > 0 && rows.every((row) => row.inSync);

/** What a device says of the others while it is connected: of two connections that both made at once one ends. */
async function compared(engine: Engine): Promise<JobValue<'compare-documents'>['devices']> {
  for (;;) {
    await until(engine, inSync);
    const { devices } = valueOf(await engine.run('compare-documents', {}));
    if (devices.length > 0 && devices.every(({ connected }) => connected)) return devices;
  }
}

const titles = async (engine: Engine): Promise<string[]> =>
  valueOf(await engine.query('issue-list', { order: 'rank' })).rows.map(({ title }) => title);

/** Ana, whose plan has 70 issues, and Ben, who has it too and has closed it. */
async function twoDevices(): Promise<{ ana: Engine; folder: string; before: string[] }> {
  const folder = temporaryFolder();
  const ana = await open(temporaryFolder(), 'Ana');
  const { roadmapId } = valueOf(await ana.command('create-roadmap', { title: 'Compiler' }));
  for (let number = 1; number <= 70; number++) valueOf(await ana.command('create-issue', { roadmapId, title: `Issue ${number}` }));
  valueOf(await ana.run('start-team', {}));
  await until(ana, ({ summary }) => summary.addresses.length > 0);
  const { link } = valueOf(await ana.run('invite', {}));
  const ben = await open(folder, 'Ben');
  valueOf(await ben.run('join-team', { link }));
  await until(ben, inSync);
  const before = await titles(ben);
  await ben.close();
  return { ana, folder, before };
}

/** Does something to a database that nobody has open, as a fault of the disk would. */
function harm(folder: string, work: (database: Database.Database) => void): void {
  const database = new Database(databasePath(join(folder, 'workspace')));
  // Past what guards the log.
  const guards = database.prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").all();
  for (const { name } of guards) database.exec(`DROP TRIGGER ${name}`);
  work(database);
  for (const { sql } of guards) database.exec(sql);
  database.close();
}

/** Takes changes out of the journal, which would have them otherwise. */
function forgetInJournal(folder: string, hashes: readonly string[]): void {
  const workspace = join(folder, 'workspace');
  const entries = scanJournal(workspace).entries.map((entry) => entry.filter(({ hash }) => !hashes.includes(hash)));
  writeJournal(journalPath(workspace), entries);
}

/** Hashes of the changes that made some issues. */
function changesOf(folder: string, places: readonly number[]): string[] {
  const found: string[] = [];
  harm(folder, (database) => {
    const hashes = database
      .prepare<[], string>("SELECT hash FROM change WHERE document_id LIKE 'r%' OR document_id NOT IN ('space', 'membership') ORDER BY seq")
      .pluck()
      .all();
    for (const place of places) found.push(must(hashes[place], 'a change'));
  });
  return found;
}

test(
  'a change that was deleted, one whose bytes are wrong and a damaged snapshot come back from the other device',
  { timeout: 60_000 },
  async () => {
    const { folder, before } = await twoDevices();
    const [deleted = '', damaged = ''] = changesOf(folder, [20, 40]);
    forgetInJournal(folder, [deleted, damaged]);
    harm(folder, (database) => {
      database.prepare('DELETE FROM change WHERE hash = ?').run(deleted);
      database.prepare('UPDATE change SET bytes = zeroblob(length(bytes)) WHERE hash = ?').run(damaged);
      const snapshots = database.prepare(
        "UPDATE document_snapshot SET bytes = CAST(substr(bytes, 1, 60) || x'ff' || substr(bytes, 62) AS BLOB)",
      );
      expect(snapshots.run().changes).toBeGreaterThan(0);
    });
    const ben = await open(folder, 'Ben');
    await until(ben, ({ rows }) => rows.some(({ connected }) => connected));
    const repaired = valueOf(await ben.run('repair-from-team', {}));
    expect(repaired.said.join('\n')).toContain('2 changes that were damaged or missing here came from the team again.');
    expect(repaired).toMatchObject({ whole: true, fetched: 2 });
    expect(existsSync(join(must(repaired.copy, 'a copy'), 'workspace.sqlite'))).toBe(true);
    expect(await titles(ben)).toEqual(before);
    expect(valueOf(await ben.run('check-store', {})).findings).toEqual([]);
    const [device] = await compared(ben);
    expect(device?.documents.every(({ lackingHere, lackingThere }) => lackingHere === 0 && lackingThere === 0)).toBe(true);
  },
);

test('what nobody has who is connected is not replaced by less', { timeout: 60_000 }, async () => {
  const { ana, folder, before } = await twoDevices();
  await ana.close();
  const [deleted = ''] = changesOf(folder, [20]);
  forgetInJournal(folder, [deleted]);
  harm(folder, (database) => void database.prepare('DELETE FROM change WHERE hash = ?').run(deleted));
  const ben = await open(folder, 'Ben');
  const repaired = valueOf(await ben.run('repair-from-team', {}));
  expect(repaired.whole).toBe(false);
  expect(repaired.said.join('\n')).toContain('1 change could be asked of nobody, because no other device is connected.');
  expect(await titles(ben)).toEqual(before);
});

test('where everything is whole nothing is replaced, and that is said', { timeout: 60_000 }, async () => {
  const { folder } = await twoDevices();
  const ben = await open(folder, 'Ben');
  await until(ben, inSync);
  const repaired = valueOf(await ben.run('repair-from-team', {}));
  expect(repaired).toMatchObject({ whole: true, fetched: 0, copy: null });
  expect(existsSync(join(folder, 'workspace', 'set-aside'))).toBe(false);
});
