import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import './icon-button.css';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

/** What an {@link IconButton} takes besides the attributes of a native button. */
export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label' | 'disabled'> {
  icon: LucideIcon;
  /** Its name, read aloud and shown as a tooltip. */
  label: string;
  /** Key that does the same, as shown. */
  hint?: string | undefined;
  /** A second, quieter line of the tooltip: what exactly it will do. */
  note?: ReactNode;
  /** Why it cannot be pressed now; its presence disables the button, which stays focusable so that the reason can be read. */
  disabledReason?: string | undefined;
  /** Edge of the square in pixels: 22, or 26 in bars. */
  size?: 22 | 26 | undefined;
}

/** A button with an icon only; its name is in the tooltip. */
export function IconButton({ icon, label, hint, note, disabledReason, size = 22, onClick, ...rest }: IconButtonProps) {
  const idle = disabledReason !== undefined;
  return (
    <Tooltip content={label} hint={hint} note={disabledReason ?? note}>
      <button
        type="button"
        {...rest}
        className={`icon-button ${rest.className ?? ''}`}
        data-size={size}
        aria-label={label}
        aria-disabled={idle || undefined}
        onClick={idle ? (event) => event.preventDefault() : onClick}
      >
        <Icon of={icon} />
      </button>
    </Tooltip>
  );
}
