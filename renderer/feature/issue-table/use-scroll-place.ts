// Where each list was scrolled to: going back from an issue meets the list where it was left.
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { ListQuery } from '#renderer/state/list-query.ts';

const places = new Map<string, number>();

/** Puts `scroller` where `list` was left, or at its top when it is another list; a live change of the same list moves nothing. */
export function useScrollPlace(scroller: RefObject<HTMLElement | null>, list: ListQuery): void {
  const key = JSON.stringify(list);
  const shown = useRef<string | null>(null);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null || shown.current === key) return;
    const first = shown.current === null;
    shown.current = key;
    element.scrollTo({ top: first ? (places.get(key) ?? 0) : 0 });
    if (!first) return;
    // The lines are not there before the first answer, and then the place is out of reach: it is sought until it is met.
    const wanted = places.get(key) ?? 0;
    let tries = 0;
    const seek = (): void => {
      tries += 1;
      if (tries > 60 || Math.abs(element.scrollTop - wanted) < 1) return;
      element.scrollTo({ top: wanted });
      frame = requestAnimationFrame(seek);
    };
    let frame = requestAnimationFrame(seek);
    return () => cancelAnimationFrame(frame);
  }, [scroller, key]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const remember = (): void => {
      if (shown.current === key) places.set(key, element.scrollTop);
    };
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, [scroller, key]);
}
