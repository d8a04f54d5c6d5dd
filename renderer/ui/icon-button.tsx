import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef } from 'react';
import './icon-button.css';
import { Icon } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';

/** What an {@link IconButton} takes besides the attributes of a native button. */
export interface IconButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'children' | 'aria-label'> {
  icon: LucideIcon;
  /** Its name, read aloud and shown as a tooltip. */
  label: string;
  /** Key that does the same, as shown. */
  hint?: string | undefined;
  /** Edge of the square in pixels: 22, or 26 in bars. */
  size?: 22 | 26 | undefined;
}

/** A button with an icon only; its name is in the tooltip. */
export function IconButton({ icon, label, hint, size = 22, ...rest }: IconButtonProps) {
  return (
    <Tooltip content={label} hint={hint}>
      <button type="button" {...rest} className={`icon-button ${rest.className ?? ''}`} data-size={size} aria-label={label}>
        <Icon of={icon} />
      </button>
    </Tooltip>
  );
}
