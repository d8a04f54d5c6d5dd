// Asks the engine and stays up to date.
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Problem } from '#shared/contract/problem.ts';
import type { QueryInput, QueryName, QueryResult } from '#shared/contract/query.ts';
import { useEngine } from './engine-context.tsx';
import type { LiveResult } from './live-query.ts';

/** What a component shows of a query. */
export interface QueryView<Name extends QueryName> {
  /** `undefined` until the first answer; after a change of arguments the old result until the new one is there. */
  readonly result: QueryResult<Name> | undefined;
  readonly problem: Problem | null;
  /** True while `result` answers older arguments. */
  readonly stale: boolean;
}

/**
 * The live result of a query. Arguments are compared by value, so a new object with the same content asks nothing new.
 * Rows that did not change keep their identity.
 */
export function useQuery<Name extends QueryName>(name: Name, args: QueryInput<Name>): QueryView<Name> {
  const { live } = useEngine();
  const key = live.key(name, args);
  const [stable, setStable] = useState({ key, args });
  if (stable.key !== key) setStable({ key, args });
  const current = stable.key === key ? stable.args : args;

  const watch = useCallback((listener: () => void) => live.watch(name, current, listener), [live, name, current]);
  const now: LiveResult<Name> = useSyncExternalStore(watch, () => live.read(name, current));

  const [last, setLast] = useState<LiveResult<Name>>(now);
  const answered = now.result !== undefined;
  if (answered && last !== now) setLast(now);
  return { result: answered ? now.result : last.result, problem: now.problem, stale: !answered && last.result !== undefined };
}
