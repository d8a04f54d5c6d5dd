// A connection without an engine, for tests of components: results come from functions that the test gives.
import { failure, type Result, success } from '#shared/base/result.ts';
import type { CommandInput, CommandName, CommandValue } from '#shared/contract/command.ts';
import type { Connection } from '#shared/contract/connection.ts';
import type { JobInput, JobName, JobValue } from '#shared/contract/job.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';
import type { QueryInput, QueryName, QueryResult } from '#shared/contract/query.ts';
import type { LinkState, PageConnection } from './page-connection.ts';

/** What the fake answers; a name that is missing is refused as `unavailable`. */
export interface FakeAnswers {
  readonly queries: { readonly [Name in QueryName]?: (args: QueryInput<Name>) => QueryResult<Name> };
  readonly commands?: { readonly [Name in CommandName]?: (args: CommandInput<Name>) => Result<CommandValue<Name>, Problem> };
  readonly jobs?: { readonly [Name in JobName]?: (args: JobInput<Name>) => Result<JobValue<Name>, Problem> };
}

/** A {@link PageConnection} with handles for the test. */
export interface FakeConnection extends PageConnection {
  /** Answers every subscription again. */
  publish(): void;
  /** Takes the link away, or brings it back. */
  setLink(state: LinkState): void;
}

const missing = (name: string): Problem => problem('unavailable', `The fake connection has no answer for "${name}".`);

/** Makes a connection that answers from `answers`; a command is followed by {@link FakeConnection.publish}. */
export function fakeConnection(answers: FakeAnswers): FakeConnection {
  const subscriptions = new Set<() => void>();
  const linkListeners = new Set<() => void>();
  let link: LinkState = { state: 'connected', since: 0 };

  function ask<Name extends QueryName>(name: Name, args: QueryInput<Name>): Result<QueryResult<Name>, Problem> {
    const answer = answers.queries[name];
    return answer === undefined ? failure(missing(name)) : success(answer(args));
  }
  const publish = (): void => {
    for (const tell of subscriptions) tell();
  };
  const connection: Connection = {
    async command(name, args) {
      const answer = answers.commands?.[name];
      if (answer === undefined) return failure(missing(name));
      const result = answer(args);
      publish();
      return result;
    },
    async query(name, args) {
      return ask(name, args);
    },
    subscribe(name, args, listener) {
      const tell = (): void => listener(ask(name, args));
      subscriptions.add(tell);
      queueMicrotask(tell);
      return () => subscriptions.delete(tell);
    },
    async run(name, args) {
      const answer = answers.jobs?.[name];
      if (answer === undefined) return failure(missing(name));
      const result = answer(args);
      publish();
      return result;
    },
    // The answers are the same in every view.
    in: () => connection,
    async close() {
      subscriptions.clear();
    },
  };
  return {
    connection,
    link: () => link,
    onLink(listener) {
      linkListeners.add(listener);
      return () => linkListeners.delete(listener);
    },
    publish,
    setLink(state) {
      link = state;
      for (const listener of linkListeners) listener();
    },
  };
}
