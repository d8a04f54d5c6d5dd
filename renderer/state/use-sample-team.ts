// Gives the sample workspace what its plan files cannot say.
import { useCallback } from 'react';
import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { giveSampleTeam } from '#shared/contract/sample-team.ts';
import { useEngine } from './engine-context.tsx';
import { asOwnChange } from './own-change.ts';
import { dayOf } from './today.ts';

/** A function that gives the people of the sample hours and its sprints dates, as the engine's own first start does. */
export function useSampleTeam(): () => Promise<Result<null, Problem>> {
  const { page } = useEngine();
  return useCallback(() => asOwnChange(giveSampleTeam(page.connection, dayOf(new Date()))), [page]);
}
