import type { ReactNode } from 'react';
import './tool-bar.css';

/** The bar over a picture: what shapes it at the left, what it sums up at the right, with a {@link ToolBarSpace} between. */
export function ToolBar({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className="tool-bar">{children}</div>;
}

/** Pushes what follows to the right. */
export function ToolBarSpace(): ReactNode {
  return <span className="tool-bar-space" />;
}
