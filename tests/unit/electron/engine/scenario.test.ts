import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { JobValue } from '#shared/contract/job.ts';
import { momentView, type View } from '#shared/contract/view.ts';
import { type IssueId, RoadmapId, type ScenarioId } from '#shared/plan/identity.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { accepted } from '#tests/support/open-store.ts';

const day = IsoDate.parse('2026-01-05');
let opened = 0;

async function open(folder: string): Promise<Engine> {
  opened += 1;
  const engine = await openEngine({
    folder,
    dataFolder: join(folder, 'data'),
    author: 'Ada',
    deterministic: { start: Date.UTC(2026, 0, 5, 9), step: 1000, seed: `s${opened}x` },
  });
  if (!engine.ok) throw new Error(engine.error.message);
  onTestFinished(() => engine.value.close());
  return engine.value;
}

interface Forked {
  readonly engine: Engine;
  readonly folder: string;
  readonly roadmapId: RoadmapId;
  readonly first: IssueId;
  readonly second: IssueId;
  readonly scenarioId: ScenarioId;
  readonly view: View;
  /** The fork. */
  readonly fork: Connection;
}

// Ids in the answers of commands that were accepted.
const create = async (to: Connection, roadmapId: RoadmapId, title: string, key: string): Promise<IssueId> =>
  accepted(await to.command('create-issue', { roadmapId, title, key, body: `About ${title}.\n\nMore.\n` }))['issueId'] as IssueId; // as said

async function openFork(): Promise<Forked> {
  const folder = temporaryFolder();
  const engine = await open(folder);
  const roadmapId = accepted(await engine.command('create-roadmap', { title: 'Plan' }))['roadmapId'] as RoadmapId; // as above
  const first = await create(engine, roadmapId, 'First', 'A1');
  const second = await create(engine, roadmapId, 'Second', 'A2');
  const made = await engine.run('create-scenario', { roadmapId, name: 'Hire two' });
  if (!made.ok) throw new Error(made.error.message);
  const { scenarioId, view } = made.value;
  return { engine, folder, roadmapId, first, second, scenarioId, view, fork: engine.in(view) };
}

async function titles(connection: Connection): Promise<string[]> {
  const answer = await connection.query('issue-list', {});
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.rows.map(({ key, title }) => `${key} ${title}`).toSorted();
}

async function merge(engine: Engine, scenarioId: ScenarioId, rest: object = {}): Promise<JobValue<'merge-scenario'>> {
  const merged = await engine.run('merge-scenario', { scenarioId, ...rest });
  if (!merged.ok) throw new Error(merged.error.message);
  return merged.value;
}

const hours = (likely: number) => ({ likely, optimistic: null, pessimistic: null });

test('what is changed in a scenario shows there only, and is undone there', async () => {
  const { engine, first, fork } = await openFork();
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Tried' } }));
  expect(await titles(fork)).toEqual(['A1 Tried', 'A2 Second']);
  expect(await titles(engine)).toEqual(['A1 First', 'A2 Second']);
  expect(await fork.command('undo', {})).toMatchObject({ ok: true });
  expect(await titles(fork)).toEqual(['A1 First', 'A2 Second']);
  // What was done before the fork is not the scenario's to take back.
  expect(await fork.command('undo', {})).toMatchObject({ ok: false });
});

test('a scenario is compared with the original in effort and dates, and the comparison follows it', async () => {
  const { engine, view, fork, roadmapId, first } = await openFork();
  accepted(await engine.command('set-estimate', { issueIds: [first], estimate: hours(8) }));
  const answers: { hours: { before: number; after: number }; slipped: number }[] = [];
  const changed = Promise.withResolvers<void>();
  engine.subscribe('compare', { to: view, day, roadmapIds: [roadmapId] }, (answer) => {
    if (!answer.ok) throw new Error(answer.error.message);
    answers.push(answer.value.summary);
    if (answers.length === 2) changed.resolve();
    else void fork.command('set-estimate', { issueIds: [first], estimate: hours(400) });
  });
  await changed.promise;
  expect(answers).toMatchObject([
    { hours: { before: 8, after: 0 } },
    { hours: { before: 8, after: 400 }, slipped: 2, finish: { slipDays: expect.any(Number) } },
  ]);
});

