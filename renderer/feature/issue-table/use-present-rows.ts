import { useMemo } from 'react';
import { authorIndex } from '#renderer/sign/author-index.ts';
import type { PersonHere } from '#renderer/sign/presence-mark.tsx';
import { usePresent } from '#renderer/state/presence.ts';

/** Who is at which issue now, by its id. */
export function usePresentRows(people: readonly { readonly name: string }[] | undefined): ReadonlyMap<string, readonly PersonHere[]> {
  const present = usePresent();
  return useMemo(() => {
    const here = present.flatMap(({ deviceId, person, at }) =>
      at.issueId === null || at.idle ? [] : [{ issueId: at.issueId, deviceId, person, index: authorIndex(person, people ?? []) }],
    );
    return Map.groupBy(here, ({ issueId }) => issueId);
  }, [present, people]);
}
