import { ChevronDown, Plus, X } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import './chip.css';
import { Icon } from './icon.tsx';

/** A row of segments that belong together: field, operator, value, remove. */
export function Chip({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className="chip" role="group" aria-label={label}>
      {children}
    </span>
  );
}

/** A segment that only says something. */
export function ChipText({ children }: { children: ReactNode }) {
  return <span className="chip-segment">{children}</span>;
}

/** What a {@link ChipButton} takes besides the attributes of a native button. */
export interface ChipButtonProps extends ComponentPropsWithRef<'button'> {
  /** The value, darker and heavier than what it is a value of. */
  strong?: boolean | undefined;
  /** Shows that it opens a list. */
  opens?: boolean | undefined;
}

/** A segment that opens its own menu; give it to a picker or a menu as the trigger. */
export function ChipButton({ strong, opens, children, ...rest }: ChipButtonProps) {
  return (
    <button type="button" {...rest} className="chip-segment chip-button" data-strong={strong ? '' : undefined}>
      {children}
      {opens && <Icon of={ChevronDown} size={12} />}
    </button>
  );
}

/** The segment at the end that takes the whole chip away. `label` says what is removed. */
export function ChipRemove({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" className="chip-segment chip-button chip-remove" aria-label={label} onClick={onRemove}>
      <Icon of={X} size={11} />
    </button>
  );
}

/** The dashed chip after the last one, that opens a list of what can be added. */
export function ChipAdd({ children, ...rest }: ComponentPropsWithRef<'button'>) {
  return (
    <button type="button" {...rest} className="chip chip-add chip-segment chip-button">
      <Icon of={Plus} size={12} />
      {children}
    </button>
  );
}
