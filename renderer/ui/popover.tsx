import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode, RefObject } from 'react';
import './popover.css';

/** What a floating panel hangs on: an element, or a box on the screen (in CSS pixels of the window). */
export type PopoverAnchor = Element | { getBoundingClientRect(): DOMRect } | RefObject<Element | null> | null;

/** What a {@link Popover} takes. Either it has its own `trigger`, or the owner opens it at an `anchor`. */
export interface PopoverProps {
  /** The button that opens it. */
  trigger?: ReactElement | undefined;
  /** Where it appears when it is opened from elsewhere, by a key for example. */
  anchor?: PopoverAnchor | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** Name of the dialog, read aloud. */
  label: string;
  /** Width in pixels: 308 for facts, 210 for menus. */
  width?: number | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  align?: 'start' | 'center' | 'end' | undefined;
  children: ReactNode;
}

/** A floating panel beside its anchor. `Esc` and a press outside close it; the focus goes in and comes back. */
export function Popover({ trigger, anchor, open, onOpenChange, label, width, side = 'bottom', align = 'start', children }: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      {trigger && <Base.Trigger render={trigger} />}
      <Base.Portal>
        <Base.Positioner className="layer" anchor={anchor} side={side} align={align} sideOffset={4} collisionPadding={8}>
          <Base.Popup className="popover" aria-label={label} style={{ width }}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
