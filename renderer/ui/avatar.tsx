import { User } from 'lucide-react';
import type { CSSProperties } from 'react';
import './avatar.css';
import { Icon } from './icon.tsx';

/** Hues of people in the order in which they are assigned, in degrees of OKLCH. */
const hues = [248, 60, 330, 165, 110, 285, 25, 200] as const;

/** Two letters for a name: the first of the first and last word, or the first two of a single word. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  return (last ? [...first].slice(0, 1).concat([...last].slice(0, 1)) : [...first].slice(0, 2)).join('').toUpperCase();
}

/** The hue of a person's place among all people, in degrees of OKLCH. */
export function personHue(index: number): number {
  return hues[index % hues.length] ?? 248;
}

/** What an {@link Avatar} takes. */
export interface AvatarProps {
  /** `null`: nobody. */
  name: string | null;
  /** Place of the person among all people; decides the hue and must not change while the page is open. */
  index?: number | undefined;
  size?: 14 | 18 | 20 | undefined;
}

/** A person as initials on their hue; a dashed ring for nobody. Decoration beside the name. */
export function Avatar({ name, index = 0, size = 18 }: AvatarProps) {
  // A custom property is not in React's CSSProperties.
  const style = { '--person-hue': String(personHue(index)) } as CSSProperties;
  return (
    <span className="avatar" data-size={size} data-nobody={name === null ? '' : undefined} style={style} aria-hidden="true">
      {name === null ? <Icon of={User} size={size - 8} /> : initials(name)}
    </span>
  );
}
