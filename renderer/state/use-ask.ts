// Asks the engine once, for what is needed at a press and not on screen.
import { useCallback } from 'react';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { QueryInput, QueryName, QueryResult } from '#shared/contract/query.ts';
import { useEngine } from './engine-context.tsx';

/** Asks a query once. */
export type Ask = <Name extends QueryName>(name: Name, args: QueryInput<Name>) => Promise<Result<QueryResult<Name>, Problem>>;

/** A function that asks once. */
export function useAsk(): Ask {
  const { page } = useEngine();
  return useCallback((name, args) => page.connection.query(name, args), [page]);
}
