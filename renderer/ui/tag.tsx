import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './tag.css';
import { Icon } from './icon.tsx';

/** A state as a small word on a soft ground; labels that people made up are plain text instead. */
export function Tag({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: TagTone | undefined;
  icon?: LucideIcon | undefined;
  children: ReactNode;
}) {
  return (
    <span className="tag" data-tone={tone}>
      {icon && <Icon of={icon} size={11} />}
      {children}
    </span>
  );
}

/** Colour of a tag, by meaning. */
type TagTone = 'plain' | 'accent' | 'ready' | 'warn' | 'danger' | 'critical';
