import Database from 'better-sqlite3';
import { cpSync, existsSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { journalPath } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import type { StoreReport } from '#shared/contract/store-job.ts';
import { flipByte } from '#tests/support/damage.ts';
import { valueOf } from '#tests/support/running-app.ts';
import { keptFolder, temporaryFolder } from '#tests/support/temporary-folder.ts';

interface Workspace {
  readonly folder: string;
  open(): Promise<Engine>;
}

const titles = async (engine: Engine): Promise<unknown> => valueOf(await engine.query('issue-list', { order: 'rank' })).rows;

const base = keptFolder();
let before: unknown = null;

/** A closed workspace with a plan, an imported file, a snapshot of each document and a backup. */
beforeAll(async () => {
  const engine = valueOf(await openEngine({ folder: join(base, 'workspace'), dataFolder: join(base, 'data') }));
  const { roadmapId } = valueOf(await engine.command('create-roadmap', { title: 'Plan' }));
  for (let number = 1; number <= 70; number += 1) {
    valueOf(await engine.command('create-issue', { roadmapId, title: `Unmistakable ${number}`, body: `The body of ${number}` }));
  }
  valueOf(await engine.run('create-backup', {}));
  valueOf(await engine.command('create-issue', { roadmapId, title: 'After the backup', body: '' }));
  const file = '# Other\n\n**Generated:** 2026-01-05\n\n---\n\n### Issue #1: Build it\n**Priority:** P1\n\n**Description:**\nText\n\n---\n';
  valueOf(await engine.run('import-plan', { files: [{ path: '/plans/other.md', text: file }] }));
  before = await titles(engine);
  await engine.close();
});

/** A copy of it, to be damaged. */
function workspace(): Workspace {
  const root = temporaryFolder();
  cpSync(base, root, { recursive: true });
  const folder = join(root, 'workspace');
  const open = async (): Promise<Engine> => {
    const engine = valueOf(await openEngine({ folder, dataFolder: join(root, 'data') }));
    onTestFinished(() => engine.close());
    return engine;
  };
  return { folder, open };
}

/** Lets `harm` do something to a database that nobody has open. */
function harmDatabase({ folder }: Workspace, harm: (database: Database.Database) => void): void {
  const database = new Database(databasePath(folder));
  // As a fault of the disk would do it, past what guards the log.
  database.unsafeMode(true);
  harm(database);
  database.close();
}

const areas = ({ findings }: StoreReport): string[] =>
  [...new Set(findings.map(({ area }) => area))].toSorted((one, other) => (one < other ? -1 : 1));

/** Repairs; gives what was found. Everything is there again then, and the findings are kept. */
async function mend({ open }: Workspace): Promise<{ found: string[]; report: StoreReport }> {
  const engine = await open();
  const report = valueOf(await engine.run('check-store', { repair: true }));
  expect(report).toMatchObject({ whole: true });
  expect(report.findings.filter(({ repair }) => repair === null)).toEqual([]);
  expect(await titles(engine)).toEqual(before);
  // Not only readable: it goes on.
  valueOf(await engine.command('create-roadmap', { title: 'Next' }));
  const { summary } = valueOf(await engine.query('store-status', {}));
  expect(summary.lastCheck).toBe(report.at);
  expect(summary.findings.length).toBeGreaterThanOrEqual(report.findings.length);
  await engine.close();
  return { found: areas(report), report };
}

test('a whole workspace is found whole, while commands go on', async () => {
  const { open } = workspace();
  const engine = await open();
  // The thread that writes runs already; that of a check has to start.
  valueOf(await engine.command('create-roadmap', { title: 'Before' }));
  const checking = engine.run('check-store', {});
  const order: string[] = [];
  const command = engine.command('create-roadmap', { title: 'During' }).then((answer) => {
    order.push('command');
    return answer;
  });
  expect(valueOf(await checking)).toMatchObject({ findings: [], whole: true });
  order.push('check');
  valueOf(await command);
  // Nobody waits for the end of a check.
  expect(order).toEqual(['command', 'check']);
});

test('a flipped title, which SQLite does not see, is found and made anew from the document', async () => {
  const made = workspace();
  harmDatabase(made, (database) => database.exec(`UPDATE issue SET title = 'Unmistakible 7' WHERE title = 'Unmistakable 7'`));
  const { found, report } = await mend(made);
  expect(found).toEqual(['rows']);
  expect(report.findings.map(({ message }) => message).join()).toMatch(/1 row of issue .*title/u);
});

test('a change whose bytes do not hash to its hash gets them back from the journal, from a backup where the journal is damaged too', async () => {
  const made = workspace();
  for (const lossOfJournal of [false, true]) {
    let bytes: Buffer = Buffer.alloc(0);
    harmDatabase(made, (database) => {
      bytes = database.prepare<[], Buffer>('SELECT bytes FROM change WHERE seq = 5').pluck().get() ?? bytes;
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(damaged.readUInt8(damaged.length - 1) ^ 0x55, damaged.length - 1);
      database.prepare('UPDATE change SET bytes = ? WHERE seq = 5').run(damaged);
    });
    if (lossOfJournal) flipByte(journalPath(made.folder), readFileSync(journalPath(made.folder)).indexOf(bytes) + 3);
    const engine = await made.open();
    const repaired = valueOf(await engine.run('check-store', { repair: true }));
    expect(areas(repaired)).toEqual(lossOfJournal ? ['journal', 'log'] : ['log']);
    expect(repaired.findings.map(({ repair }) => repair).join()).toContain(lossOfJournal ? 'from the backup' : 'from the journal');
    expect(await titles(engine)).toEqual(before);
    expect(valueOf(await engine.run('check-store', {}))).toMatchObject({ whole: true });
    await engine.close();
  }
});

test('a signature that is not that of its device is found, and the genuine one taken from the journal', async () => {
  const made = workspace();
  harmDatabase(made, (database) => {
    database.exec('DROP TRIGGER change_stays');
    database.exec(`UPDATE change SET signature = (SELECT signature FROM change WHERE seq = 6) WHERE seq = 5`);
  });
  expect((await mend(made)).found).toContain('log');
});

test('a damaged snapshot is dropped', async () => {
  const made = workspace();
  harmDatabase(made, (database) => {
    const found = database
      .prepare<[], { id: string; snapshot: Buffer }>(
        `SELECT id, bytes AS snapshot FROM document JOIN document_snapshot ON document_id = id WHERE kind = 'roadmap'`,
      )
      .get();
    const { id, snapshot } = must(found, 'a snapshot');
    snapshot.writeUInt8(snapshot.readUInt8(snapshot.length >> 1) ^ 0xff, snapshot.length >> 1);
    database.prepare('UPDATE document_snapshot SET bytes = ? WHERE document_id = ?').run(snapshot, id);
  });
  expect((await mend(made)).found).toEqual(['snapshot']);
});

test('an index that lost its entries is made anew', async () => {
  const made = workspace();
  const schema = (sql: string): void =>
    harmDatabase(made, (database) => {
      database.pragma('writable_schema = ON');
      database.exec(`UPDATE sqlite_schema SET sql = ${sql} WHERE name = 'issue_by_parent'`);
    });
  // Empty, and then said to be of all rows.
  schema(`sql || ' WHERE 0'`);
  harmDatabase(made, (database) => database.exec('REINDEX issue_by_parent'));
  schema(`replace(sql, ' WHERE 0', '')`);
  expect((await mend(made)).found).toEqual(['index']);
});

test('words that the search index lost are found', async () => {
  const made = workspace();
  harmDatabase(made, (database) => database.exec('DELETE FROM issue_text WHERE rowid = (SELECT rowid FROM issue LIMIT 1)'));
  expect((await mend(made)).found).toEqual(['rows']);
});

test('a journal with a damaged place is written anew, and what lies behind that place is not lost', async () => {
  const made = workspace();
  flipByte(journalPath(made.folder), statSync(journalPath(made.folder)).size >> 1);
  expect((await mend(made)).found).toEqual(['journal']);
});

test('a database that SQLite cannot open is put aside and made anew from journal and backup, the local tables too', async () => {
  const made = workspace();
  const path = databasePath(made.folder);
  writeFileSync(path, Buffer.concat([Buffer.from('This is no database. '.repeat(10)), readFileSync(path).subarray(210)]));
  // Behind this place the journal has nothing: those changes come from the backup.
  const engine = await made.open();
  expect(await titles(engine)).toEqual(before);
  const { findings } = valueOf(await engine.query('store-status', {})).summary;
  expect(findings.map(({ area }) => area)).toEqual(['database']);
  expect(findings[0]?.repair).toContain('from the journal');
  const aside = /put aside to (\S+)/.exec(findings[0]?.repair ?? '')?.[1] ?? '';
  expect(existsSync(join(aside, 'workspace.sqlite'))).toBe(true);
  expect(valueOf(await engine.run('check-store', {}))).toMatchObject({ whole: true });
});

test('with the database gone and the journal damaged, the backup gives what the journal lacks', async () => {
  const made = workspace();
  flipByte(journalPath(made.folder), statSync(journalPath(made.folder)).size >> 2);
  writeFileSync(databasePath(made.folder), 'This is no database. '.repeat(500));
  const engine = await made.open();
  expect(await titles(engine)).toEqual(before);
  const { findings } = valueOf(await engine.query('store-status', {})).summary;
  expect(findings.map(({ repair }) => repair).join()).toMatch(/from the journal.*from the backup/u);
  expect(findings.map(({ repair }) => repair).join()).toMatch(/What only this device knows came from the backup/u);
  expect(valueOf(await engine.run('check-store', { repair: true })).whole).toBe(true);
});

test('pages overwritten with noise, in a database that still opens, are found and everything is made anew', async () => {
  const made = workspace();
  const path = databasePath(made.folder);
  const bytes = readFileSync(path);
  bytes.fill(0xa5, bytes.length >> 1, (bytes.length >> 1) + 8192);
  writeFileSync(path, bytes);
  const engine = await made.open();
  const repaired = valueOf(await engine.run('check-store', { repair: true }));
  expect(repaired.whole).toBe(true);
  expect(repaired.findings.length).toBeGreaterThan(0);
  expect(await titles(engine)).toEqual(before);
});

test('a write-ahead log that was cut or zeroed loses nothing that was acknowledged', async () => {
  for (const harm of ['cut', 'zeroed', 'gone'] as const) {
    const made = workspace();
    const engine = await made.open();
    const { roadmapId } = valueOf(await engine.command('create-roadmap', { title: harm }));
    for (let number = 0; number < 5; number += 1) valueOf(await engine.command('create-issue', { roadmapId, title: `Late ${number}` }));
    const after = await titles(engine);
    const wal = `${databasePath(made.folder)}-wal`;
    const [database, journal, log] = [databasePath(made.folder), journalPath(made.folder), wal].map((path) => readFileSync(path));
    await engine.close();
    // As a stop at that instant left them, with the end of the write-ahead log harmed.
    writeFileSync(databasePath(made.folder), database ?? '');
    writeFileSync(journalPath(made.folder), journal ?? '');
    if (harm === 'gone') rmSync(wal, { force: true });
    else writeFileSync(wal, log ?? '');
    const length = log?.length ?? 0;
    if (harm === 'cut') truncateSync(wal, length >> 1);
    if (harm === 'zeroed') writeFileSync(wal, Buffer.concat([log?.subarray(0, length >> 1) ?? Buffer.alloc(0), Buffer.alloc(length >> 1)]));
    const again = await made.open();
    expect(await titles(again)).toEqual(after);
    expect(valueOf(await again.run('check-store', {}))).toMatchObject({ findings: [] });
    await again.close();
  }
});
