import type { ReactNode } from 'react';
import './tool-bar.css';

/** What a {@link ToolBar} takes. */
export interface ToolBarProps {
  /** Takes a second line when one is too short; without it the bar stays 40 pixels high. */
  readonly wraps?: boolean;
  readonly children: ReactNode;
}

/** The bar over a picture: what shapes it at the left, what it sums up at the right, with a {@link ToolBarSpace} between. */
export function ToolBar({ wraps, children }: ToolBarProps): ReactNode {
  return (
    <div className="tool-bar" data-wraps={wraps ? '' : undefined}>
      {children}
    </div>
  );
}

/** Pushes what follows to the right. */
export function ToolBarSpace(): ReactNode {
  return <span className="tool-bar-space" />;
}
