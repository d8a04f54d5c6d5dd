// How wide the panes are that can be drawn wider; remembered on this device.
import { useCallback, useState } from 'react';

/** The width of the pane `name` in pixels, inside its bounds, and how to change it. */
export function usePaneWidth(
  name: string,
  bounds: { readonly initial: number; readonly min: number; readonly max: number },
): readonly [number, (width: number) => void] {
  const key = `sextant.width.${name}`;
  const [width, setWidth] = useState(() => {
    const stored = Number(localStorage.getItem(key) ?? Number.NaN);
    return stored >= bounds.min && stored <= bounds.max ? stored : bounds.initial;
  });
  const change = useCallback(
    (next: number) => {
      localStorage.setItem(key, String(next));
      setWidth(next);
    },
    [key],
  );
  return [width, change];
}
