// How wide the sidebar is: as the person chose, or else as the place and the window ask for.
import { useCallback, useState, useSyncExternalStore } from 'react';
import type { Place } from '#renderer/state/navigation.ts';

/** Windows narrower than this have the rail unless the person says otherwise, in CSS pixels. */
const narrow = '(width < 960px)';

function subscribe(listener: () => void): () => void {
  const media = matchMedia(narrow);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** Whether the sidebar is the rail at `place`, and how to change that; wide pictures start with the rail. */
export function useRail(place: Place): readonly [rail: boolean, toggle: () => void] {
  const small = useSyncExternalStore(subscribe, () => matchMedia(narrow).matches);
  const wide = place === 'graph' || place === 'timeline';
  const [chosen, setChosen] = useState<{ readonly list?: boolean; readonly wide?: boolean }>({});
  const rail = (wide ? chosen.wide : chosen.list) ?? (small || wide);
  const toggle = useCallback(() => setChosen((before) => ({ ...before, [wide ? 'wide' : 'list']: !rail })), [wide, rail]);
  return [rail, toggle];
}
