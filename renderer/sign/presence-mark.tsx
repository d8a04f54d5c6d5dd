import type { ReactNode } from 'react';
import { Avatar } from '#renderer/ui/avatar.tsx';
import './presence-mark.css';

/** Somebody who is at a place now. */
export interface PersonHere {
  readonly deviceId: string;
  readonly person: string;
  /** Place among the people, for the hue. */
  readonly index: number;
}

/** Who is at a place now: small initials in their hues; nothing when nobody is. */
export function PresenceMark({ people, does = 'here' }: { readonly people: readonly PersonHere[]; readonly does?: string }): ReactNode {
  if (people.length === 0) return null;
  const words = `${people.map(({ person }) => person).join(', ')} ${people.length === 1 ? 'is' : 'are'} ${does}`;
  return (
    <span className="presence-mark" role="img" aria-label={words} title={words}>
      {people.map(({ deviceId, person, index }) => (
        <Avatar key={deviceId} name={person} index={index} size={14} />
      ))}
    </span>
  );
}
