// Questions of every kind to be subscribed to, and what law 3 compares: what subscribers were told, and the answers anew.
import type { SyncSnapshot } from '#electron/engine/store/live-sync.ts';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import { createReader } from '#electron/engine/query/reader.ts';
import type { ReadConnection } from '#electron/engine/store/connection.ts';
import { type Result, success } from '#shared/base/result.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { Grouping, type QueryInput, type QueryName } from '#shared/contract/query.ts';

/** One question. */
export interface LiveQuestion {
  readonly name: QueryName;
  readonly args: QueryInput<QueryName>;
}

const today = '2026-01-05';

/** Questions of every kind about the plan that a connection reads; some of them about its first roadmap and its first issue. */
export function liveQuestions(reader: ReadConnection): LiveQuestion[] {
  const asked = (name: QueryName, args: object): LiveQuestion => ({ name, args });
  const first = (table: string): unknown => reader.prepare(`SELECT id FROM ${table} ORDER BY id LIMIT 1`).pluck().get() ?? 'none-yet';
  return [
    asked('workspace', {}),
    asked('issue-list', {}),
    asked('issue-list', { order: 'title', offset: 2, limit: 3 }),
    asked('issue-list', { filter: { ready: true } }),
    asked('issue-list', { filter: { text: 'core', blocked: false } }),
    ...Grouping.options.map((group) => asked('issue-list', { group, order: 'estimate', limit: 5 })),
    asked('issue-detail', { issueId: first('issue') }),
    asked('find-issue', { text: '1' }),
    asked('roadmap-outline', { roadmapId: first('roadmap') }),
    asked('saved-view-list', {}),
    asked('portfolio', { today }),
    asked('portfolio-issues', { text: 'build', today }),
    asked('search', { text: 'build 1 -label:core' }),
    asked('search', { text: 'status:open estimate:>4 updated:<9d', today }),
    asked('dependency-graph', {}),
    asked('effort-breakdown', { rows: 'component', columns: 'priority' }),
    asked('effort-area', { group: 'sprint', limit: 3 }),
    asked('schedule', { from: today }),
    asked('schedule', { from: today, people: 2, sprintWeeks: 1 }),
    asked('place-reason', { from: today, issueId: first('issue') }),
    asked('critical-path', {}),
    asked('undo-state', {}),
    asked('trash', {}),
    asked('activity', {}),
    asked('activity', { text: 'build', limit: 3, offset: 1 }),
    asked('activity', { subject: 'milestone:', fields: ['milestone', 'title'] }),
    asked('flag-list', {}),
    asked('moment-list', {}),
    asked('moment-at', { at: today }),
    asked('baseline-list', {}),
    asked('scenario-list', {}),
    asked('archive-list', {}),
    asked('retention-list', {}),
    asked('shared-folder', {}),
    asked('store-status', {}),
    asked('conflict-list', {}),
    asked('conflict-list', { issueId: first('issue') }),
    asked('quarantine', {}),
    asked('team', {}),
    asked('sync-status', {}),
  ];
}

/** Subscribes through a connection; gives what it was told last. */
export function watchQuestion(connection: Pick<Connection, 'subscribe'>, { name, args }: LiveQuestion): () => unknown {
  let last: unknown = null;
  connection.subscribe(name, args, (result) => {
    last = result;
  });
  return () => last;
}

/** The answers of a reader of their own: the engine may answer from what it remembers. `called`: as an engine calls who asks it. */
export function answersAnew(
  connection: ReadConnection,
  folder: string,
  questions: readonly LiveQuestion[],
  called: { readonly me: string; readonly deviceName: string } | null = null,
): Result<unknown, Problem>[] {
  const alone = { peers: [], waitingFor: null, refused: null, held: 0, addresses: [], trouble: null };
  const sync = (): SyncSnapshot | null => (called === null ? null : { ...alone, deviceName: called.deviceName });
  const reader = createReader(connection, folder, called?.me ?? null, undefined, null, sync);
  return questions.map(({ name, args }) => {
    const query = prepareQuery(name, args);
    return query.ok ? success(query.value.answer(reader)) : query;
  });
}

/** What everybody was told when all that is on its way has arrived: the engine runs one stale query a turn. */
export async function toldAtLast(watches: readonly (() => unknown)[], fresh: readonly unknown[]): Promise<unknown[]> {
  const wanted = JSON.stringify(fresh);
  const told = (): unknown[] => watches.map((last) => last());
  for (let turn = 0; turn < 2000; turn++) {
    if (JSON.stringify(told()) === wanted) break;
    // Most has come after some turns of the loop; a dear answer rests before it is given again.
    await (turn < 100
      ? new Promise((resolve) => setImmediate(resolve))
      : new Promise((resolve) => setTimeout(resolve, turn < 1900 ? 1 : 20)));
  }
  return told();
}