test('a merge brings every change over as one step, which one undo takes back', async () => {
  const { engine, scenarioId, view, fork, roadmapId, first, second } = await openFork();
  accepted(
    await fork.command('update-issue', { issueId: first, patch: { title: 'Better', labels: ['new'], body: 'About First.\n\nBetter.\n' } }),
  );
  const third = await create(fork, roadmapId, 'Third', 'A3');
  accepted(await fork.command('add-dependency', { issueId: third, dependsOnId: first }));
  accepted(await fork.command('delete-issue', { issueIds: [second] }));
  accepted(await fork.command('create-person', { name: 'Bo' }));
  const before = engine.revision;
  expect(await merge(engine, scenarioId, { dryRun: true })).toMatchObject({ merged: false, created: 3, deleted: 1, conflicts: [] });
  expect(engine.revision).toBe(before);
  expect(await merge(engine, scenarioId)).toMatchObject({ merged: true, created: 3, deleted: 1, conflicts: [], remarks: [] });
  expect(await titles(engine)).toEqual(['A1 Better', 'A3 Third']);
  expect(await engine.query('issue-detail', { issueId: third })).toMatchObject({
    value: { summary: { body: 'About Third.\n\nMore.\n', waitsForIssues: [{ key: 'A1' }] } },
  });
  expect(await engine.query('issue-detail', { issueId: first })).toMatchObject({
    value: {
      summary: {
        body: 'About First.\n\nBetter.\n',
        labels: ['new'],
        history: expect.arrayContaining([
          expect.objectContaining({ command: 'merge-scenario', field: 'title', before: 'First', after: 'Better' }),
        ]),
      },
    },
  });
  expect(await engine.query('scenario-list', {})).toMatchObject({
    value: { rows: [{ id: scenarioId, state: 'merged', name: 'Hire two' }] },
  });
  // It can still be looked at.
  expect(await titles(engine.in(view))).toEqual(['A1 Better', 'A3 Third']);
  expect(await fork.command('delete-issue', { issueIds: [first] })).toMatchObject({ ok: false, error: { code: 'read-only' } });

  expect(await engine.command('undo', {})).toMatchObject({ ok: true, value: { command: 'merge-scenario' } });
  expect(await titles(engine)).toEqual(['A1 First', 'A2 Second']);
  expect(await engine.query('scenario-list', {})).toMatchObject({ value: { rows: [{ state: 'open' }] } });
  // And merged again.
  expect(await merge(engine, scenarioId)).toMatchObject({ merged: true, conflicts: [] });
  expect(await titles(engine)).toEqual(['A1 Better', 'A3 Third']);
  expect(await engine.query('issue-detail', { issueId: third })).toMatchObject({ value: { summary: { waitsForIssues: [{ key: 'A1' }] } } });
});

test('what both changed is listed with both values, and needs a choice', async () => {
  const { engine, scenarioId, fork, first, second } = await openFork();
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Theirs', component: 'Core' } }));
  accepted(await engine.command('update-issue', { issueId: first, patch: { title: 'Mine', category: 'Work' } }));
  accepted(await fork.command('delete-issue', { issueIds: [second] }));
  accepted(await engine.command('set-priority', { issueIds: [second], priority: 'P1' }));
  const refused = await merge(engine, scenarioId);
  expect(refused).toMatchObject({
    merged: false,
    conflicts: [
      { subject: 'issue A1', field: 'title', base: 'First', scenario: 'Theirs', main: 'Mine' },
      { subject: 'issue A2', field: 'deletedAt', scenario: 'deleted', main: 'changed: priority' },
    ],
  });
  expect(await titles(engine)).toEqual(['A1 Mine', 'A2 Second']);
  expect(await merge(engine, scenarioId, { prefer: 'scenario' })).toMatchObject({ merged: true });
  expect(await titles(engine)).toEqual(['A1 Theirs']);
  expect(await engine.query('issue-detail', { issueId: first })).toMatchObject({
    value: { summary: { component: 'Core', category: 'Work' } },
  });
});

test('preferring the plan keeps what it changed, and takes the rest', async () => {
  const { engine, scenarioId, fork, first } = await openFork();
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Theirs', component: 'Core' } }));
  accepted(await engine.command('update-issue', { issueId: first, patch: { title: 'Mine' } }));
  expect(await merge(engine, scenarioId, { prefer: 'main' })).toMatchObject({ merged: true });
  expect(await engine.query('issue-detail', { issueId: first })).toMatchObject({
    value: { summary: { title: 'Mine', component: 'Core' } },
  });
});

test('keys stay unique and dependencies without cycles, and a merge says what it did about it', async () => {
  const { engine, scenarioId, fork, roadmapId, first, second } = await openFork();
  await create(fork, roadmapId, 'Theirs', 'A3');
  await create(engine, roadmapId, 'Mine', 'A3');
  accepted(await fork.command('add-dependency', { issueId: first, dependsOnId: second }));
  accepted(await engine.command('add-dependency', { issueId: second, dependsOnId: first }));
  const merged = await merge(engine, scenarioId);
  expect(merged).toMatchObject({
    merged: true,
    remarks: [expect.stringContaining('A3 (2)'), expect.stringContaining('would close a cycle')],
  });
  expect(await titles(engine)).toEqual(['A1 First', 'A2 Second', 'A3 (2) Theirs', 'A3 Mine']);
});

