// Where the person is: the address behind the `#`, so that back, forward, reload and a copied link work in every host.
import { useMemo, useSyncExternalStore } from 'react';
import { IssueId, RoadmapId } from '#shared/plan/identity.ts';

/** The places of the app, as they stand in the address. */
export const places = [
  'issues',
  'ready',
  'issue',
  'graph',
  'timeline',
  'effort',
  'roadmap',
  'activity',
  'team',
  'conflicts',
  'trash',
  'archive',
  'portfolio',
  'flags',
  'history',
  'compare',
  'components',
  'settings',
] as const;
/** One of the {@link places}. */
export type Place = (typeof places)[number];

/** One address: `#/issues?roadmap=r1&roadmap=r2`, `#/issue/i7`. */
export interface Route {
  readonly place: Place;
  /** Of the issue or roadmap shown; `null` elsewhere. */
  readonly id: string | null;
  readonly search: URLSearchParams;
}

/** Reads an address; anything unknown is the list of issues. */
export function routeOf(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [name, id] = path.split('/');
  const place = places.find((candidate) => candidate === name);
  const takesId = place === 'issue' || place === 'roadmap';
  if (place === undefined || takesId !== (id !== undefined && id !== ''))
    return { place: 'issues', id: null, search: new URLSearchParams(search) };
  return { place, id: takesId && id !== undefined ? safeDecode(id) : null, search: new URLSearchParams(search) };
}

/** Writes an address, `#` included. */
export function hashOf(place: Place, id: string | null = null, search: URLSearchParams = new URLSearchParams()): string {
  const query = search.toString();
  return `#/${place}${id === null ? '' : `/${encodeURIComponent(id)}`}${query === '' ? '' : `?${query}`}`;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** Goes to an address. `replace` leaves no step in the history: for filters, that are typed letter by letter. */
export function navigate(hash: string, control: { readonly replace?: boolean } = {}): void {
  if (location.hash === hash) return;
  if (control.replace !== true) {
    location.hash = hash;
    return;
  }
  history.replaceState(history.state, '', hash);
  dispatchEvent(new HashChangeEvent('hashchange'));
}

/**
 * Goes to the page of an issue, keeping what the list before it was narrowed to. `at` is the issue's place in that list,
 * from 0, so that its page can step to the one before and after.
 */
export function openIssue(id: IssueId, at?: number): void {
  const from = routeOf(location.hash);
  const search = new URLSearchParams(from.search);
  if (from.place === 'ready') search.set('ready', 'yes');
  search.delete('at');
  if (at !== undefined) search.set('at', String(at));
  navigate(hashOf('issue', id, search));
}

/** The address of the list that the page of an issue was opened from. */
export function hashOfList(route: Route): string {
  const search = new URLSearchParams(route.search);
  search.delete('at');
  const ready = search.get('ready') === 'yes';
  if (ready) search.delete('ready');
  return hashOf(ready ? 'ready' : 'issues', null, search);
}

/** The address of `place` under the same roadmaps as the present one. */
export function hashInScope(place: Place, route: Route): string {
  return hashOf(place, null, new URLSearchParams(route.search.getAll('roadmap').map((id) => ['roadmap', id])));
}

/** Changes search parameters of the present place; an empty list removes the parameter. */
export function setSearch(changes: Readonly<Record<string, readonly string[]>>): void {
  const { place, id, search } = routeOf(location.hash);
  const next = new URLSearchParams(search);
  for (const [name, values] of Object.entries(changes)) {
    next.delete(name);
    for (const value of values) next.append(name, value);
  }
  navigate(hashOf(place, id, next), { replace: true });
}

/** The present address. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => routeOf(hash), [hash]);
}

/** The roadmaps that the address narrows to (`roadmap=…`, any number); empty means all of them. */
export function scopeOf(route: Route): RoadmapId[] {
  return roadmapIds(route.search.getAll('roadmap'));
}

/** The roadmaps that the present address narrows to; the same array until it changes. */
export function useScope(): readonly RoadmapId[] {
  const key = useRoute().search.getAll('roadmap').join(' ');
  return useMemo(() => roadmapIds(key.split(' ')), [key]);
}

/** Those of the texts that can be ids. */
function roadmapIds(texts: readonly string[]): RoadmapId[] {
  return texts.flatMap((text) => RoadmapId.safeParse(text).data ?? []);
}
