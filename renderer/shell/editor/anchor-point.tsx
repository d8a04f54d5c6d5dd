import { type ReactNode, useState } from 'react';
import type { Anchor } from '#renderer/state/editor-request.ts';

/** Distance of an editor without an anchor from the top of the window, in pixels. */
const fallbackTop = 120;

/** An invisible box where an editor hangs; `children` gets its element once it is there. */
export function AnchorPoint({ anchor, children }: { anchor: Anchor | null; children: (element: Element) => ReactNode }): ReactNode {
  const [element, setElement] = useState<Element | null>(null);
  const box = anchor ?? { x: innerWidth / 2 - 140, y: fallbackTop, width: 280, height: 0 };
  return (
    <>
      <span
        ref={setElement}
        aria-hidden="true"
        style={{ position: 'fixed', left: box.x, top: box.y, width: box.width, height: box.height, pointerEvents: 'none' }}
      />
      {element !== null && children(element)}
    </>
  );
}
