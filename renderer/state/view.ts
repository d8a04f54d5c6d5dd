// The plan that the page shows: the present one, or another that the address names (`?in=moment:12`), so that a copied
// link shows the same and every view of the page can be looked at as it was.
import { useMemo } from 'react';
import type { PageConnection } from '#renderer/connection/page-connection.ts';
import { View } from '#shared/contract/view.ts';
import { type Route, useRoute } from './navigation.ts';

/** The view that an address names; `null` is the present, also for what is no view. */
export function viewOf(route: Route): View | null {
  return View.safeParse(route.search.get('in')).data ?? null;
}

/** The view of the present address. */
export function useView(): View | null {
  const text = useRoute().search.get('in');
  return useMemo(() => View.safeParse(text).data ?? null, [text]);
}

/** Whether nothing can be changed in a view: it is a past. What is tried all the same is refused by the engine. */
export function isPast(view: View | null): boolean {
  return view !== null && !view.startsWith('scenario:');
}

/** The engine as it is reached for a view. */
export function pageIn(page: PageConnection, view: View | null): PageConnection {
  return view === null ? page : { connection: page.connection.in(view), link: page.link, onLink: page.onLink };
}
