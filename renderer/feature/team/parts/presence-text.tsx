import type { ReactNode } from 'react';
import { useKnownIssues } from '#renderer/state/known-issue.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { presenceWords } from '#renderer/state/presence.ts';
import type { Presence } from '#shared/contract/team.ts';
import { IssueId } from '#shared/plan/identity.ts';

/** Where somebody is, in words that lead there. */
export function PresenceText({ at }: { readonly at: Presence | null }): ReactNode {
  const id = IssueId.safeParse(at?.issueId).data;
  const key = useKnownIssues(id === undefined ? [] : [id])?.[0]?.key ?? null;
  if (at === null) return null;
  const words = presenceWords(at, key);
  return <span className="team-where ellipsis">{id === undefined ? words : <a href={hashOf('issue', id)}>{words}</a>}</span>;
}
