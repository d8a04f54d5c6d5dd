import { describe, expect, test } from 'vitest';
import { success } from '#shared/base/result.ts';
import { serveChannel } from '#electron/engine/serve-channel.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { Channel, ClientMessage, EngineMessage } from '#shared/contract/message.ts';
import { problem } from '#shared/contract/problem.ts';
import { reconnectingConnection } from '#shared/contract/reconnecting-connection.ts';
import { memoryChannel } from '#tests/support/memory-channel.ts';

/** An engine whose workspace has a name that the test sets. Commands never end. */
function namedEngine(): { connection: Connection; rename: (name: string) => void } {
  let name = 'One';
  const listeners = new Set<() => void>();
  const answer = (): never => success({ summary: { name }, rows: [{ id: 'r', title: 'Plan' }] }) as never; // a piece of the real answer
  const connection: Connection = {
    command: () => new Promise(() => {}),
    run: async () => ({ ok: false, error: problem('unavailable', 'Nothing here.') }),
    query: async () => answer(),
    subscribe(_name, _args, listener) {
      const tell = (): void => listener(answer());
      listeners.add(tell);
      queueMicrotask(tell);
      return () => listeners.delete(tell);
    },
    in: () => connection,
    close: async () => {},
  };
  const rename = (next: string): void => {
    name = next;
    for (const tell of listeners) tell();
  };
  return { connection, rename };
}

/** A link that the test cuts and restores. */
function link(engine: Connection): { connection: Connection; cut: () => void; restore: () => void; log: string[] } {
  const log: string[] = [];
  let reachable = true;
  let open: Channel<EngineMessage, ClientMessage> | null = null;
  const connection = reconnectingConnection({
    async open() {
      if (!reachable) throw new Error('unreachable');
      const [server, client] = memoryChannel<EngineMessage, ClientMessage>();
      serveChannel(engine, server);
      open = server;
      return client;
    },
    async wait(attempt) {
      log.push(`wait ${attempt}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    },
    onLink: (state) => log.push(state),
  });
  return {
    connection,
    log,
    cut() {
      reachable = false;
      open?.close();
    },
    restore() {
      reachable = true;
    },
  };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('a connection that reconnects', () => {
  test('keeps its subscriptions and the identity of what did not change', async () => {
    const { connection: engine, rename } = namedEngine();
    const { connection, cut, restore, log } = link(engine);
    const told: { summary: { name: string }; rows: readonly unknown[] }[] = [];
    connection.subscribe('workspace', {}, (result) => {
      if (result.ok) told.push(result.value);
      else told.push({ summary: { name: result.error.code }, rows: [] });
    });
    await until(() => told.length === 1);
    cut();
    await until(() => log.includes('connecting'));
    restore();
    await until(() => log.filter((state) => state === 'connected').length === 2);
    await connection.query('workspace', {});
    expect(told).toHaveLength(1);
    cut();
    await until(() => log.filter((state) => state === 'connecting').length === 2);
    rename('Two');
    restore();
    await until(() => told.length === 2);
    expect(told.map(({ summary }) => summary.name)).toEqual(['One', 'Two']);
    expect(told[1]?.rows[0]).toBe(told[0]?.rows[0]);
    rename('Three');
    await until(() => told.length === 3);
    await connection.close();
  });

  test('answers what was under way with "unavailable", and lets what is asked meanwhile wait for the link', async () => {
    const { connection: engine } = namedEngine();
    const { connection, cut, restore, log } = link(engine);
    await connection.query('workspace', {});
    const underWay = connection.command('rename-workspace', { name: 'Never' });
    cut();
    expect(await underWay).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    const meanwhile = connection.query('workspace', {});
    await until(() => log.includes('wait 3'));
    restore();
    expect(await meanwhile).toMatchObject({ ok: true });
    await connection.close();
  });

  test('waits longer with every failure and starts over after a success', async () => {
    const { connection: engine } = namedEngine();
    const { connection, cut, restore, log } = link(engine);
    await connection.query('workspace', {});
    cut();
    await until(() => log.includes('wait 3'));
    restore();
    await until(() => log.at(-1) === 'connected');
    cut();
    await until(() => log.filter((entry) => entry === 'wait 2').length === 2);
    expect(log.filter((entry) => entry === 'wait 1')).toHaveLength(2);
    await connection.close();
  });

  test('stops for good when it is closed, linked or not', async () => {
    const { connection: engine } = namedEngine();
    const { connection, cut, log } = link(engine);
    await connection.query('workspace', {});
    cut();
    await until(() => log.includes('wait 2'));
    const waiting = connection.query('workspace', {});
    const told: string[] = [];
    await connection.close();
    connection.subscribe('workspace', {}, (result) => told.push(result.ok ? 'ok' : result.error.code));
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    await until(() => told.length === 1);
    expect(told).toEqual(['unavailable']);
    const attempts = log.length;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(log.length - attempts).toBeLessThanOrEqual(1);
  });

  test('does not try again when the engine speaks another version', async () => {
    const refusals: string[] = [];
    let opened = 0;
    const connection = reconnectingConnection({
      async open() {
        opened++;
        const [server, client] = memoryChannel<EngineMessage, ClientMessage>();
        server.onMessage(({ id }) => server.send({ type: 'problem', id, problem: problem('unavailable', 'Reload the page.') }));
        return client;
      },
      wait: () => new Promise((resolve) => setTimeout(resolve, 1)),
      onRefused: ({ message }) => refusals.push(message),
    });
    expect(await connection.query('workspace', {})).toMatchObject({ ok: false, error: { message: 'Reload the page.' } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([opened, refusals]).toEqual([1, ['Reload the page.']]);
  });
});

test('a listener that was told of a problem is told of the rows again, even when they are the same', async () => {
  const told: string[] = [];
  let tell: (result: never) => void = () => {};
  const engine: Connection = {
    ...namedEngine().connection,
    subscribe(_name, _args, listener) {
      tell = listener;
      return () => {};
    },
  };
  const { connection } = link(engine);
  connection.subscribe('workspace', {}, (result) => void told.push(result.ok ? 'rows' : result.error.code));
  const say = async (result: unknown): Promise<void> => {
    tell(result as never); // a piece of the real answer
    const before = told.length;
    await Promise.race([until(() => told.length > before), new Promise((resolve) => setTimeout(resolve, 50))]);
  };
  await new Promise((resolve) => setTimeout(resolve, 50));
  const rows = success({ summary: null, rows: [{ id: 'r' }] });
  await say(rows);
  await say({ ok: false, error: problem('internal', 'The database was busy.') });
  await say(structuredClone(rows));
  await say(structuredClone(rows));
  expect(told).toEqual(['rows', 'internal', 'rows']);
  await connection.close();
});
