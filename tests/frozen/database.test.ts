import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { verifyAudit } from '#electron/engine/job/audit-task.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { newestSchema } from '#electron/engine/store/migrate.ts';
import { journalPath } from '#electron/engine/store/journal.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// Law 11: a database and documents of version 1, as the first Sextant wrote them, are brought up to date: to the same on
// every device, and once. Their value is their age: never make these files anew.

const frozen = (name: string): Buffer => gunzipSync(readFileSync(fileURLToPath(new URL(name, import.meta.url))));

/** A folder with the workspace of version 1; each time it is another device that opens it. */
function workspace(): string {
  const folder = temporaryFolder();
  writeFileSync(databasePath(folder), frozen('workspace-1.sqlite.gz'));
  writeFileSync(journalPath(folder), frozen('workspace-1.journal.gz'));
  return folder;
}

/** Everything in the log but who signed when. */
const changes = ({ reader }: OpenStore): unknown => reader.prepare('SELECT seq, document_id, hash, bytes FROM change ORDER BY seq').all();
const documents = ({ reader }: OpenStore): unknown =>
  reader.prepare('SELECT id, kind, heads, schema_version FROM document ORDER BY id').all();

test('a workspace of version 1 becomes the same on every device, once, with nothing lost', () => {
  const folders = [workspace(), workspace()];
  const [one, other] = folders.map((folder) => openStore(folder));
  if (one === undefined || other === undefined) throw new Error('Expected two workspaces.');
  expect(one.reader.pragma('user_version', { simple: true })).toBe(newestSchema());
  expect(changes(one)).toEqual(changes(other));
  expect(documents(one)).toEqual(documents(other));
  expect(one.rows()).toEqual(other.rows());
  expect(one.reader.prepare('SELECT key, title, status_name, body FROM issue ORDER BY rank').all()).toMatchObject([
    { title: 'One', status_name: 'Shipped', body: 'About One.' },
    { title: 'Two', status_name: 'Planned', body: 'Another text.' },
    { title: 'Three', status_name: 'Planned', body: 'About Three.' },
  ]);

  // Rows that were brought up to date equal rows made anew.
  const rows = one.rows();
  one.store.rebuild();
  expect(one.rows()).toEqual(rows);

  // Once: opening it again changes nothing.
  const log = changes(one);
  one.close();
  const again = openStore(one.folder);
  expect(changes(again)).toEqual(log);
  expect(again.rows()).toEqual(rows);

  // Entries from before there were links are linked; what is done from now on is linked to them.
  accepted(again.command('rename-workspace', { name: 'Thawed' }));
  again.close();
  expect(verifyAudit(again.folder, { tell: () => {} })).toMatchObject({ ok: true, value: { whole: true } });
});
