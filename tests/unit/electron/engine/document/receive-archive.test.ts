import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archive } from '#electron/engine/job/archive.ts';
import { must } from '#shared/base/must.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { runJob } from '#tests/support/run-job.ts';
import { carryAll, teamOf } from '#tests/support/team.ts';

/** Ana, who has archived a done issue, and Ben, who does not know it yet. */
function archived(): { ana: OpenStore; ben: OpenStore; roadmapId: string; issueId: string } {
  const ana = openStore();
  const ben = openStore(undefined, undefined, 'Ben');
  const roadmapId = must(accepted(ana.command('create-roadmap', { title: 'Harbour' }))['roadmapId'], 'an id');
  const issueId = must(accepted(ana.command('create-issue', { roadmapId, title: 'Old' }))['issueId'], 'an id');
  accepted(ana.command('set-status', { issueIds: [issueId], category: 'done', verified: true }));
  teamOf(ana, [ben]);
  const cold = join(ana.folder, 'cold');
  mkdirSync(cold);
  expect(runJob(archive({ issueIds: [IssueId.parse(issueId)], folder: cold, dryRun: false }, ana.store))).toMatchObject({ ok: true });
  return { ana, ben, roadmapId, issueId };
}

test('what somebody else archived for the first time leaves the plan here too', () => {
  const { ana, ben } = archived();
  carryAll(ana, ben);
  expect(ben.rows()['issue']).toEqual([]);
  expect(ben.rows()['archived_issue']).toEqual(ana.rows()['archived_issue']);
});

test('an archived issue stays so when somebody planned it otherwise and back, and comes back when it stays planned otherwise', () => {
  const { ana, ben, issueId } = archived();
  const plan = (patch: object): void => void accepted(ben.command('update-issue', { issueId, patch }));
  const needs = [{ anyOf: [], skill: 'React', count: 1 }];
  plan({ deadline: '2026-03-02', splits: false, fixedDuration: true, needs, spentHours: 3 });
  plan({ deadline: null, splits: true, fixedDuration: false, needs: [], spentHours: null });
  carryAll(ben, ana);
  expect(ana.rows()['issue']).toEqual([]);
  plan({ needs });
  carryAll(ben, ana);
  expect(ana.rows()['issue']).toMatchObject([{ id: issueId, needs: JSON.stringify(needs) }]);
  carryAll(ana, ben);
  expect(ben.rows()['issue']).toEqual(ana.rows()['issue']);
});

test('an archived issue to which a comment came while its roadmap was deleted comes back with the roadmap', () => {
  const { ana, ben, roadmapId, issueId } = archived();
  accepted(ana.command('delete-roadmap', { roadmapId }));
  accepted(ben.command('add-comment', { issueId, text: 'Not over yet' }));
  carryAll(ben, ana);
  expect(ana.rows()['issue']).toEqual([]);
  accepted(ana.command('restore', { kind: 'roadmap', ids: [roadmapId] }));
  expect(ana.rows()['issue']).toMatchObject([{ id: issueId }]);
  expect(ana.rows()['comment']).toMatchObject([{ text: 'Not over yet' }]);
  const rows = ana.rows();
  ana.store.rebuild();
  expect(ana.rows()).toEqual(rows);
});
