import type { LucideIcon } from 'lucide-react';
import type { ComponentPropsWithRef, ReactNode } from 'react';
import './button.css';
import { Icon } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';
import { Tooltip } from './tooltip.tsx';

/** How much a button asks for: one `primary` a screen, `plain` with an edge, `ghost` without, `destructive` in the colour of danger. */
type ButtonTone = 'primary' | 'plain' | 'ghost' | 'destructive';

/** What a {@link Button} takes besides the attributes of a native button. */
export interface ButtonProps extends Omit<ComponentPropsWithRef<'button'>, 'disabled'> {
  tone?: ButtonTone | undefined;
  /** 22 pixels high instead of 26. */
  small?: boolean | undefined;
  /** Shows a turning ring and refuses presses. */
  busy?: boolean | undefined;
  /** Why it cannot be pressed now; its presence disables the button, which stays focusable so that the reason can be read. */
  disabledReason?: string | undefined;
  icon?: LucideIcon | undefined;
  /** Key that does the same, as shown: `C`, `Ctrl K`. */
  hint?: string | undefined;
  children: ReactNode;
}

/** A button with a word on it. */
export function Button({ tone = 'plain', small, busy, disabledReason, icon, hint, children, onClick, ...rest }: ButtonProps) {
  const idle = busy === true || disabledReason !== undefined;
  const button = (
    <button
      type="button"
      {...rest}
      className={`button ${rest.className ?? ''}`}
      data-tone={tone}
      data-small={small ? '' : undefined}
      aria-disabled={idle || undefined}
      aria-busy={busy || undefined}
      onClick={idle ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <span className="busy-ring" aria-hidden="true" /> : icon && <Icon of={icon} />}
      {children}
      {hint && <KeyHint keys={hint} />}
    </button>
  );
  return disabledReason === undefined ? button : <Tooltip content={disabledReason}>{button}</Tooltip>;
}
