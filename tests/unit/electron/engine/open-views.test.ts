import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { serveChannel } from '#electron/engine/serve-channel.ts';
import { connectChannel } from '#shared/contract/channel-client.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import { momentView, namedView, View } from '#shared/contract/view.ts';
import type { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { memoryChannel } from '#tests/support/memory-channel.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { accepted } from '#tests/support/open-store.ts';

const day = IsoDate.parse('2026-01-05');

interface Plan {
  readonly engine: Engine;
  readonly folder: string;
  /** The same engine at the far end of a channel. */
  readonly far: Connection;
  readonly roadmapId: RoadmapId;
  readonly issueId: IssueId;
}

async function openPlan(): Promise<Plan> {
  const folder = temporaryFolder();
  const opened = await openEngine({
    folder,
    dataFolder: join(folder, 'data'),
    author: 'Ada',
    deterministic: { start: Date.UTC(2026, 0, 5, 9), step: 1000, seed: 'v' },
  });
  if (!opened.ok) throw new Error(opened.error.message);
  const engine = opened.value;
  onTestFinished(() => engine.close());
  const [near, there] = memoryChannel<ClientMessage, EngineMessage>();
  serveChannel(engine, there);
  const far = connectChannel(near);
  // Ids of commands that were accepted.
  const roadmapId = accepted(await engine.command('create-roadmap', { title: 'Plan' }))['roadmapId'] as RoadmapId;
  const issueId = accepted(await engine.command('create-issue', { roadmapId, title: 'Old', key: 'A1' }))['issueId'] as IssueId; // as above
  return { engine, folder, far, roadmapId, issueId };
}

async function titles(connection: Connection): Promise<string[]> {
  const answer = await connection.query('issue-list', {});
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value.rows.map(({ title }) => title).toSorted();
}

test('a moment answers every query with the plan as it was, near and far', async () => {
  const { engine, far, roadmapId, issueId } = await openPlan();
  const before = engine.revision;
  accepted(await engine.command('update-issue', { issueId, patch: { title: 'New' } }));
  accepted(await engine.command('create-issue', { roadmapId, title: 'Second', key: 'A2' }));
  const view = momentView(before);
  for (const connection of [engine, far]) {
    expect(await titles(connection.in(view))).toEqual(['Old']);
    expect(await titles(connection)).toEqual(['New', 'Second']);
    expect(await titles(connection.in(view).in(null))).toEqual(['New', 'Second']);
    const told = Promise.withResolvers<unknown>();
    const stop = connection.in(view).subscribe('issue-detail', { issueId }, (answer) => told.resolve(answer));
    expect(await told.promise).toMatchObject({ ok: true, value: { summary: { title: 'Old' } } });
    stop();
  }
});

test('nothing can be changed in a moment, and the refusal says what to do', async () => {
  const { engine, far, issueId } = await openPlan();
  const view = momentView(engine.revision);
  const refused = await far.in(view).command('delete-issue', { issueIds: [issueId] });
  expect(refused).toMatchObject({ ok: false, error: { code: 'read-only', message: expect.stringContaining('begin a scenario') } });
  expect(await far.in(view).run('import-plan', { files: [{ path: 'a.md', text: '# Plan' }] })).toMatchObject({
    error: { code: 'read-only' },
  });
  expect(await titles(engine)).toEqual(['Old']);
});

test('a view that does not exist is refused with what there is', async () => {
  const { engine, far } = await openPlan();
  expect(await engine.in(momentView(99)).query('workspace', {})).toMatchObject({
    ok: false,
    error: { code: 'not-found', message: `This device has no change 99; they are numbered 1 to ${engine.revision}.` },
  });
  expect(await engine.in(namedView('baseline', 'none')).query('workspace', {})).toMatchObject({ error: { code: 'not-found' } });
  expect(await engine.in(namedView('scenario', 'none')).query('workspace', {})).toMatchObject({ error: { code: 'not-found' } });
  // Who has no types may send anything.
  const bad = await far.in('yesterday' as View).query('workspace', {});
  expect(bad).toMatchObject({ ok: false, error: { code: 'invalid-argument', where: 'view' } });
});

test('a moment is prepared with progress, and nothing of it stays when the workspace is closed', async () => {
  const { engine, folder, far, issueId } = await openPlan();
  const before = engine.revision;
  const view = momentView(before);
  accepted(await engine.command('update-issue', { issueId, patch: { title: 'New' } }));
  const steps: string[] = [];
  const opened = await far.run('open-view', { view }, { onProgress: ({ step }) => steps.push(step) });
  expect(opened).toMatchObject({ ok: true, value: { view, label: `change ${before}`, at: expect.stringMatching(/^2026-01-05T09:/) } });
  expect(steps.length).toBeGreaterThan(0);
  expect(readdirSync(join(folder, 'cache'))).toEqual([`moment-${before}.sqlite`]);
  await engine.close();
  expect(readdirSync(join(folder, 'cache'))).toEqual([]);
});

test('a view that nobody waits for any more is not made', async () => {
  const { engine, folder } = await openPlan();
  const view = momentView(engine.revision);
  const control = new AbortController();
  const opening = engine.run('open-view', { view }, { signal: control.signal });
  control.abort();
  expect(await opening).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  await engine.close();
  expect(existsSync(join(folder, 'cache')) ? readdirSync(join(folder, 'cache')) : []).toEqual([]);
});

test('a date stands for what this device had received by then', async () => {
  const { engine, issueId } = await openPlan();
  const days = await engine.query('moment-list', {});
  expect(days).toMatchObject({ ok: true, value: { rows: [{ day: '2026-01-05', lastSeq: engine.revision, changes: engine.revision }] } });
  const at = await engine.query('moment-at', { at: day });
  expect(at).toMatchObject({ ok: true, value: { summary: { seq: engine.revision, view: `moment:${engine.revision}` } } });
  if (!at.ok) throw new Error(at.error.message);
  const { receivedAt } = at.value.summary;
  accepted(await engine.command('update-issue', { issueId, patch: { title: 'New' } }));
  expect(await engine.query('moment-at', { at: receivedAt ?? '' })).toMatchObject({ value: { summary: { seq: engine.revision - 1 } } });
  expect(await engine.query('moment-at', { at: '2025-12-31' })).toMatchObject({ value: { summary: { seq: null, view: null }, rows: [] } });
});

test('a baseline is a moment with a name: it stays what it was, and views compare with it', async () => {
  const { engine, far, issueId } = await openPlan();
  const made = accepted(await engine.command('create-baseline', { name: 'Kick-off' }));
  const view = namedView('baseline', made['baselineId'] ?? '');
  accepted(await engine.command('set-estimate', { issueIds: [issueId], estimate: { likely: 16, optimistic: null, pessimistic: null } }));
  accepted(await engine.command('update-issue', { issueId, patch: { title: 'New' } }));
  expect(await titles(far.in(view))).toEqual(['Old']);
  expect(await far.query('compare', { from: view, day })).toMatchObject({
    ok: true,
    value: {
      summary: { added: 0, removed: 0, changed: 1, hours: { before: 0, after: 16 }, from: { label: 'Kick-off' }, to: { label: 'now' } },
      rows: [
        {
          id: issueId,
          fields: [
            { field: 'title', before: 'Old', after: 'New' },
            { field: 'estimate', before: null, after: '16 h' },
          ],
        },
      ],
    },
  });
  expect(await engine.command('create-baseline', { name: 'kick-OFF' })).toMatchObject({ ok: false, error: { code: 'duplicate' } });
  expect(await engine.command('create-baseline', { name: 'Later', seq: 999 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('a comparison that is subscribed to follows the plan', async () => {
  const { engine, far, issueId } = await openPlan();
  const view = momentView(engine.revision);
  const answers: number[] = [];
  const changed = Promise.withResolvers<void>();
  far.subscribe('compare', { from: view, day }, (answer) => {
    if (!answer.ok) throw new Error(answer.error.message);
    answers.push(answer.value.summary.changed);
    if (answers.length === 1) void engine.command('update-issue', { issueId, patch: { title: 'New' } });
    else changed.resolve();
  });
  await changed.promise;
  expect(answers).toEqual([0, 1]);
});

test('many who ask for one view share it', async () => {
  const { engine, folder } = await openPlan();
  const view = momentView(engine.revision);
  const all = await Promise.all(Array.from({ length: 20 }, () => titles(engine.in(view))));
  expect(new Set(all.map(String))).toEqual(new Set(['Old']));
  // As many as are kept; the oldest go.
  for (let seq = 1; seq <= engine.revision; seq++) await engine.in(momentView(seq)).query('workspace', {});
  await engine.in(view).query('workspace', {});
  expect(readdirSync(join(folder, 'cache')).length).toBeLessThanOrEqual(4);
});
