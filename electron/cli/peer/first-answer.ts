import type { Connection } from '#shared/contract/connection.ts';
import type { QueryName, QueryResult } from '#shared/contract/query.ts';
import { Refusal } from '../refusal.ts';

/** Why waiting ended before what was waited for: the person stopped it, or it took too long. */
export type Ending = 'stopped' | 'late';

/**
 * Looks at each answer of a live query until `look` finds in it what is waited for, or `ended` says that nobody waits any more.
 *
 * @throws {Refusal} when the query is refused, and whatever `look` throws.
 */
export async function firstAnswer<Name extends QueryName, Value>(
  connection: Connection,
  name: Name,
  look: (answer: QueryResult<Name>) => Value | null,
  ended: Promise<Ending>,
): Promise<Value | Ending> {
  const { promise, resolve, reject } = Promise.withResolvers<Value>();
  // All queries that are waited on take no arguments, which the compiler cannot tell of a name it does not know.
  const end = connection.subscribe(name, {} as never, (answer) => {
    try {
      if (!answer.ok) throw new Refusal(1, answer.error);
      const found = look(answer.value);
      if (found !== null) resolve(found);
    } catch (error) {
      reject(error instanceof Error ? error : new Error(String(error)));
    }
  });
  try {
    return await Promise.race([promise, ended]);
  } finally {
    end();
  }
}

/** When waiting ends: when the person asks for it, when the workspace is lost, or after so many seconds; `null`: not by time. */
export function patience(
  stopped: Promise<void> | null,
  lost: Promise<never>,
  seconds: number | null,
): { readonly ended: Promise<Ending>; end(): void } {
  const { promise, resolve } = Promise.withResolvers<Ending>();
  void stopped?.then(() => resolve('stopped'));
  const timer = seconds === null ? null : setTimeout(() => resolve('late'), seconds * 1000);
  const ended = Promise.race([promise, lost]);
  // Who waits hears of it; whoever has waited need not.
  ended.catch(() => {});
  return {
    ended,
    end: () => {
      if (timer !== null) clearTimeout(timer);
    },
  };
}
