import type { ReactNode } from 'react';
import { authorIndex } from '#renderer/sign/author-index.ts';
import { PresenceMark } from '#renderer/sign/presence-mark.tsx';
import { usePresentAt } from '#renderer/state/presence.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import type { IssueId } from '#shared/plan/identity.ts';

/** What an {@link IssuePresence} takes. */
export interface IssuePresenceProps {
  readonly issueId: IssueId;
  /** As the editors call it. */
  readonly field: string;
  /** What they do there. */
  readonly does?: string;
}

/** Who is at a field of the issue now. */
export function IssuePresence({ issueId, field, does }: IssuePresenceProps): ReactNode {
  const present = usePresentAt(issueId, field);
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  const here = present.map(({ deviceId, person }) => ({ deviceId, person, index: authorIndex(person, people) }));
  return <PresenceMark people={here} does={does ?? 'at this'} />;
}
