import { type RefObject, useEffect, useState } from 'react';
import { laneHeadWidth, type SeenPart } from './timeline-look.ts';

/** Parts come in steps of this many pixels, so that scrolling a little draws nothing new. */
const step = 240;

/** The part of a scrolled sheet that is on screen, widened to whole steps and one around. */
export function useSeen(scroller: RefObject<HTMLElement | null>): SeenPart {
  const [seen, setSeen] = useState<SeenPart>({ left: 0, right: 2000, top: 0, bottom: 1200 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = (): void => {
      const { scrollLeft, scrollTop, clientWidth, clientHeight } = element;
      const next = {
        left: Math.max(0, (Math.floor(scrollLeft / step) - 1) * step),
        right: (Math.ceil((scrollLeft + clientWidth - laneHeadWidth) / step) + 1) * step,
        top: Math.max(0, (Math.floor(scrollTop / step) - 1) * step),
        bottom: (Math.ceil((scrollTop + clientHeight) / step) + 1) * step,
      };
      setSeen((now) =>
        now.left === next.left && now.right === next.right && now.top === next.top && now.bottom === next.bottom ? now : next,
      );
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    const watch = new ResizeObserver(look);
    watch.observe(element);
    return () => {
      element.removeEventListener('scroll', look);
      watch.disconnect();
    };
  }, [scroller]);
  return seen;
}
