import { cpSync } from 'node:fs';
import { expect, test } from 'vitest';
import { importPlan } from '#electron/engine/job/import-plan.ts';
import type { JobRun } from '#electron/engine/job/job-run.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const plan = generatePlan({ seed: 3, issues: 1500, bodyLength: 20, checklistItems: 2 });

/** Begins an import and stops after `pieces` pieces whose changes are on disk already. */
function importUntilKept(open: OpenStore, pieces: number): JobRun<'import-plan'> {
  const run = importPlan({ files: [{ path: '/plans/large.md', text: plan.text }] }, open.store);
  for (let kept = 0; kept < pieces;) {
    const piece = run.next();
    if (piece.done === true) throw new Error('Expected the import to have pieces left.');
    if (piece.value.kept === true) kept += 1;
  }
  return run;
}

function finish(run: JobRun<'import-plan'>): void {
  while (run.next().done !== true);
}

const count = (open: OpenStore, table: string): number => Number(open.reader.prepare(`SELECT count(*) FROM ${table}`).pluck().get());

/** The id of one cell. */
const cell = (open: OpenStore, sql: string): string => String(open.reader.prepare(sql).pluck().get());

test('a roadmap is there with the first piece, its issues follow, and at the end nothing is missing', () => {
  const open = openStore();
  const run = importUntilKept(open, 2);
  expect(count(open, 'roadmap')).toBe(1);
  const some = count(open, 'issue');
  expect(some).toBeLessThan(1500);
  expect(count(open, 'document WHERE projected = 0')).toBe(1);
  finish(run);
  expect([count(open, 'issue'), count(open, 'dependency'), count(open, 'document WHERE projected = 0')]).toEqual([
    1500,
    plan.draft.dependencies.length,
    0,
  ]);
  const rows = open.rows();
  open.store.rebuild();
  expect(open.rows()).toEqual(rows);
});

test('other commands are served in between; one that needs what is not there yet gets it first', () => {
  const open = openStore();
  const { roadmapId } = accepted(open.command('create-roadmap', { title: 'Small' }));
  const run = importUntilKept(open, 1);
  accepted(open.command('create-issue', { roadmapId, title: 'Meanwhile' }));
  expect(count(open, 'issue')).toBeLessThan(1500);
  const large = cell(open, `SELECT id FROM roadmap WHERE title <> 'Small'`);
  const { key } = accepted(open.command('create-issue', { roadmapId: large, title: 'Behind all others' }));
  expect(key).toBe('#1501');
  finish(run);
  expect(count(open, 'issue')).toBe(1502);
  const rows = open.rows();
  open.store.rebuild();
  expect(open.rows()).toEqual(rows);
});

test('after a stop in the middle the next start makes the rest', () => {
  const open = openStore();
  const run = importUntilKept(open, 2);
  const stopped = temporaryFolder();
  cpSync(open.folder, stopped, { recursive: true });
  finish(run);
  const again = openStore(stopped);
  expect(again.rows()).toEqual(open.rows());
  expect(count(again, 'document WHERE projected = 0')).toBe(0);
  const [issueId, roadmapId] = [cell(again, 'SELECT min(id) FROM issue'), cell(again, 'SELECT id FROM roadmap')];
  accepted(again.command('update-issue', { issueId, patch: { title: 'Edited', body: 'Edited' } }));
  accepted(again.command('delete-roadmap', { roadmapId }));
  expect(count(again, 'issue')).toBe(0);
});

test('ending the job when its changes are on disk makes the rest at once', () => {
  const open = openStore();
  const run = importUntilKept(open, 1);
  run.return({ ok: true, value: { roadmaps: [] } });
  expect(count(open, 'issue')).toBe(1500);
  const rows = open.rows();
  open.store.rebuild();
  expect(open.rows()).toEqual(rows);
});
