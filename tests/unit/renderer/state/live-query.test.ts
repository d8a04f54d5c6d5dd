import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeConnection } from '#renderer/connection/fake.ts';
import { LiveQueries } from '#renderer/state/live-query.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { QueryResult } from '#shared/contract/query.ts';

const args = { text: '1', roadmapIds: [] };
const found = (exact: number): QueryResult<'find-issue'> => ({ summary: { exact, alsoGiven: 0 }, rows: [] });

/** The fake, with a count of the subscriptions that are open on it. */
function counted(): { connection: Connection; publish: () => void; open: () => number } {
  let exact = 0;
  let open = 0;
  const fake = fakeConnection({
    queries: {
      'find-issue': () => {
        exact += 1;
        return found(exact);
      },
    },
  });
  return {
    connection: {
      ...fake.connection,
      subscribe(name, input, listener) {
        open += 1;
        const end = fake.connection.subscribe(name, input, listener);
        return () => {
          open -= 1;
          end();
        };
      },
    },
    publish: fake.publish,
    open: () => open,
  };
}

describe('live queries', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('ask an equal question once, and tell all its readers', async () => {
    const engine = counted();
    const live = new LiveQueries(engine.connection);
    const heard = [0, 0];
    live.watch('find-issue', args, () => (heard[0] = (heard[0] ?? 0) + 1));
    live.watch('find-issue', { ...args }, () => (heard[1] = (heard[1] ?? 0) + 1));
    expect(engine.open()).toBe(1);
    await Promise.resolve();
    engine.publish();
    expect(heard).toEqual([2, 2]);
    expect(live.read('find-issue', args).result?.summary.exact).toBe(2);
  });

  test('outlive their last reader for a moment, and no longer', async () => {
    const engine = counted();
    const live = new LiveQueries(engine.connection);
    const end = live.watch('find-issue', args, () => {});
    await Promise.resolve();
    end();
    vi.advanceTimersByTime(1_000);
    expect(live.read('find-issue', args).result).toBeDefined();
    const again = live.watch('find-issue', args, () => {});
    vi.advanceTimersByTime(60_000);
    expect(engine.open()).toBe(1);
    again();
    vi.advanceTimersByTime(60_000);
    expect(engine.open()).toBe(0);
    expect(live.read('find-issue', args).result).toBeUndefined();
  });

  test('keep the last result beside a problem', async () => {
    let refuse = false;
    const fake = fakeConnection({ queries: { 'find-issue': () => found(7) } });
    const live = new LiveQueries({
      ...fake.connection,
      subscribe: (name, input, listener) =>
        fake.connection.subscribe(name, input, (result) =>
          listener(refuse ? { ok: false, error: { code: 'storage', message: 'The disk is full.', where: null, details: [] } } : result),
        ),
    });
    live.watch('find-issue', args, () => {});
    await Promise.resolve();
    refuse = true;
    fake.publish();
    const { result, problem } = live.read('find-issue', args);
    expect([result?.summary.exact, problem?.code]).toEqual([7, 'storage']);
    live.close();
  });
});
