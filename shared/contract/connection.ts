// The one interface between whoever acts and the engine. The engine offers it in-process; a channel (WebSocket,
// MessagePort, local socket) carries it elsewhere.
import type { Result } from '#shared/base/result.ts';
import type { CommandInput, CommandName, CommandValue } from './command.ts';
import type { JobInput, JobName, JobValue, Progress } from './job.ts';
import type { Problem } from './problem.ts';
import type { QueryInput, QueryName, QueryResult } from './query.ts';
import type { View } from './view.ts';

/** What is needed of an `AbortSignal`, which every host has but shared code may not name. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** How a {@link Connection.run} is watched and stopped. */
export interface JobControl {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: CancelSignal;
}

/** A way to ask the engine. None of the promises rejects for a reason that the caller could act on. */
export interface Connection {
  /** Resolves once the change is on disk (or refused, and then nothing has changed). */
  command<Name extends CommandName>(name: Name, args: CommandInput<Name>): Promise<Result<CommandValue<Name>, Problem>>;
  /** Asks once. */
  query<Name extends QueryName>(name: Name, args: QueryInput<Name>): Promise<Result<QueryResult<Name>, Problem>>;
  /**
   * Asks and stays subscribed: `listener` gets the result now and again after every change that touches it. Rows that
   * did not change keep their object identity from call to call.
   *
   * @returns a function that ends the subscription.
   */
  subscribe<Name extends QueryName>(
    name: Name,
    args: QueryInput<Name>,
    listener: (result: Result<QueryResult<Name>, Problem>) => void,
  ): () => void;
  /** Starts long work. */
  run<Name extends JobName>(name: Name, args: JobInput<Name>, control?: JobControl): Promise<Result<JobValue<Name>, Problem>>;
  /**
   * The same plan at another time or in another form: a connection whose questions and commands are about `view`; `null`
   * is the present. Commands in a past view are refused as `read-only`. Closing it ends what was subscribed through it only.
   */
  in(view: View | null): Connection;
  /** Ends all subscriptions and frees what the connection holds. */
  close(): Promise<void>;
}
