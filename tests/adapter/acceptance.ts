// What every way of reaching the engine must hold to, in one place: an adapter's own test only says how it is opened.
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Engine, openEngine } from '#electron/engine/open-engine.ts';
import { must } from '#shared/base/must.ts';
import type { Result } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** Opens one more connection to `engine`, whose device data is in `dataFolder`. Called twice a test at most. */
export type Reach = (engine: Engine, dataFolder: string) => Promise<Connection>;

/** The value of a result that must be good. */
function value<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Error(`Expected success, got ${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Waits until `holds` is true; the test's time limit is the only other end. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Waits until whatever is on its way has arrived: the engine answers in order. */
async function settled(connection: Connection): Promise<void> {
  for (let turn = 0; turn < 5; turn++) value(await connection.query('workspace', {}));
}

async function open(reach: Reach): Promise<{ connection: Connection; other: () => Promise<Connection> }> {
  const dataFolder = temporaryFolder();
  const engine = value(await openEngine({ folder: temporaryFolder(), dataFolder }));
  onTestFinished(() => engine.close());
  return { connection: await reach(engine, dataFolder), other: () => reach(engine, dataFolder) };
}

type List = QueryResult<'issue-list'>;

/** Subscribes to the list of issues and keeps what it is told. */
function watch(connection: Connection): { told: Result<List, Problem>[]; last: () => List; stop: () => void } {
  const told: Result<List, Problem>[] = [];
  const stop = connection.subscribe('issue-list', { order: 'rank' }, (result) => told.push(result));
  return { told, stop, last: () => value(must(told.at(-1), 'an answer')) };
}

const titles = ({ rows }: List): string[] => rows.map(({ title }) => title).toSorted();

/** Runs the acceptance suite over the connections that `reach` opens. */
export function acceptance(name: string, reach: Reach): void {
  describe(`a connection ${name}`, () => {
    test('acknowledges a command, and whoever asks next sees it', async () => {
      const { connection, other } = await open(reach);
      const { roadmapId } = value(await connection.command('create-roadmap', { title: 'Plan' }));
      const { issueId, key } = value(
        await connection.command('create-issue', { roadmapId, title: 'Größe 📏\u2028"x"', body: 'y'.repeat(300_000) }),
      );
      expect(value(await connection.query('issue-list', {})).rows).toMatchObject([{ id: issueId, key, roadmap: 'Plan' }]);
      const detail = value(await (await other()).query('issue-detail', { issueId })).summary;
      expect([detail?.title, detail?.body.length]).toEqual(['Größe 📏\u2028"x"', 300_000]);
    });

    test('refuses with a problem and changes nothing', async () => {
      const { connection } = await open(reach);
      const { roadmapId } = value(await connection.command('create-roadmap', { title: 'Plan' }));
      const before = value(await connection.query('workspace', {}));
      const wrong = [
        await connection.command('create-issue', { roadmapId, title: 'two\nlines' }),
        await connection.command('create-issue', { roadmapId: 'nowhere', title: 'Lost' }),
        await connection.command('no-such-command' as never, {} as never), // callers without types exist
        await connection.query('issue-list', { limit: -1 }),
        await connection.query('no-such-query' as never, {} as never), // as above
        await connection.run('no-such-job' as never, {} as never), // as above
      ];
      expect(wrong.map((result) => (result.ok ? 'accepted' : result.error.code))).toEqual([
        'invalid-argument',
        'not-found',
        'invalid-argument',
        'invalid-argument',
        'invalid-argument',
        'invalid-argument',
      ]);
      expect(value(await connection.query('workspace', {}))).toEqual(before);
    });

    test('tells a subscriber first what is, later what became of it, never within the call', async () => {
      const { connection, other } = await open(reach);
      const list = watch(connection);
      expect(list.told).toEqual([]);
      await until(() => list.told.length === 1);
      expect(list.last()).toMatchObject({ summary: { total: 0 }, rows: [] });
      const writer = await other();
      const { roadmapId } = value(await writer.command('create-roadmap', { title: 'Plan' }));
      value(await writer.command('create-issue', { roadmapId, title: 'One' }));
      await until(() => list.last().summary.total === 1);
      expect(titles(list.last())).toEqual(['One']);
    });

    test('keeps the identity of rows that did not change, and is silent when nothing did', async () => {
      const { connection } = await open(reach);
      const { roadmapId } = value(await connection.command('create-roadmap', { title: 'Plan' }));
      for (const title of ['One', 'Two', 'Three']) value(await connection.command('create-issue', { roadmapId, title }));
      const list = watch(connection);
      await until(() => list.told.length === 1);
      const before = list.last();
      const first = must(before.rows[0], 'a row');
      value(await connection.command('set-status', { issueIds: [first.id], category: 'done' }));
      await until(() => list.told.length === 2);
      const after = list.last();
      expect(after.rows.find(({ id }) => id === first.id)).toMatchObject({ title: first.title, status: { category: 'done' } });
      expect(after.rows.filter((row) => before.rows.includes(row))).toHaveLength(2);
      value(await connection.command('rename-workspace', { name: 'Elsewhere' }));
      await settled(connection);
      expect(list.told).toHaveLength(2);
    });

    test('tells nobody who left', async () => {
      const { connection } = await open(reach);
      const gone = watch(connection);
      gone.stop();
      const left = watch(connection);
      await until(() => left.told.length === 1);
      left.stop();
      const { roadmapId } = value(await connection.command('create-roadmap', { title: 'Plan' }));
      value(await connection.command('create-issue', { roadmapId, title: 'One' }));
      await settled(connection);
      expect([gone.told.length, left.told.length]).toEqual([0, 1]);
    });

    test('refuses a subscription the way it answers one', async () => {
      const { connection } = await open(reach);
      const told: Result<List, Problem>[] = [];
      connection.subscribe('issue-list', { order: 'by-heart' as never }, (result) => told.push(result)); // callers without types exist
      await until(() => told.length === 1);
      expect(told).toMatchObject([{ ok: false, error: { code: 'invalid-argument', where: 'order' } }]);
    });

    test('carries many commands at once, and what subscribers end with is what a query gives', async () => {
      const { connection, other } = await open(reach);
      const list = watch(await other());
      const { roadmapId } = value(await connection.command('create-roadmap', { title: 'Plan' }));
      const made = await Promise.all(
        Array.from({ length: 25 }, (_, index) => connection.command('create-issue', { roadmapId, title: `Issue ${index}` })),
      );
      const ids = made.map((result) => value(result).issueId);
      expect(new Set(ids).size).toBe(25);
      value(await connection.command('set-status', { issueIds: ids.slice(0, 5), category: 'done' }));
      const fresh = value(await connection.query('issue-list', { order: 'rank' }));
      await until(() => JSON.stringify(list.told.at(-1)) === JSON.stringify({ ok: true, value: fresh }));
      expect(list.last()).toEqual(fresh);
    });

    test('runs a job with progress, and cancels one without a trace', async () => {
      const { connection } = await open(reach);
      const steps: string[] = [];
      const files = [{ path: '/plans/report.md', text: plan(40) }];
      const done = value(await connection.run('import-plan', { files }, { onProgress: ({ step }) => steps.push(step) }));
      expect(done.roadmaps).toMatchObject([{ issues: 40, lines: { lost: 0 } }]);
      expect(steps.length).toBeGreaterThan(0);
      const before = value(await connection.query('workspace', {}));
      const abort = new AbortController();
      const running = connection.run('import-plan', { files: [{ path: '/plans/large.md', text: plan(4000) }] }, { signal: abort.signal });
      abort.abort();
      const cancelled = await running;
      expect(cancelled).toMatchObject({ ok: false, error: { code: 'cancelled' } });
      expect(value(await connection.query('workspace', {}))).toEqual(before);
    });

    test('answers everything with "unavailable" once it is closed', async () => {
      const { connection } = await open(reach);
      const told: Result<unknown, Problem>[] = [];
      await connection.close();
      connection.subscribe('workspace', {}, (result) => told.push(result));
      const answers = [
        await connection.query('workspace', {}),
        await connection.command('rename-workspace', { name: 'Late' }),
        await connection.run('import-plan', { files: [{ path: '/x.md', text: '' }] }),
      ];
      await until(() => told.length === 1);
      expect([...answers, ...told].map((result) => (result.ok ? 'accepted' : result.error.code))).toEqual(Array(4).fill('unavailable'));
      await connection.close();
    });
  });
}

/** A plan of `count` issues in the dialect of issue reports. */
function plan(count: number): string {
  const issues = Array.from({ length: count }, (_, index) =>
    [
      `### Issue #${index + 1}: Make part ${index + 1} work`,
      '',
      '**Priority:** P1',
      '**Estimated Effort:** 4 hours',
      '',
      'What has to be done.',
      '',
    ].join('\n'),
  );
  return ['# Plan', '', '## Issues', '', ...issues].join('\n');
}
