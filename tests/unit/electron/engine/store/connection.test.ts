import Database from 'better-sqlite3';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databasePath, openReader, openWriter } from '#electron/engine/store/connection.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** The highest number among the migrations. */
function newestMigration(): number {
  const names = readdirSync(new URL('../../../../../electron/engine/store/migration/', import.meta.url));
  return Math.max(...names.map((name) => Number(name.slice(0, 4))));
}

test('a new workspace has the tables of the newest version and durable settings', () => {
  const opened = openWriter(join(temporaryFolder(), 'new', 'workspace'));
  if (!opened.ok) throw new Error(opened.error.message);
  const database = opened.value;
  expect(database.pragma('user_version', { simple: true })).toBe(newestMigration());
  expect(database.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(database.pragma('synchronous', { simple: true })).toBe(2);
  database.close();
});

test('a reader cannot write', () => {
  const folder = temporaryFolder();
  const writer = openWriter(folder);
  const reader = openReader(folder);
  if (!writer.ok || !reader.ok) throw new Error('Expected both to open.');
  expect(() => reader.value.exec('DELETE FROM issue')).toThrow('readonly');
  reader.value.close();
  writer.value.close();
});

test('a reader does not make a workspace', () => {
  const opened = openReader(temporaryFolder());
  expect(opened.ok ? null : opened.error.code).toBe('storage');
});

test('a workspace of a newer version is refused and left alone', () => {
  const folder = temporaryFolder();
  const database = new Database(databasePath(folder));
  database.pragma('user_version = 99');
  database.close();
  const opened = openWriter(folder);
  expect(opened.ok ? null : opened.error).toMatchObject({ code: 'storage', message: expect.stringContaining('newer Sextant') });
});

test('a damaged file is refused with the way out', () => {
  const folder = temporaryFolder();
  writeFileSync(databasePath(folder), 'This is no database. '.repeat(500));
  const opened = openWriter(folder);
  expect(opened.ok ? null : opened.error).toMatchObject({ code: 'storage', message: expect.stringContaining('journal.bin') });
});

test('a folder that is a file is refused', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const opened = openWriter(file);
  expect(opened.ok ? null : opened.error).toMatchObject({ code: 'storage', where: file });
});
