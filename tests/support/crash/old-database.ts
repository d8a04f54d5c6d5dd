// A workspace as the first Sextant would have left it, made from one of today's: the schema of the first migration, with the
// rows that it has columns for.
import Database from 'better-sqlite3';
import { readFileSync, renameSync, rmSync } from 'node:fs';
import { databasePath } from '#electron/engine/store/connection.ts';
import { unpackText } from '#electron/engine/store/packed-text.ts';
import { openStore } from '../open-store.ts';
import fc from 'fast-check';
import { randomCommand, settleArguments } from '../command-arbitrary.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';

const firstSchema = new URL('../../../electron/engine/store/migration/0001-first.sql', import.meta.url);

/** Commands that the first Sextant knew; what others make has no table there. */
const firstCommands: ReadonlySet<string> = new Set([
  'create-roadmap',
  'update-roadmap',
  'create-milestone',
  'update-milestone',
  'create-issue',
  'update-issue',
  'delete-issue',
  'set-status',
  'set-priority',
  'set-estimate',
  'move-issue',
  'add-dependency',
  'remove-dependency',
  'add-external',
  'add-item',
  'check-item',
  'create-person',
  'create-sprint',
]);

function columnsOf(database: Database.Database, schema: string, table: string): string[] {
  return database.prepare<[string, string], string>('SELECT name FROM pragma_table_info(?, ?)').pluck().all(table, schema);
}

/** Gives the old database its plan files, whose texts were plain. */
function unpackPlanFiles(old: Database.Database): void {
  const insert = old.prepare('INSERT INTO main.plan_file (path, roadmap_id, text, sha256, imported_at) VALUES (?, ?, ?, ?, ?)');
  const rows = old.prepare<[], { path: string; roadmap_id: string; packed: Buffer; sha256: string; imported_at: string }>(
    'SELECT path, roadmap_id, packed, sha256, imported_at FROM present.plan_file',
  );
  for (const row of rows.all()) insert.run(row.path, row.roadmap_id, unpackText(row.packed), row.sha256, row.imported_at);
}

/** Turns the database of the closed workspace in `folder` into one of the first version. */
function makeOld(folder: string): void {
  const path = databasePath(folder);
  const old = new Database(`${path}.old`);
  old.pragma('journal_mode = WAL');
  old.exec(readFileSync(firstSchema, 'utf8'));
  old.prepare('ATTACH ? AS present').run(path);
  for (const table of old.prepare<[], string>(`SELECT name FROM main.sqlite_schema WHERE type = 'table'`).pluck().all()) {
    const present = new Set(columnsOf(old, 'present', table));
    if (table === 'plan_file') {
      unpackPlanFiles(old);
      continue;
    }
    const names = columnsOf(old, 'main', table)
      .filter((column) => present.has(column))
      .map((column) => `"${column}"`)
      .join(', ');
    old.exec(`INSERT INTO main."${table}" (${names}) SELECT ${names} FROM present."${table}"`);
  }
  // Its snapshots lay elsewhere; without one, a document is loaded from its changes.
  old.exec('UPDATE document SET snapshot = NULL, snapshot_seq = 0');
  old.exec('DETACH present');
  old.pragma('user_version = 1');
  old.close();
  for (const ending of ['-wal', '-shm']) rmSync(`${path}${ending}`, { force: true });
  renameSync(`${path}.old`, path);
}

/** Makes a workspace of the first version in `folder`; what it holds follows from `seed`. */
export function oldWorkspace(folder: string, seed: number): void {
  const open = openStore(folder);
  open.importFiles(fc.sample(randomPlanFile, { seed, numRuns: 1 }));
  for (const command of fc.sample(randomCommand, { seed, numRuns: 150 })) {
    if (firstCommands.has(command.name)) open.command(command.name, settleArguments(command, open));
  }
  open.close();
  makeOld(folder);
}
