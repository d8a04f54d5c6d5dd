// A Connection that outlives its channels: when one is lost it opens the next and asks every subscription again, so that
// the page survives a restart of the engine. Time is the host's: it gives the wait between attempts.
import { failure, type Result, success } from '#shared/base/result.ts';
import { connectChannel } from './channel-client.ts';
import type { Connection } from './connection.ts';
import { connectionOf } from './connection-in.ts';
import type { Channel, ClientMessage, EngineMessage } from './message.ts';
import { type Problem, problem } from './problem.ts';
import type { QueryInput, QueryName, QueryResult } from './query.ts';
import { keepRows } from './row-change.ts';
import type { View } from './view.ts';

/** What the host gives. */
export interface ReconnectingOptions {
  /** Opens a channel; rejects when the engine cannot be reached at the moment. */
  open(): Promise<Channel<ClientMessage, EngineMessage>>;
  /** Waits before attempt `attempt` (1 is the first after a failure). */
  wait(attempt: number): Promise<void>;
  /** The link came or went. */
  onLink?(state: 'connected' | 'connecting'): void;
  /** The engine speaks another version of the contract: the page must be loaded anew. No further attempt is made. */
  onRefused?(reason: Problem): void;
}

interface Subscription {
  /** Asks over a new connection; the old one is gone. */
  attach(connection: Connection): void;
  detach(): void;
  fail(reason: Problem): void;
}

/**
 * Opens a channel and keeps one open until it is closed.
 *
 * While there is no link, questions wait for the next one. What was under way when a link was lost resolves with
 * `unavailable`, because nobody knows whether the engine did it. Subscriptions keep their last rows, with their identity,
 * and are told again only of what differs.
 */
export function reconnectingConnection(options: ReconnectingOptions): Connection {
  const subscriptions = new Set<Subscription>();
  const waiting = new Set<(connection: Connection) => void>();
  let current: Connection | null = null;
  let ended: { readonly connection: Connection } | null = null;

  const attached = (connection: Connection): void => {
    current = connection;
    options.onLink?.('connected');
    for (const subscription of subscriptions) subscription.attach(connection);
    for (const proceed of waiting) proceed(connection);
    waiting.clear();
  };

  const end = (reason: Problem): void => {
    if (ended !== null) return;
    ended = { connection: endedConnection(reason) };
    for (const proceed of waiting) proceed(ended.connection);
    waiting.clear();
  };

  const lost = (): void => {
    if (current === null) return;
    current = null;
    for (const subscription of subscriptions) subscription.detach();
    options.onLink?.('connecting');
  };

  /** Opens one channel; resolves when it is gone. Answers whether it ever worked. */
  const serveOne = async (): Promise<boolean> => {
    const channel = await options.open().catch(() => null);
    if (channel === null) return false;
    let welcomed = false;
    return new Promise((resolve) => {
      const connection = connectChannel(channel, {
        onWelcome: () => {
          welcomed = true;
          if (ended === null) attached(connection);
          else void connection.close();
        },
        onRefused: (reason) => {
          options.onRefused?.(reason);
          for (const subscription of subscriptions) subscription.fail(reason);
          end(reason);
          resolve(welcomed);
        },
        onClose: () => {
          lost();
          resolve(welcomed);
        },
      });
    });
  };

  /** Opens one channel after the other until the end; `failures` attempts in a row came to nothing. */
  const keepOpen = async (failures: number): Promise<void> => {
    const attempt = (await serveOne()) ? 1 : failures + 1;
    if (ended !== null) return;
    await options.wait(attempt);
    if (ended === null) void keepOpen(attempt);
  };
  void keepOpen(0);

  const linked = (): Promise<Connection> => {
    const known = ended?.connection ?? current;
    return known !== null ? Promise.resolve(known) : new Promise((resolve) => waiting.add(resolve));
  };

  return connectionOf({
    command: async (view, name, args) => (await linked()).in(view).command(name, args),
    query: async (view, name, args) => (await linked()).in(view).query(name, args),
    run: async (view, name, args, control) => (await linked()).in(view).run(name, args, control),
    subscribe(view, name, args, listener) {
      if (ended !== null) return ended.connection.subscribe(name, args, listener);
      const subscription = subscriptionOf(view, name, args, listener);
      subscriptions.add(subscription);
      if (current !== null) subscription.attach(current);
      return () => {
        subscriptions.delete(subscription);
        subscription.detach();
      };
    },
    async close() {
      subscriptions.clear();
      end(problem('unavailable', 'This connection has been closed.'));
      const open = current;
      current = null;
      await open?.close();
    },
  });
}

function subscriptionOf<Name extends QueryName>(
  view: View | null,
  name: Name,
  args: QueryInput<Name>,
  listener: (result: Result<QueryResult<Name>, Problem>) => void,
): Subscription {
  let last: QueryResult<Name> | null = null;
  let stop: (() => void) | null = null;
  // A listener that was told of a problem no longer shows the rows, so it is told of them again even when they are the same.
  let isFailing = false;
  return {
    attach(connection) {
      stop = connection.in(view).subscribe(name, args, (result) => {
        if (!result.ok) {
          isFailing = true;
          return listener(result);
        }
        const rows = keepRows(last, result.value);
        if (rows === last && !isFailing) return;
        isFailing = false;
        last = rows;
        listener(success(rows));
      });
    },
    detach() {
      stop?.();
      stop = null;
    },
    fail: (reason) => listener(failure(reason)),
  };
}

/** What every question meets after the end. */
function endedConnection(reason: Problem): Connection {
  const refused = async (): Promise<Result<never, Problem>> => failure(reason);
  const connection: Connection = {
    command: refused,
    query: refused,
    run: refused,
    subscribe(_name, _args, listener) {
      let wanted = true;
      void Promise.resolve().then(() => {
        if (wanted) listener(failure(reason));
      });
      return () => {
        wanted = false;
      };
    },
    in: () => connection,
    close: async () => {},
  };
  return connection;
}
