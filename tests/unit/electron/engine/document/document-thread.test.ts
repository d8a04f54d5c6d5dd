import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type DocumentThread, startDocumentThread } from '#electron/engine/document/document-thread.ts';
import { databasePath, openReader } from '#electron/engine/store/connection.ts';
import { journalPath } from '#electron/engine/store/journal.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

async function start(folder: string): Promise<DocumentThread> {
  const started = await startDocumentThread({ folder, deviceKeyPath: join(folder, 'key', 'device.key'), author: 'Ann' });
  if (!started.ok) throw new Error(started.error.message);
  onTestFinished(() => started.value.close());
  return started.value;
}

function count(folder: string, sql: string, ...parameters: string[]): number {
  const reader = openReader(folder);
  if (!reader.ok) throw new Error(reader.error.message);
  const found = reader.value
    .prepare(sql)
    .pluck()
    .get(...parameters);
  reader.value.close();
  return Number(found);
}

async function addIssue(thread: DocumentThread, title: string): Promise<string> {
  const roadmap = await thread.command('create-roadmap', { title: 'Plan' });
  if (!roadmap.ok) throw new Error(roadmap.error.message);
  const issue = await thread.command('create-issue', { roadmapId: roadmap.value.roadmapId, title, body: 'Body' });
  if (!issue.ok) throw new Error(issue.error.message);
  return issue.value.issueId;
}

test('what is acknowledged is on disk already, and listeners were told before', async () => {
  const folder = temporaryFolder();
  const thread = await start(folder);
  const told: number[] = [];
  thread.onCommit(({ revision }) => told.push(revision));
  await addIssue(thread, 'Work');
  expect(count(folder, 'SELECT max(seq) FROM change')).toBe(told.at(-1));
  expect(count(folder, 'SELECT count(*) FROM issue WHERE title = ?', 'Work')).toBe(1);
});

test('everything is there after a restart', async () => {
  const folder = temporaryFolder();
  const first = await start(folder);
  const issueId = await addIssue(first, 'Work');
  await first.close();
  const second = await start(folder);
  expect(second.revision).toBe(count(folder, 'SELECT max(seq) FROM change'));
  expect(second.deviceId).toBe(first.deviceId);
  const answer = await second.command('update-issue', { issueId, patch: { body: 'Another body' } });
  expect(answer).toEqual({ ok: true, value: {} });
  expect(count(folder, 'SELECT count(*) FROM issue WHERE body = ?', 'Another body')).toBe(1);
});

test('a lost database comes back from the journal, a lost journal from the database', async () => {
  const folder = temporaryFolder();
  const first = await start(folder);
  await addIssue(first, 'Work');
  await first.close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${databasePath(folder)}${end}`, { force: true });
  const second = await start(folder);
  expect(count(folder, 'SELECT count(*) FROM issue WHERE title = ? AND body = ?', 'Work', 'Body')).toBe(1);
  await second.close();
  rmSync(journalPath(folder));
  await (await start(folder)).close();
  for (const end of ['', '-wal', '-shm']) rmSync(`${databasePath(folder)}${end}`, { force: true });
  await start(folder);
  expect(count(folder, 'SELECT count(*) FROM issue WHERE title = ? AND body = ?', 'Work', 'Body')).toBe(1);
  expect(count(folder, 'SELECT count(*) FROM activity WHERE field = ?', 'issue')).toBe(1);
});

test('a cancelled import leaves nothing behind, and commands are served while it runs', async () => {
  const folder = temporaryFolder();
  const thread = await start(folder);
  const plan = generatePlan({ seed: 1, issues: 1500 });
  const control = new AbortController();
  let served = 0;
  const running = thread.run(
    'import-plan',
    { files: [{ path: '/plans/large.md', text: plan.text }] },
    {
      signal: control.signal,
      onProgress: ({ step, done }) => {
        if (step !== 'Writing' || done < 2) return;
        void thread.command('set-capacity', { hoursPerWeek: 10 + done }).then((answer) => {
          served += Number(answer.ok);
          control.abort();
        });
      },
    },
  );
  const answer = await running;
  expect(answer.ok ? null : answer.error.code).toBe('cancelled');
  expect(served).toBeGreaterThan(0);
  expect(count(folder, 'SELECT count(*) FROM issue')).toBe(0);
  expect(count(folder, 'SELECT count(*) FROM plan_file')).toBe(0);
  expect(count(folder, `SELECT count(*) FROM document WHERE kind <> 'space'`)).toBe(0);
});

test('one file that is no plan refuses all files', async () => {
  const folder = temporaryFolder();
  const thread = await start(folder);
  const good = generatePlan({ seed: 1, issues: 3 });
  const answer = await thread.run('import-plan', {
    files: [
      { path: '/plans/good.md', text: good.text },
      { path: '/plans/empty.md', text: '' },
    ],
  });
  expect(answer.ok ? null : answer.error).toMatchObject({ code: 'unreadable-file', where: '/plans/empty.md:1' });
  expect(count(folder, 'SELECT count(*) FROM roadmap')).toBe(0);
});

test('refusals are values: unknown names, wrong arguments, a closed thread', async () => {
  const folder = temporaryFolder();
  const thread = await start(folder);
  const codes = await Promise.all([
    thread.command('no-such-command' as never, {} as never), // what a foreign client may send
    thread.command('create-roadmap', { title: '' }),
    thread.command('set-status', { issueIds: ['nope'], category: 'done' }),
    thread.run('no-such-job' as never, {} as never), // as above
  ]);
  expect(codes.map((answer) => (answer.ok ? null : answer.error.code))).toEqual([
    'invalid-argument',
    'invalid-argument',
    'not-found',
    'invalid-argument',
  ]);
  expect(codes.map((answer) => (answer.ok ? null : answer.error.where))).toEqual(['name', 'title', 'issueIds.0', 'name']);
  await thread.close();
  const late = await thread.command('create-roadmap', { title: 'Late' });
  expect(late.ok ? null : late.error.code).toBe('unavailable');
});

test('a workspace that cannot be opened is refused, not thrown', async () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  const started = await startDocumentThread({ folder: file, deviceKeyPath: join(temporaryFolder(), 'device.key') });
  expect(started.ok ? null : started.error.code).toBe('storage');
});

test('a crash answers what was pending and is told', async () => {
  const folder = temporaryFolder();
  const workerUrl = new URL('../../../../support/crashing-worker.ts', import.meta.url);
  const started = await startDocumentThread({ folder, deviceKeyPath: join(folder, 'device.key'), workerUrl });
  if (!started.ok) throw new Error(started.error.message);
  const told: string[] = [];
  started.value.onCrash(({ code }) => told.push(code));
  const answer = await started.value.command('create-roadmap', { title: 'Plan' });
  expect(answer.ok ? null : answer.error.code).toBe('internal');
  expect(told).toEqual(['internal']);
  await started.value.close();
});
