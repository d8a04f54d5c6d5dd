import { describe, expect, test } from 'vitest';
import { type LiveAnswer, LiveQueries } from '#electron/engine/live-query.ts';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import type { PreparedQuery } from '#electron/engine/query/answer-query.ts';
import { openProjection } from '#tests/support/projection-database.ts';

function prepared(name: string, args: object = {}): PreparedQuery {
  const query = prepareQuery(name, args);
  if (!query.ok) throw new Error(query.error.message);
  return query.value;
}

async function turns(count = 6): Promise<void> {
  for (let turn = 0; turn < count; turn++) await new Promise((resolve) => setImmediate(resolve));
}

function plan(): ReturnType<typeof openProjection> {
  const database = openProjection();
  database.insert('roadmap', { id: 'r', title: 'Plan' });
  database.insert('issue', { id: 'i1', roadmap_id: 'r', key: '#1', title: 'One' });
  database.insert('issue', { id: 'i2', roadmap_id: 'r', key: '#2', title: 'Two once' });
  database.index();
  return database;
}

describe('live queries', () => {
  test('run again only after a commit to what they read', async () => {
    const { reader } = plan();
    const live = new LiveQueries(reader);
    const runs: string[] = [];
    const counted = (query: PreparedQuery): PreparedQuery => ({ ...query, answer: (from) => (runs.push(query.key), query.answer(from)) });
    live.subscribe(counted(prepared('find-issue', { text: 'one' })), () => {});
    live.subscribe(counted(prepared('find-issue', { text: 'one' })), () => {});
    await turns();
    expect(runs).toHaveLength(1);
    live.touch(['comment', 'checklist_item']);
    await turns();
    expect(runs).toHaveLength(1);
    live.touch(['issue']);
    live.touch(['issue']);
    await turns();
    expect(runs).toHaveLength(2);
  });

  test('tell nobody when the answer came out the same, and everybody once when it did not', async () => {
    const database = plan();
    const live = new LiveQueries(database.reader);
    const told: LiveAnswer[][] = [[], []];
    for (const own of told) live.subscribe(prepared('find-issue', { text: 'o' }), (answer) => own.push(answer));
    await turns();
    live.touch(['issue']);
    await turns();
    database.execute("UPDATE issue SET title = 'Once' WHERE id = 'i1'");
    database.index();
    live.touch(['issue']);
    await turns();
    expect(told.map((own) => own.length)).toEqual([2, 2]);
    const [before, after] = (told[0] ?? []).map((answer) => (answer.ok ? answer.value.rows : []));
    expect(after?.map((row) => before?.includes(row as never))).toEqual([false, true]); // rows of one query
  });

  test('tell a late listener what is known without running anything', async () => {
    const { reader } = plan();
    const live = new LiveQueries(reader);
    const query = prepared('workspace');
    live.subscribe(query, () => {});
    await turns();
    const late: LiveAnswer[] = [];
    live.subscribe({ ...query, answer: () => expect.unreachable('it is known') }, (answer) => late.push(answer));
    expect(late).toEqual([]);
    await turns();
    expect(late).toHaveLength(1);
    expect(live.ask(query)).toBe(late[0]);
  });

  test('survive a listener that leaves while others are told, and a query that fails', async () => {
    const { reader } = plan();
    const live = new LiveQueries(reader);
    const told: string[] = [];
    const stops: (() => void)[] = [];
    const query = prepared('workspace');
    stops.push(live.subscribe(query, () => stops[1]?.()));
    stops.push(live.subscribe(query, () => told.push('left')));
    live.subscribe(
      {
        ...prepared('find-issue', { text: 'x' }),
        answer: () => {
          throw new Error('disk gone');
        },
      },
      (answer) => told.push(answer.ok ? 'answered' : answer.error.message),
    );
    await turns();
    expect(told).toEqual([expect.stringContaining('disk gone')]);
  });

  test('let a dear query rest, but never for good', async () => {
    const { reader } = plan();
    const live = new LiveQueries(reader);
    let runs = 0;
    const told: number[] = [];
    const dear: PreparedQuery = {
      key: 'dear',
      tables: new Set(['issue']),
      readsOthers: false,
      answer() {
        const end = performance.now() + 40;
        while (performance.now() < end);
        return { summary: { runs: ++runs }, rows: [] } as never; // an answer of no query of the contract
      },
    };
    live.subscribe(dear, () => told.push(runs));
    const end = performance.now() + 200;
    while (performance.now() < end) {
      live.touch(['issue']);
      await turns(1);
    }
    expect(runs).toBeLessThanOrEqual(3);
    await new Promise((resolve) => setTimeout(resolve, 500));
    // The last commit of the burst is in the last answer.
    expect([told.at(-1), runs]).toEqual([runs, runs]);
    const settled = runs;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(runs).toBe(settled);
    live.clear();
  });
});
