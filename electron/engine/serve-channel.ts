// The engine's side of a channel: carries commands, queries, jobs and live rows between one client and a Connection.
// Trusts nothing that comes in; a bad message is answered with a problem and changes nothing.
import type { Connection } from '#shared/contract/connection.ts';
import { type Channel, ClientMessage, contractVersion, type EngineMessage } from '#shared/contract/message.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import { type LiveResult, rowChange } from '#shared/contract/row-change.ts';
import { View } from '#shared/contract/view.ts';
import type { Result } from '#shared/base/result.ts';

/** More than any page subscribes to or has under way; a client beyond it is refused with `limit`. */
const open = { subscriptions: 1000, calls: 1000 };

/**
 * Serves `connection` to the client at the other end until the channel closes; then its subscriptions end and its jobs
 * are cancelled, for nobody waits for them. The connection itself stays open: others may use it.
 */
export function serveChannel(connection: Connection, channel: Channel<EngineMessage, unknown>): void {
  const session = new ChannelSession(connection, channel);
  channel.onMessage((message) => session.take(message));
  channel.onClose(() => session.end());
}

type Call = Extract<ClientMessage, { type: 'command' | 'query' | 'run' }>;
type Subscribe = Extract<ClientMessage, { type: 'subscribe' }>;

/** One client. Life cycle: waiting for the greeting → greeted → ended. */
class ChannelSession {
  readonly #connection: Connection;
  readonly #channel: Channel<EngineMessage, unknown>;
  readonly #subscriptions = new Map<number, () => void>();
  readonly #calls = new Map<number, AbortController>();
  #greeted = false;
  #ended = false;

  constructor(connection: Connection, channel: Channel<EngineMessage, unknown>) {
    this.#connection = connection;
    this.#channel = channel;
  }

  take(raw: unknown): void {
    const message = ClientMessage.safeParse(raw);
    if (!message.success) return this.#refuse(idOf(raw), problem('invalid-argument', 'This is not a message of the contract.', 'message'));
    const { data } = message;
    if (data.type === 'hello') return this.#greet(data.id, data.version);
    if (!this.#greeted) return this.#refuse(data.id, problem('invalid-argument', 'The first message must be "hello".', 'message'));
    switch (data.type) {
      case 'command':
      case 'query':
      case 'run':
        return this.#call(data);
      case 'subscribe':
        return this.#subscribe(data);
      case 'unsubscribe':
        this.#subscriptions.get(data.id)?.();
        this.#subscriptions.delete(data.id);
        return;
      case 'cancel':
        return this.#calls.get(data.id)?.abort();
    }
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const stop of this.#subscriptions.values()) stop();
    this.#subscriptions.clear();
    for (const call of this.#calls.values()) call.abort();
  }

  #greet(id: number, version: number): void {
    if (version === contractVersion) {
      this.#greeted = true;
      this.#send({ type: 'welcome', id, version: contractVersion });
      return;
    }
    this.#refuse(
      id,
      problem(
        'unavailable',
        `This client speaks version ${version} of the contract, the engine version ${contractVersion}. Reload the page, or update the older of the two.`,
        'version',
      ),
    );
    this.#channel.close();
  }

  #call(message: Call): void {
    const { id } = message;
    if (this.#isTaken(id)) return;
    const connection = this.#connectionFor(message);
    if (connection === null) return;
    if (this.#calls.size >= open.calls) return this.#refuse(id, tooMany('calls', open.calls));
    const call = new AbortController();
    this.#calls.set(id, call);
    void this.#answer(connection, message, call.signal)
      .catch((error: unknown) => ({
        ok: false as const,
        error: problem('internal', `The engine failed: ${error instanceof Error ? error.message : String(error)}.`),
      }))
      .then((result) => {
        this.#calls.delete(id);
        if (!result.ok) this.#refuse(id, result.error);
        else if (message.type === 'query') this.#sendRows(id, result.value as LiveResult); // what a query answers
        else this.#send({ type: 'value', id, value: result.value });
      });
  }

  /** Names and arguments are checked by who carries the call out. */
  async #answer(connection: Connection, { type, id, name, args }: Call, signal: AbortSignal): Promise<Result<unknown, Problem>> {
    if (type === 'command') return connection.command(name as never, args as never); // as said above
    if (type === 'query') return connection.query(name as never, args as never); // as said above
    return connection.run(name as never, args as never, {
      // as said above
      signal,
      onProgress: (progress) => void this.#send({ type: 'progress', id, progress }),
    });
  }

  /** The connection in the view that a message is about; `null` when that is none, which its sender is told. */
  #connectionFor({ id, view }: Call | Subscribe): Connection | null {
    if (view === undefined) return this.#connection;
    const parsed = View.safeParse(view);
    if (parsed.success) return this.#connection.in(parsed.data);
    this.#refuse(id, problem('invalid-argument', parsed.error.issues[0]?.message ?? 'This is not a view.', 'view'));
    return null;
  }

  #subscribe(message: Subscribe): void {
    const { id, name, args } = message;
    if (this.#isTaken(id)) return;
    const connection = this.#connectionFor(message);
    if (connection === null) return;
    if (this.#subscriptions.size >= open.subscriptions) return this.#refuse(id, tooMany('subscriptions', open.subscriptions));
    let last: LiveResult | null = null;
    // The connection refuses names and arguments that it does not know.
    const stop = connection.subscribe(name as never, args as never, (result: Result<LiveResult, Problem>) => {
      if (!result.ok) {
        last = null;
        return this.#refuse(id, result.error);
      }
      const change = last === null ? null : rowChange(last, result.value);
      if (last !== null && change === null) return;
      const sent = change === null ? this.#sendRows(id, result.value) : this.#send({ type: 'change', id, change });
      // A client that did not get them has nothing that the next change could be applied to.
      last = sent ? result.value : null;
    });
    this.#subscriptions.set(id, stop);
  }

  #isTaken(id: number): boolean {
    if (!this.#calls.has(id) && !this.#subscriptions.has(id)) return false;
    this.#refuse(id, problem('duplicate', `The id ${id} is in use on this channel; every message needs its own.`, 'id'));
    return true;
  }

  #sendRows(id: number, { summary, rows }: LiveResult): boolean {
    // Rows are sent, never changed; the message only leaves open what else they hold.
    return this.#send({ type: 'rows', id, summary, rows: rows as Extract<EngineMessage, { type: 'rows' }>['rows'] });
  }

  #refuse(id: number, reason: Problem): void {
    this.#send({ type: 'problem', id, problem: reason });
  }

  /** False when the channel could not carry the message (too long); its client is told so instead. */
  #send(message: EngineMessage): boolean {
    if (this.#ended) return true;
    try {
      this.#channel.send(message);
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (message.type !== 'problem') this.#refuse(message.id, problem('limit', `The answer could not be sent: ${reason}`));
      return false;
    }
  }
}

function tooMany(what: string, most: number): Problem {
  return problem('limit', `More than ${most} ${what} are open on one channel; end some first.`);
}

/** The id that a bad message carries, so that its sender can tell which one it was; 0 when there is none. */
function idOf(raw: unknown): number {
  const id: unknown = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : 0;
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : 0;
}
