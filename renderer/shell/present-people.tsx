import type { ReactNode } from 'react';
import { authorIndex } from '#renderer/sign/author-index.ts';
import { useKnownIssues } from '#renderer/state/known-issue.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { type PresentPerson, presenceWords, usePresent } from '#renderer/state/presence.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useSendPresence } from '#renderer/state/use-send-presence.ts';
import { Avatar } from '#renderer/ui/avatar.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import { IssueId } from '#shared/plan/identity.ts';

/** Tells the others where the person here is, if they want that. `isPresent`: the page looks at the present plan. */
export function PresenceSender({ isPresent }: { readonly isPresent: boolean }): ReactNode {
  const summary = useQuery('sync-status', {}).result?.summary;
  useSendPresence(summary !== undefined && summary.enabled && summary.presence, isPresent);
  return null;
}

/** Who is here now, as initials that lead to where they are. */
export function PresentPeople(): ReactNode {
  const present = usePresent();
  const people = useQuery('workspace', {}).result?.summary.people ?? [];
  if (present.length === 0) return null;
  return (
    <ul className="top-bar-present" aria-label="Who is here">
      {present.map((one) => (
        <li key={one.deviceId}>
          <Present one={one} index={authorIndex(one.person, people)} />
        </li>
      ))}
    </ul>
  );
}

function Present({ one, index }: { readonly one: PresentPerson; readonly index: number }): ReactNode {
  const id = IssueId.safeParse(one.at.issueId).data;
  const key = useKnownIssues(id === undefined ? [] : [id])?.[0]?.key ?? null;
  const words = `${one.person} is ${presenceWords(one.at, key)}`;
  return (
    <Tooltip content={words}>
      <a href={id === undefined ? hashOf('team') : hashOf('issue', id)} aria-label={words} data-away={one.at.idle ? '' : undefined}>
        <Avatar name={one.person} index={index} size={20} />
      </a>
    </Tooltip>
  );
}
