// Whether anything can be changed where the page looks, and if not, why: the plan of another time, or the person's place in the team.
import type { QueryResult } from '#shared/contract/query.ts';
import { useQuery } from './use-query.ts';
import { isReadOnly, useView } from './view.ts';

/** Why nothing can be changed: `past`, the plan as it was; `viewer`, one who reads; `shut-out`, a device that does not belong to the team. */
export type ReadOnlyReason = 'past' | 'viewer' | 'shut-out';

/** Why somebody with this place in the team may not change the present plan; `null` when they may. */
export function refusedRole({ workspaceId, role }: Pick<QueryResult<'team'>['summary'], 'workspaceId' | 'role'>): ReadOnlyReason | null {
  if (workspaceId === null || role === 'owner' || role === 'editor') return null;
  return role === 'viewer' ? 'viewer' : 'shut-out';
}

/** Why nothing can be changed in the plan that the page looks at; `null` when it can. A scenario is everybody's own. */
export function useReadOnlyReason(): ReadOnlyReason | null {
  const view = useView();
  const team = useQuery('team', {}).result?.summary;
  if (isReadOnly(view)) return 'past';
  return view !== null || team === undefined ? null : refusedRole(team);
}

/** Whether nothing can be changed in the plan that the page looks at. */
export function useReadOnly(): boolean {
  return useReadOnlyReason() !== null;
}

const words = {
  past: 'Nothing can be changed in the plan as it was',
  viewer: 'You may read this plan and not change it; an owner of the team can make you an editor',
  'shut-out': 'This device does not belong to the team any more, so nobody would take what it changes',
} as const satisfies Record<ReadOnlyReason, string>;

/** Why nothing can be changed, for a tooltip. */
export function readOnlyWords(reason: ReadOnlyReason): string {
  return words[reason];
}
