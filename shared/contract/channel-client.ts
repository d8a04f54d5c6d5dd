// A Connection over a Channel: what the page uses over WebSocket and MessagePort, and the command line over the local
// socket. Keeps the rows of subscriptions and applies what changed; knows nothing of hosts, timers or reconnecting.
import { failure, type Result, success } from '#shared/base/result.ts';
import type { Connection, JobControl } from './connection.ts';
import { connectionOf } from './connection-in.ts';
import type { Progress } from './job.ts';
import { type Channel, type ClientMessage, contractVersion, type EngineMessage } from './message.ts';
import { type Problem, problem } from './problem.ts';
import { applyRowChange, keepRows, type LiveResult } from './row-change.ts';
import type { View } from './view.ts';

/** What a client tells its owner beside the answers. */
export interface ChannelEvents {
  /** The engine answered the greeting. */
  readonly onWelcome?: () => void;
  /** The engine speaks another version of the contract; nothing can be asked over this channel. */
  readonly onRefused?: (reason: Problem) => void;
  /** The channel is gone; called before what is pending is answered with `unavailable`. */
  readonly onClose?: () => void;
}

interface Pending {
  readonly settle: (result: Result<unknown, Problem>) => void;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

interface Subscription {
  readonly tell: (result: Result<LiveResult, Problem>) => void;
  result: LiveResult | null;
}

const lost = (): Problem =>
  problem(
    'unavailable',
    'The link to the engine is lost. A command that was under way may have been carried out; look before repeating it.',
  );

/**
 * Speaks to an engine through `channel`. Greets it at once; questions may be asked right away. Ids of messages are unique
 * on the channel; the channel carries messages in order. Once it closes, everything pending resolves with `unavailable`,
 * subscribers are told so, and the connection stays that way.
 */
export function connectChannel(channel: Channel<ClientMessage, EngineMessage>, events: ChannelEvents = {}): Connection {
  const pending = new Map<number, Pending>();
  const subscriptions = new Map<number, Subscription>();
  const greetingId = 1;
  let lastId = greetingId;
  let ended: Problem | null = null;

  const end = (reason: Problem): void => {
    if (ended !== null) return;
    ended = reason;
    for (const { settle } of pending.values()) settle(failure(reason));
    pending.clear();
    for (const { tell } of subscriptions.values()) tell(failure(reason));
    subscriptions.clear();
  };

  const ask = (make: (id: number) => ClientMessage, control: JobControl = {}): Promise<Result<unknown, Problem>> =>
    new Promise((resolve) => {
      if (ended !== null) return resolve(failure(ended));
      const id = ++lastId;
      const cancel = (): void => channel.send({ type: 'cancel', id });
      pending.set(id, {
        onProgress: control.onProgress,
        settle: (result) => {
          control.signal?.removeEventListener('abort', cancel);
          resolve(result);
        },
      });
      try {
        channel.send(make(id));
      } catch (error) {
        // The channel cannot carry it: too long, or not plain JSON.
        const reason = error instanceof Error ? error.message : String(error);
        return settle(id, failure(problem('limit', `The message could not be sent: ${reason}`)));
      }
      if (control.signal?.aborted === true) cancel();
      else control.signal?.addEventListener('abort', cancel);
    });

  const settle = (id: number, result: Result<unknown, Problem>): void => {
    const asked = pending.get(id);
    pending.delete(id);
    asked?.settle(result);
  };

  const takeRows = (id: number, result: LiveResult): void => {
    const subscription = subscriptions.get(id);
    if (subscription === undefined) return settle(id, success(result));
    subscription.result = keepRows(subscription.result, result);
    subscription.tell(success(subscription.result));
  };

  const refuse = (id: number, reason: Problem): void => {
    if (id === greetingId) {
      events.onRefused?.(reason);
      end(reason);
      channel.close();
      return;
    }
    const subscription = subscriptions.get(id);
    if (subscription === undefined) settle(id, failure(reason));
    else subscription.tell(failure(reason));
  };

  channel.onMessage((message) => {
    switch (message.type) {
      case 'welcome':
        return events.onWelcome?.();
      case 'value':
        return settle(message.id, success(message.value));
      case 'problem':
        return refuse(message.id, message.problem);
      case 'rows':
        return takeRows(message.id, { summary: message.summary, rows: message.rows });
      case 'change': {
        const subscription = subscriptions.get(message.id);
        if (subscription === undefined || subscription.result === null) return;
        subscription.result = applyRowChange(subscription.result, message.change);
        return subscription.tell(success(subscription.result));
      }
      case 'progress':
        return pending.get(message.id)?.onProgress?.(message.progress);
    }
  });
  channel.onClose(() => {
    events.onClose?.();
    end(lost());
  });
  channel.send({ type: 'hello', id: greetingId, version: contractVersion });

  return connectionOf({
    // The engine answers with a value of the schema that belongs to the name; so below.
    command: (view, name, args) => ask((id) => ({ type: 'command', id, name, args, ...about(view) })) as never,
    query: (view, name, args) => ask((id) => ({ type: 'query', id, name, args, ...about(view) })) as never, // as above
    run: (view, name, args, control) => ask((id) => ({ type: 'run', id, name, args, ...about(view) }), control) as never, // as above
    subscribe(view, name, args, listener) {
      const id = ++lastId;
      // As above.
      subscriptions.set(id, { tell: (result) => listener(result as never), result: null });
      if (ended === null) channel.send({ type: 'subscribe', id, name, args, ...about(view) });
      else void tellLater(ended, id);
      return () => {
        if (subscriptions.delete(id) && ended === null) channel.send({ type: 'unsubscribe', id });
      };
    },
    async close() {
      subscriptions.clear();
      end(problem('unavailable', 'This connection has been closed.'));
      channel.close();
    },
  });

  async function tellLater(reason: Problem, id: number): Promise<void> {
    await Promise.resolve();
    subscriptions.get(id)?.tell(failure(reason));
    subscriptions.delete(id);
  }
}

/** The part of a message that names the view; nothing for the present. */
function about(view: View | null): { view?: string } {
  return view === null ? {} : { view };
}
