import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import './tooltip.css';
import { KeyHint } from './key-hint.tsx';

/** Milliseconds of rest before a tooltip opens. */
const openDelay = 400;

/** What a {@link Tooltip} takes. */
export interface TooltipProps {
  /** The reason or the full text; never the visible label again. */
  content: ReactNode;
  /** A second, quieter line. */
  note?: ReactNode;
  /** Key of the control, as shown. */
  hint?: string | undefined;
  side?: 'top' | 'bottom' | 'left' | 'right' | undefined;
  /** The one element that it explains; it must take a ref and event handlers. */
  children: ReactElement;
}

/** Explains its child after 400 ms of rest on it, and at once when it gets the focus of the keyboard. */
export function Tooltip({ content, note, hint, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger delay={openDelay} closeDelay={0} render={children} />
      <Base.Portal>
        <Base.Positioner className="layer-tooltip" side={side} sideOffset={6} collisionPadding={8}>
          <Base.Popup className="tooltip">
            <TooltipBody content={content} note={note} hint={hint} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** What stands in a tooltip. */
export function TooltipBody({ content, note, hint }: Pick<TooltipProps, 'content' | 'note' | 'hint'>) {
  return (
    <>
      <span>{content}</span>
      {hint && <KeyHint keys={hint} />}
      {note && <span className="tooltip-note">{note}</span>}
    </>
  );
}
