import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import './menu.css';
import { Icon } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';

/** One action of a menu. */
export interface MenuEntry {
  id: string;
  label: string;
  /** A line icon, or any 14 pixel glyph. */
  icon?: LucideIcon | undefined;
  glyph?: ReactNode;
  /** Key that does the same, as shown. */
  hint?: string | undefined;
  tone?: 'danger' | undefined;
  /** Why it cannot be chosen now; its presence disables the row. */
  disabledReason?: string | undefined;
  /** A line above it. */
  separated?: boolean | undefined;
  onPick: () => void;
}

/** What stands in a row of a menu: glyph, label, key. */
export function MenuRowContent({ entry }: { entry: Pick<MenuEntry, 'icon' | 'glyph' | 'label' | 'hint'> }) {
  return (
    <>
      <span className="menu-row-glyph">{entry.icon ? <Icon of={entry.icon} /> : entry.glyph}</span>
      <span className="menu-row-label ellipsis">{entry.label}</span>
      {entry.hint && <KeyHint keys={entry.hint} />}
    </>
  );
}
