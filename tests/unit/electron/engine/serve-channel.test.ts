import { describe, expect, test } from 'vitest';
import { serveChannel } from '#electron/engine/serve-channel.ts';
import { success } from '#shared/base/result.ts';
import type { CancelSignal, Connection } from '#shared/contract/connection.ts';
import { type Channel, contractVersion, type EngineMessage } from '#shared/contract/message.ts';
import { problem } from '#shared/contract/problem.ts';

/** An engine that does what the test says, and remembers what was asked of it. */
function scriptedEngine(): { connection: Connection; tell: (rows: readonly object[]) => void; asked: string[]; signals: CancelSignal[] } {
  const asked: string[] = [];
  const signals: CancelSignal[] = [];
  let listener: ((rows: readonly object[]) => void) | null = null;
  const connection: Connection = {
    async command(name) {
      asked.push(name);
      if (name === 'delete-roadmap') throw new Error('a bug');
      return { ok: false, error: problem('not-found', 'Gone.') };
    },
    query: async (name) => {
      asked.push(name);
      return success({ summary: null, rows: [] }) as never; // a piece of the real answer
    },
    subscribe(name, _args, own) {
      asked.push(name);
      listener = (rows) => own(success({ summary: null, rows }) as never); // as above
      return () => {
        asked.push(`left ${name}`);
        listener = null;
      };
    },
    run: (name, _args, control) => {
      asked.push(name);
      if (control?.signal !== undefined) signals.push(control.signal);
      control?.onProgress?.({ step: 'reading', done: 1, total: 2 });
      return new Promise(() => {});
    },
    in(view) {
      asked.push(`in ${String(view)}`);
      return connection;
    },
    close: async () => void asked.push('close'),
  };
  return { connection, tell: (rows) => listener?.(rows), asked, signals };
}

/** A channel whose client is the test: what the engine sent is in `sent`. */
function client(connection: Connection): {
  say: (message: unknown) => void;
  sent: EngineMessage[];
  hangUp: () => void;
  isOpen: () => boolean;
} {
  const sent: EngineMessage[] = [];
  let take: (message: unknown) => void = () => {};
  let closed: () => void = () => {};
  let open = true;
  const channel: Channel<EngineMessage, unknown> = {
    send: (message) => void sent.push(message),
    onMessage: (listener) => {
      take = listener;
    },
    onClose: (listener) => {
      closed = listener;
    },
    close: () => {
      open = false;
    },
  };
  serveChannel(connection, channel);
  return { say: (message) => take(message), sent, hangUp: () => closed(), isOpen: () => open };
}

const hello = { type: 'hello', id: 1, version: contractVersion };
const codes = (sent: readonly EngineMessage[]): string[] =>
  sent.map((message) => (message.type === 'problem' ? message.problem.code : message.type));
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the engine on a channel', () => {
  test('wants to be greeted in its own version before anything else', () => {
    const { connection, asked } = scriptedEngine();
    const early = client(connection);
    early.say({ type: 'query', id: 2, name: 'workspace', args: {} });
    early.say(hello);
    expect([codes(early.sent), asked]).toEqual([['invalid-argument', 'welcome'], []]);
    const other = client(connection);
    other.say({ ...hello, version: contractVersion + 1 });
    other.say({ type: 'query', id: 2, name: 'workspace', args: {} });
    expect([codes(other.sent), other.isOpen(), asked]).toEqual([['unavailable', 'invalid-argument'], false, []]);
  });

  test('answers each message under its id, a bug of its own as "internal"', async () => {
    const { connection } = scriptedEngine();
    const { say, sent } = client(connection);
    say(hello);
    say({ type: 'command', id: 2, name: 'delete-roadmap', args: {} });
    say({ type: 'command', id: 3, name: 'rename-workspace', args: {} });
    say({ type: 'query', id: 4, name: 'workspace', args: {} });
    await turn();
    expect(Object.fromEntries(sent.map((message, index) => [message.id, codes(sent)[index]]))).toEqual({
      1: 'welcome',
      2: 'internal',
      3: 'not-found',
      4: 'rows',
    });
  });

  test('sends rows once and then what changed in them', () => {
    const { connection, tell } = scriptedEngine();
    const { say, sent } = client(connection);
    say(hello);
    say({ type: 'subscribe', id: 2, name: 'workspace', args: {} });
    const kept = { id: 'a', title: 'A' };
    tell([kept, { id: 'b', title: 'B' }]);
    tell([kept, { id: 'b', title: 'C' }]);
    tell([kept]);
    expect(sent.slice(1)).toEqual([
      { type: 'rows', id: 2, summary: null, rows: [kept, { id: 'b', title: 'B' }] },
      { type: 'change', id: 2, change: { upsert: [{ id: 'b', title: 'C' }] } },
      { type: 'change', id: 2, change: { upsert: [], order: ['a'] } },
    ]);
  });

  test('refuses an id that is in use, and frees it with the subscription', () => {
    const { connection, asked } = scriptedEngine();
    const { say, sent } = client(connection);
    say(hello);
    const subscribe = { type: 'subscribe', id: 2, name: 'workspace', args: {} };
    say(subscribe);
    say(subscribe);
    say({ type: 'query', id: 2, name: 'workspace', args: {} });
    say({ type: 'unsubscribe', id: 2 });
    say({ type: 'unsubscribe', id: 2 });
    say(subscribe);
    expect(codes(sent)).toEqual(['welcome', 'duplicate', 'duplicate']);
    expect(asked).toEqual(['workspace', 'left workspace', 'workspace']);
  });

  test('lets one client hold a thousand subscriptions and no more', () => {
    const { connection } = scriptedEngine();
    const { say, sent } = client(connection);
    say(hello);
    for (let id = 2; id <= 1002; id++) say({ type: 'subscribe', id, name: 'workspace', args: {} });
    expect(codes(sent)).toEqual(['welcome', 'limit']);
  });

  test('passes progress on, and cancels what nobody waits for any more', () => {
    const { connection, signals, asked } = scriptedEngine();
    const { say, sent, hangUp } = client(connection);
    say(hello);
    say({ type: 'run', id: 2, name: 'import-plan', args: {} });
    say({ type: 'run', id: 3, name: 'import-plan', args: {} });
    say({ type: 'subscribe', id: 4, name: 'workspace', args: {} });
    say({ type: 'cancel', id: 2 });
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(codes(sent)).toEqual(['welcome', 'progress', 'progress']);
    hangUp();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    expect(asked.at(-1)).toBe('left workspace');
    // The engine is not this client's: it stays open.
    expect(asked).not.toContain('close');
  });
});

test('what the channel cannot carry is said to be so; later rows come whole', () => {
  const { connection, tell } = scriptedEngine();
  const sent: EngineMessage[] = [];
  let take: (message: unknown) => void = () => {};
  serveChannel(connection, {
    send(message) {
      if (JSON.stringify(message).length > 1000) throw new RangeError('A message of many bytes was to be sent.');
      sent.push(message);
    },
    onMessage: (listener) => {
      take = listener;
    },
    onClose: () => {},
    close: () => {},
  });
  take(hello);
  take({ type: 'subscribe', id: 2, name: 'workspace', args: {} });
  const [small, large] = [
    { id: 'a', title: 'Plan' },
    { id: 'b', title: 'x'.repeat(1000) },
  ];
  tell([small]);
  tell([small, large]);
  tell([small]);
  expect(codes(sent)).toEqual(['welcome', 'rows', 'limit', 'rows']);
  expect(sent.at(-1)).toMatchObject({ id: 2, rows: [small] });
});