test('a discarded scenario cannot be reached, until that is taken back', async () => {
  const { engine, scenarioId, fork, first } = await openFork();
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Tried' } }));
  expect(await engine.run('discard-scenario', { scenarioId })).toMatchObject({ ok: true });
  expect(await fork.query('workspace', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(await engine.run('discard-scenario', { scenarioId })).toMatchObject({ ok: false });
  expect(await titles(engine)).toEqual(['A1 First', 'A2 Second']);
  expect(await engine.command('undo', {})).toMatchObject({ value: { label: 'Discarded scenario “Hire two”' } });
  expect(await titles(fork)).toEqual(['A1 Tried', 'A2 Second']);
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Tried again' } }));
  expect(await engine.command('redo', {})).toMatchObject({ ok: true });
  expect(await fork.query('workspace', {})).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('a scenario that was merged and then discarded is taken back step by step', async () => {
  const { engine, scenarioId, fork, first } = await openFork();
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Tried' } }));
  expect(await merge(engine, scenarioId)).toMatchObject({ merged: true });
  expect(await engine.run('discard-scenario', { scenarioId })).toMatchObject({ ok: true });
  const state = async (): Promise<unknown> => {
    const answer = await engine.query('scenario-list', {});
    return answer.ok ? answer.value.rows[0]?.state : answer.error;
  };
  expect(await engine.command('undo', {})).toMatchObject({ value: { command: 'discard-scenario' } });
  expect([await state(), await titles(engine)]).toEqual(['merged', ['A1 Tried', 'A2 Second']]);
  expect(await engine.command('undo', {})).toMatchObject({ value: { command: 'merge-scenario', label: 'Merged scenario “Hire two”' } });
  expect([await state(), await titles(engine)]).toEqual(['open', ['A1 First', 'A2 Second']]);
  expect(await merge(engine, scenarioId)).toMatchObject({ merged: true });
});

test('the folder of a discarded scenario goes when nobody can take that back any more', async () => {
  const { engine, folder, roadmapId, scenarioId } = await openFork();
  expect(await engine.run('discard-scenario', { scenarioId })).toMatchObject({ ok: true });
  await engine.close();
  const later = await open(folder);
  await titles(later.in(momentView(later.revision)));
  expect(readdirSync(join(folder, 'scenario'))).toEqual([scenarioId]);
  expect(await later.command('undo', {})).toMatchObject({ ok: true });
  // Whatever is done next, what was undone cannot be carried out again: it is discarded anew, and that step is kept.
  accepted(await later.command('create-milestone', { roadmapId, key: 'M1', title: 'One' }));
  expect(await later.run('discard-scenario', { scenarioId })).toMatchObject({ ok: true });
  await later.close();
  const database = new Database(join(folder, 'workspace.sqlite'));
  database.exec(`DELETE FROM undo_step WHERE command = 'discard-scenario'`);
  database.close();
  const last = await open(folder);
  await titles(last.in(momentView(last.revision)));
  expect(readdirSync(join(folder, 'scenario'))).toEqual([]);
});

test('a backup holds what was changed in scenarios, and its restore brings that back', async () => {
  const { engine, folder, roadmapId, scenarioId, view, fork, first } = await openFork();
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Tried' } }));
  const gone = await engine.run('create-scenario', { roadmapId, name: 'Gone' });
  if (!gone.ok) throw new Error(gone.error.message);
  accepted(await engine.in(gone.value.view).command('update-issue', { issueId: first, patch: { title: 'Discarded' } }));
  expect(await engine.run('discard-scenario', { scenarioId: gone.value.scenarioId })).toMatchObject({ ok: true });
  const path = join(temporaryFolder(), 'backup.sqlite');
  expect(await engine.run('create-backup', { path })).toMatchObject({ ok: true });
  expect(readdirSync(join(path, '..'))).toEqual(['backup.sqlite']);

  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Later' } }));
  const restored = await engine.run('restore-backup', { path });
  if (!restored.ok) throw new Error(restored.error.message);
  expect(await titles(engine.in(view))).toEqual(['A1 Tried', 'A2 Second']);
  expect(await titles((await open(restored.value.setAside)).in(view))).toEqual(['A1 Later', 'A2 Second']);
  expect(await engine.command('undo', {})).toMatchObject({ value: { command: 'discard-scenario' } });
  expect(await titles(engine.in(gone.value.view))).toEqual(['A1 Discarded', 'A2 Second']);
  expect(readdirSync(folder).filter((name) => name.includes('staged') || name === 'exchange.json')).toEqual([]);

  // On a device that has nothing else of it, and edited on there.
  const elsewhere = await open(temporaryFolder());
  expect(await elsewhere.run('restore-backup', { path })).toMatchObject({ ok: true });
  expect(await titles(elsewhere.in(view))).toEqual(['A1 Tried', 'A2 Second']);
  accepted(await elsewhere.in(view).command('update-issue', { issueId: first, patch: { title: 'Elsewhere' } }));
  expect(await merge(elsewhere, scenarioId)).toMatchObject({ merged: true });
  expect(await titles(elsewhere)).toEqual(['A1 Elsewhere', 'A2 Second']);
  expect(await elsewhere.run('check-store', {})).toMatchObject({ value: { whole: true } });
});

test('a backup in which a scenario is damaged gives back everything else, and says so', async () => {
  const { engine, first, view, fork, scenarioId } = await openFork();
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Tried' } }));
  const path = join(temporaryFolder(), 'backup.sqlite');
  expect(await engine.run('create-backup', { path })).toMatchObject({ ok: true });
  const backup = new Database(path);
  backup.exec(`UPDATE backup_scenario SET bytes = x'00112233' WHERE piece = 0`);
  backup.close();
  accepted(await engine.command('update-issue', { issueId: first, patch: { title: 'Later' } }));
  expect(await engine.run('restore-backup', { path })).toMatchObject({ ok: true });
  expect(await titles(engine)).toEqual(['A1 First', 'A2 Second']);
  // What was there is better than nothing.
  expect(await titles(engine.in(view))).toEqual(['A1 Tried', 'A2 Second']);
  expect(await engine.query('store-status', {})).toMatchObject({
    value: { summary: { findings: expect.arrayContaining([expect.objectContaining({ message: expect.stringContaining(scenarioId) })]) } },
  });
});

test('a scenario is there after a restart; what a stop in the middle left is swept away', async () => {
  const { engine, folder, scenarioId, view, fork, first } = await openFork();
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Tried' } }));
  await engine.close();
  // A fork that was being made, and one that no record speaks of: that may be in a workspace that was put aside.
  for (const name of ['.new', 'orphan']) {
    mkdirSync(join(folder, 'scenario', name));
    writeFileSync(join(folder, 'scenario', name, 'workspace.sqlite'), 'half');
  }
  const again = await open(folder);
  expect(await titles(again.in(view))).toEqual(['A1 Tried', 'A2 Second']);
  expect(readdirSync(join(folder, 'scenario')).toSorted()).toEqual(['orphan', scenarioId]);
});

test('a scenario that is refused leaves nothing', async () => {
  const { engine, folder, roadmapId, scenarioId } = await openFork();
  expect(await engine.run('create-scenario', { roadmapId, name: 'hire TWO' })).toMatchObject({ ok: false, error: { code: 'duplicate' } });
  expect(await engine.run('create-scenario', { roadmapId: RoadmapId.parse('none'), name: 'Other' })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
  const control = new AbortController();
  control.abort();
  expect(await engine.run('create-scenario', { roadmapId, name: 'Other' }, { signal: control.signal })).toMatchObject({
    ok: false,
    error: { code: 'cancelled' },
  });
  expect(readdirSync(join(folder, 'scenario'))).toEqual([scenarioId]);
  expect(existsSync(join(folder, 'scenario', scenarioId, 'workspace.sqlite'))).toBe(true);
});

test('a moment of before the fork knows nothing of the scenario, and one after it only its name', async () => {
  const { engine, fork, first } = await openFork();
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Tried' } }));
  expect(await titles(engine.in(momentView(engine.revision)))).toEqual(['A1 First', 'A2 Second']);
});

test('a backup of before a scenario is restored: what was changed in the scenario is reached through what was put aside, whatever is opened first', async () => {
  const { engine, folder, first, view, fork, scenarioId } = await openFork();
  const path = join(temporaryFolder(), 'backup.sqlite');
  const empty = await open(temporaryFolder());
  expect(await empty.run('create-backup', { path })).toMatchObject({ ok: true });
  accepted(await fork.command('update-issue', { issueId: first, patch: { title: 'Better' } }));
  const restored = await engine.run('restore-backup', { path });
  if (!restored.ok) throw new Error(restored.error.message);
  // Any view: the first one that is opened sweeps.
  accepted(await engine.command('create-roadmap', { title: 'Another' }));
  expect(await engine.run('open-view', { view: momentView(engine.revision) })).toMatchObject({ ok: true });
  expect(await titles((await open(restored.value.setAside)).in(view))).toEqual(['A1 Better', 'A2 Second']);
  expect(existsSync(join(folder, 'scenario', scenarioId))).toBe(true);
});
