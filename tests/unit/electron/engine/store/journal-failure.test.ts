import { appendFileSync, rmSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { Journal, type JournalChange, journalPath } from '#electron/engine/store/journal.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { accepted, openStore } from '#tests/support/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** How many of the next syncs to disk fail. */
const disk = vi.hoisted(() => ({ failing: 0 }));

vi.mock('node:fs', async (load) => {
  const real = await load<typeof import('node:fs')>();
  const fsyncSync: typeof real.fsyncSync = (file) => {
    disk.failing -= 1;
    if (disk.failing >= 0) throw new Error('ENOSPC: no space left on device');
    real.fsyncSync(file);
  };
  return { ...real, fsyncSync };
});

beforeEach(() => {
  disk.failing = 0;
});

function change(hash: string): JournalChange {
  const receivedAt = '2026-01-05T09:00:00.000Z';
  return {
    documentId: 'r',
    kind: 'roadmap',
    roadmapId: 'r',
    hash,
    deviceId: 'd',
    signature: Buffer.from([1]),
    receivedAt,
    bytes: Buffer.from(hash),
  };
}

/** Titles of the roadmaps after the database was lost and made anew from the journal. */
function titlesWithoutDatabase(folder: string): string[] {
  for (const ending of ['', '-wal', '-shm']) rmSync(`${databasePath(folder)}${ending}`, { force: true });
  const again = openStore(folder);
  const titles = again.reader.prepare<[], { title: string }>('SELECT title FROM roadmap ORDER BY title').all();
  again.close();
  return titles.map(({ title }) => title);
}

test('what a full disk kept out is written before the next entry, once', () => {
  const folder = temporaryFolder();
  const journal = new Journal(folder);
  journal.append([change('a')]);
  disk.failing = 2;
  expect(() => journal.append([change('b')])).toThrow('ENOSPC');
  expect(() => journal.append([change('c')])).toThrow('ENOSPC');
  journal.append([change('d')]);
  journal.close();
  const again = new Journal(folder);
  expect([...again.entries()].flat().map(({ hash }) => hash)).toEqual(['a', 'b', 'c', 'd']);
  again.close();
});

test('an acknowledged command that the journal could not take at first outlives the loss of the database', () => {
  const open = openStore();
  disk.failing = 1;
  accepted(open.command('create-roadmap', { title: 'Acknowledged on a full disk' }));
  accepted(open.command('create-roadmap', { title: 'Acknowledged later' }));
  open.close();
  openStore(open.folder).close();
  expect(titlesWithoutDatabase(open.folder)).toEqual(['Acknowledged later', 'Acknowledged on a full disk']);
});

test.for([1, 8, 12, 4096])('%i zeros behind the journal, as a loss of power leaves them, do not keep a workspace shut', (zeros) => {
  const open = openStore();
  accepted(open.command('create-roadmap', { title: 'Before' }));
  open.close();
  appendFileSync(journalPath(open.folder), Buffer.alloc(zeros));
  const again = openStore(open.folder);
  accepted(again.command('create-roadmap', { title: 'After' }));
  again.close();
  expect(titlesWithoutDatabase(open.folder)).toEqual(['After', 'Before']);
});

test('a database that is lost together with the end of the journal is made anew from the rest of it', () => {
  const open = openStore();
  accepted(open.command('create-roadmap', { title: 'Before' }));
  open.close();
  appendFileSync(journalPath(open.folder), Buffer.from('the first bytes of an entry'));
  expect(titlesWithoutDatabase(open.folder)).toEqual(['Before']);
});
