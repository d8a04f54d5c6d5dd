import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { serveChannel } from '#electron/engine/serve-channel.ts';
import { fakeConnection } from '#renderer/connection/fake.ts';
import { linkPage, pauseBefore } from '#renderer/connection/link-page.ts';
import { SessionRefused } from '#renderer/connection/session-refused.ts';
import type { Channel, ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import type { QueryResult } from '#shared/contract/query.ts';

const found = (exact: number): QueryResult<'find-issue'> => ({ summary: { exact, alsoGiven: 0 }, rows: [] });

/** Two ends of a pipe in memory, delivered one turn later, as a socket would. */
function pipe(): { client: Channel<ClientMessage, EngineMessage>; engine: Channel<EngineMessage, unknown>; cut: () => void } {
  const toClient = new Set<(message: EngineMessage) => void>();
  const toEngine = new Set<(message: unknown) => void>();
  const onCut = new Set<() => void>();
  let open = true;
  const cut = (): void => {
    if (!open) return;
    open = false;
    for (const listener of onCut) listener();
  };
  return {
    client: {
      send: (message) => queueMicrotask(() => open && toEngine.forEach((listener) => listener(message))),
      onMessage: (listener) => void toClient.add(listener),
      onClose: (listener) => void onCut.add(listener),
      close: cut,
    },
    engine: {
      send: (message) => queueMicrotask(() => open && toClient.forEach((listener) => listener(message))),
      onMessage: (listener) => void toEngine.add(listener),
      onClose: (listener) => void onCut.add(listener),
      close: cut,
    },
    cut,
  };
}

describe('the link of a page', () => {
  test('says that the engine does not know this page, goes on trying, and recovers', async () => {
    const engine = fakeConnection({ queries: {} });
    let known = false;
    const page = linkPage(async () => {
      if (!known) throw new SessionRefused('no cookie');
      const made = pipe();
      serveChannel(engine.connection, made.engine);
      return made.client;
    });
    await vi.waitFor(() => expect(page.link().state).toBe('refused'));
    known = true;
    await vi.waitFor(() => expect(page.link().state).toBe('connected'));
    await page.connection.close();
  });

  test('comes back after a cut, with its subscriptions, and says so', async () => {
    let exact = 1;
    const engine = fakeConnection({ queries: { 'find-issue': () => found(exact) } });
    const pipes: ReturnType<typeof pipe>[] = [];
    const page = linkPage(async () => {
      const made = pipe();
      pipes.push(made);
      serveChannel(engine.connection, made.engine);
      return made.client;
    });
    const states: string[] = [page.link().state];
    page.onLink(() => states.push(page.link().state));
    const seen: number[] = [];
    page.connection.subscribe('find-issue', { text: '1', roadmapIds: [] }, (result) => result.ok && seen.push(result.value.summary.exact));
    await vi.waitFor(() => expect(seen).toEqual([1]));

    exact = 2;
    pipes[0]?.cut();
    await vi.waitFor(() => expect(seen).toEqual([1, 2]));
    expect(states).toEqual(['connecting', 'connected', 'connecting', 'connected']);
    await page.connection.close();
  });

  test('waits longer after each failure, and never longer than five seconds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), (attempt) => {
        expect(pauseBefore(attempt)).toBeGreaterThan(0);
        expect(pauseBefore(attempt)).toBeLessThanOrEqual(5_000);
        expect(pauseBefore(attempt + 1)).toBeGreaterThanOrEqual(pauseBefore(attempt));
      }),
    );
  });
});
