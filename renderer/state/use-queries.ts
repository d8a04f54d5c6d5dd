// Several live results of one query at once: the windows of a long list.
import { useCallback, useRef, useState, useSyncExternalStore } from 'react';
import type { QueryInput, QueryName } from '#shared/contract/query.ts';
import { useEngine } from './engine-context.tsx';
import type { LiveResult } from './live-query.ts';

/** The live results for each of `argsList`, in that order; the same array until one of them changes. */
export function useQueries<Name extends QueryName>(name: Name, argsList: readonly QueryInput<Name>[]): readonly LiveResult<Name>[] {
  const { live } = useEngine();
  const key = argsList.map((args) => live.key(name, args)).join('\n');
  const [asked, setAsked] = useState({ key, argsList });
  if (asked.key !== key) setAsked({ key, argsList });
  const current = asked.key === key ? asked.argsList : argsList;
  const shown = useRef<readonly LiveResult<Name>[]>([]);

  const watch = useCallback(
    (listener: () => void) => {
      const ends = current.map((args) => live.watch(name, args, listener));
      return () => {
        for (const end of ends) end();
      };
    },
    [live, name, current],
  );
  return useSyncExternalStore(watch, () => {
    const now = current.map((args) => live.read(name, args));
    const same = now.length === shown.current.length && now.every((result, index) => result === shown.current[index]);
    if (!same) shown.current = now;
    return shown.current;
  });
}
