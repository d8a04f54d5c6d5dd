// A device that joins a team with a large plan, as a process of its own over a real connection: it can be worked with while the plan
// comes, and whenever it is killed, it goes on and ends with the same plan.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Result } from '#shared/base/result.ts';
import { connectChannel } from '#shared/contract/channel-client.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { waitForAnswer } from '#tests/support/wait-for-answer.ts';

const engineProgram = fileURLToPath(new URL('../support/sync/engine-program.ts', import.meta.url));
const plan = generatePlan({ seed: 5, issues: 2500, bodyLength: 40, checklistItems: 2 });

function valueOf<Value>(result: Result<Value, Problem>): Value {
  if (result.ok) return result.value;
  throw new Error(result.error.message);
}

/** An engine in a process that can be killed. */
interface Device {
  readonly connection: Connection;
  kill(): Promise<void>;
}

function start(folder: string, author: string): Device {
  const child: ChildProcess = fork(engineProgram, [join(folder, 'workspace'), join(folder, 'data'), author]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const connection = connectChannel({
    send: (message) => void child.send(message),
    onMessage: (listener) => void child.on('message', listener),
    onClose: (listener) => void child.on('disconnect', listener),
    close: () => child.disconnect(),
  });
  return {
    connection,
    async kill() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

const inSync = ({ rows }: QueryResult<'sync-status'>): boolean => rows.length === 1 && rows.every((row) => row.inSync);

/** Ana, whose team has a large plan, and an invitation to it. */
async function founded(): Promise<{ ana: Device; link: string }> {
  const ana = start(temporaryFolder(), 'Ana');
  valueOf(await ana.connection.run('import-plan', { files: [{ path: 'PLAN.md', text: plan.text }] }));
  valueOf(await ana.connection.run('start-team', {}));
  valueOf(await ana.connection.run('set-sync', { discovery: false }));
  await waitForAnswer(ana.connection, 'sync-status', {}, ({ summary }) => summary.addresses.length > 0);
  const { link } = valueOf(await ana.connection.run('invite', {}));
  return { ana, link };
}

/** Everything that a person can read of the issues, in the order of the plan. */
async function issuesOf({ connection }: Device): Promise<unknown[]> {
  const rows: unknown[] = [];
  for (let offset = 0; offset === rows.length; offset += 500) {
    rows.push(...valueOf(await connection.query('issue-list', { order: 'rank', limit: 500, offset })).rows);
  }
  return rows;
}

test('it is worked with while the plan comes', { timeout: 120_000 }, async () => {
  const { ana, link } = await founded();
  const ben = start(temporaryFolder(), 'Ben');
  valueOf(await ben.connection.run('set-sync', { discovery: false }));
  valueOf(await ben.connection.run('join-team', { link }));
  await waitForAnswer(ben.connection, 'issue-list', { limit: 1 }, ({ rows }) => rows.length > 0);
  const { roadmapId } = valueOf(await ben.connection.command('create-roadmap', { title: 'Of Ben' }));
  const { issueId } = valueOf(await ben.connection.command('create-issue', { roadmapId, title: 'While the others come' }));
  await waitForAnswer(ben.connection, 'issue-list', { limit: 1 }, ({ summary }) => summary.total === 2501);
  for (const one of [ana, ben]) {
    await waitForAnswer(one.connection, 'sync-status', {}, inSync);
    expect(valueOf(await one.connection.query('issue-detail', { issueId })).summary?.title).toBe('While the others come');
  }
});

test('killed whenever it may be, it goes on, and ends with the same plan', { timeout: 240_000 }, async () => {
  const { ana, link } = await founded();
  const folder = temporaryFolder();
  let ben = start(folder, 'Ben');
  valueOf(await ben.connection.run('set-sync', { discovery: false }));
  valueOf(await ben.connection.run('join-team', { link }));
  // While the plan is on its way, when it is on disk and its rows are not, and when some are.
  await waitForAnswer(ben.connection, 'sync-status', {}, ({ rows }) => rows.length > 0);
  await ben.kill();
  ben = start(folder, 'Ben');
  await waitForAnswer(ben.connection, 'workspace', {}, ({ rows }) => rows.length > 0);
  await ben.kill();
  ben = start(folder, 'Ben');
  await waitForAnswer(ben.connection, 'issue-list', { limit: 1 }, ({ rows }) => rows.length > 0);
  await ben.kill();
  ben = start(folder, 'Ben');
  await waitForAnswer(ben.connection, 'sync-status', {}, inSync);
  await waitForAnswer(ben.connection, 'issue-list', { limit: 1 }, ({ summary }) => summary.total === 2500);
  expect(await issuesOf(ben)).toEqual(await issuesOf(ana));
  // Every row against the documents.
  expect(valueOf(await ben.connection.run('check-store', {})).findings).toEqual([]);
});
