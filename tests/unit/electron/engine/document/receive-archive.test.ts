import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { archive } from '#electron/engine/job/archive.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { accepted, openStore } from '#tests/support/open-store.ts';
import { runJob } from '#tests/support/run-job.ts';
import { carryAll, teamOf } from '#tests/support/team.ts';

test('what somebody else archived for the first time leaves the plan here too', () => {
  const ana = openStore();
  const ben = openStore(undefined, undefined, 'Ben');
  const { roadmapId } = accepted(ana.command('create-roadmap', { title: 'Harbour' }));
  const { issueId } = accepted(ana.command('create-issue', { roadmapId, title: 'Old' }));
  accepted(ana.command('set-status', { issueIds: [issueId], category: 'done', verified: true }));
  teamOf(ana, [ben]);
  const cold = join(ana.folder, 'cold');
  mkdirSync(cold);
  const archived = runJob(archive({ issueIds: [IssueId.parse(issueId)], folder: cold, dryRun: false }, ana.store));
  expect(archived.ok).toBe(true);
  carryAll(ana, ben);
  expect(ben.rows()['issue']).toEqual([]);
  expect(ben.rows()['archived_issue']).toEqual(ana.rows()['archived_issue']);
});
