// Which plan the page looks at: the present, a moment, a baseline or a scenario. It stands in the address before the `#`,
// so that going from place to place, reload and a copied link keep it.
import { useSyncExternalStore } from 'react';
import { View, viewPlace } from '#shared/contract/view.ts';
import { clearSelection, setCurrentIssue } from './selection.ts';
import { currentToast } from './toast.ts';

const parameter = 'in';
const changed = 'sextant-view';

/** The view in the query of an address; `null`, the present, for none and for one that cannot be. */
export function viewOf(search: string): View | null {
  return View.safeParse(new URLSearchParams(search).get(parameter)).data ?? null;
}

/** The query of an address that names `view`; empty for the present. */
export function searchOf(view: View | null): string {
  return view === null ? '' : `?${new URLSearchParams({ [parameter]: view }).toString()}`;
}

/** Whether nothing can be changed in it. */
export function isReadOnly(view: View | null): boolean {
  return view !== null && viewPlace(view).kind !== 'scenario';
}

/** Whether an address asks for a view that cannot be: neither the present nor one that anybody could have named. */
function isUnreadable(search: string): boolean {
  return viewOf(search) === null && new URLSearchParams(search).has(parameter);
}

function subscribe(listener: () => void): () => void {
  addEventListener('popstate', listener);
  addEventListener(changed, listener);
  return () => {
    removeEventListener('popstate', listener);
    removeEventListener(changed, listener);
  };
}

/** The plan that the page looks at. */
export function useView(): View | null {
  const search = useSyncExternalStore(subscribe, () => location.search);
  return viewOf(search);
}

/** Whether the address asks for a view that cannot be; the page shows the present then, and says so. */
export function useUnreadableView(): boolean {
  return isUnreadable(useSyncExternalStore(subscribe, () => location.search));
}

/** Looks at another plan, at the place `hash` (as it stands in the address) or the present one; back leads back. */
export function lookAt(view: View | null, hash: string = location.hash): void {
  clearSelection();
  setCurrentIssue(null);
  // What it says is about the plan that is left.
  currentToast.set(null);
  history.pushState(null, '', `${location.pathname}${searchOf(view)}${hash}`);
  dispatchEvent(new Event(changed));
  dispatchEvent(new HashChangeEvent('hashchange'));
}
