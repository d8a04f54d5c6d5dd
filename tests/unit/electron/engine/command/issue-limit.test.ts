import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databasePath } from '#electron/engine/store/connection.ts';
import { limit } from '#shared/plan/limit.ts';
import { accepted, openStore } from '#tests/support/open-store.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';

test('a workspace that is full takes no further issue, neither one nor a plan of them', () => {
  const open = openStore();
  const { roadmapId } = accepted(open.command('create-roadmap', { title: 'Plan' }));
  const database = new Database(databasePath(open.folder));
  database
    .prepare(
      `WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
       INSERT INTO issue (id, roadmap_id, key, kind, title, body, status_category, status_name, status_verified, rank)
       SELECT 'x' || n, 'another', 'x' || n, 'issue', '', '', 'backlog', 'Backlog', 0, n FROM number`,
    )
    .run(limit.issues - 2);
  const create = (): unknown => open.command('create-issue', { roadmapId, title: 'One more' });
  const files = [{ path: '/plans/two.md', text: generatePlan({ seed: 1, issues: 2 }).text }];
  expect(create()).toMatchObject({ ok: true });
  expect(open.importFiles(files)).toMatchObject({ ok: false, error: { code: 'limit', where: 'files' } });
  expect(create()).toMatchObject({ ok: true });
  expect(create()).toMatchObject({ ok: false, error: { code: 'limit', message: expect.stringContaining(String(limit.issues)) } });
  // Those that are gone make room, however often that happened.
  database.exec('DELETE FROM issue WHERE rowid < 3');
  database.close();
  expect(create()).toMatchObject({ ok: true });
  expect(create()).toMatchObject({ ok: true });
  expect(create()).toMatchObject({ ok: false, error: { code: 'limit' } });
});
