// Whether the engine can be reached.
import { useSyncExternalStore } from 'react';
import type { LinkState } from '#renderer/connection/page-connection.ts';
import { useEngine } from './engine-context.tsx';

/** The link to the engine as it is now. */
export function useLink(): LinkState {
  const { page } = useEngine();
  return useSyncExternalStore(page.onLink, page.link);
}
