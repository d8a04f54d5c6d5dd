// Makes connections, one a view, of calls that name the view. Every kind of connection is built on it, so that `in` means
// the same everywhere.
import type { Result } from '#shared/base/result.ts';
import type { CommandInput, CommandName, CommandValue } from './command.ts';
import type { Connection, JobControl } from './connection.ts';
import type { JobInput, JobName, JobValue } from './job.ts';
import type { Problem } from './problem.ts';
import type { QueryInput, QueryName, QueryResult } from './query.ts';
import type { View } from './view.ts';

/** What a {@link Connection} does, with the view as the first argument; `null` is the present. */
export interface CallsByView {
  command<Name extends CommandName>(view: View | null, name: Name, args: CommandInput<Name>): Promise<Result<CommandValue<Name>, Problem>>;
  query<Name extends QueryName>(view: View | null, name: Name, args: QueryInput<Name>): Promise<Result<QueryResult<Name>, Problem>>;
  subscribe<Name extends QueryName>(
    view: View | null,
    name: Name,
    args: QueryInput<Name>,
    listener: (result: Result<QueryResult<Name>, Problem>) => void,
  ): () => void;
  run<Name extends JobName>(
    view: View | null,
    name: Name,
    args: JobInput<Name>,
    control?: JobControl,
  ): Promise<Result<JobValue<Name>, Problem>>;
  /** Ends everything, in all views. */
  close(): Promise<void>;
}

/** The connection to the present. Closing it closes all; closing one that it gives for a view ends that one's subscriptions. */
export function connectionOf(calls: CallsByView): Connection {
  const present: Connection = {
    ...boundTo(calls, null),
    in: (view) => (view === null ? present : connectionIn(calls, view, present)),
    close: () => calls.close(),
  };
  return present;
}

function connectionIn(calls: CallsByView, view: View, present: Connection): Connection {
  const subscriptions = new Set<() => void>();
  const bound = boundTo(calls, view);
  return {
    ...bound,
    subscribe(name, args, listener) {
      const stop = bound.subscribe(name, args, listener);
      const end = (): void => {
        subscriptions.delete(end);
        stop();
      };
      subscriptions.add(end);
      return end;
    },
    in: (other) => present.in(other),
    async close() {
      for (const end of subscriptions) end();
    },
  };
}

function boundTo(calls: CallsByView, view: View | null): Omit<Connection, 'in' | 'close'> {
  return {
    command: (name, args) => calls.command(view, name, args),
    query: (name, args) => calls.query(view, name, args),
    subscribe: (name, args, listener) => calls.subscribe(view, name, args, listener),
    run: (name, args, control) => calls.run(view, name, args, control),
  };
}
