import type { ReactNode } from 'react';
import { authorIndex } from '#renderer/sign/author-index.ts';
import { When } from '#renderer/sign/when.tsx';
import { Avatar } from '#renderer/ui/avatar.tsx';

/** What a {@link WhoLine} takes. */
export interface WhoLineProps {
  /** `null`: a plan file, or history does not say. */
  readonly author: string | null;
  readonly at: string | null;
  readonly people: readonly { readonly name: string }[];
  readonly today: string;
}

/** Who did something, and when. */
export function WhoLine({ author, at, people, today }: WhoLineProps): ReactNode {
  if (author === null) return <span className="conflict-who">from the plan</span>;
  return (
    <span className="conflict-who">
      <Avatar name={author} index={authorIndex(author, people)} size={14} />
      <span className="ellipsis">{author}</span>
      {at !== null && <When at={at} today={today} />}
    </span>
  );
}
