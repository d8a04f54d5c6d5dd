// Saved views as the page handles them: what the present list comes to as a saved view, and the address that opens one.
import type { SavedViewRow } from '#shared/contract/saved-view.ts';
import { parseSearch } from '#shared/plan/search/parse-search.ts';
import { printSearch } from '#shared/plan/search/print-search.ts';
import type { SearchField } from '#shared/plan/search/search-field.ts';
import type { SearchNode, SearchValue } from '#shared/plan/search/search-node.ts';
import { type ListQuery, listQueryOf } from './list-query.ts';
import { hashOf, type Route, routeOf } from './navigation.ts';

/** What a saved view keeps beside its name: a search, a grouping (`none` for no groups) and an order. */
export type ViewFields = Pick<SavedViewRow, 'text' | 'group' | 'order'>;

/** Names of the records that a list is narrowed by, by id. */
export interface RecordNames {
  readonly roadmaps: ReadonlyMap<string, string>;
  /** Keys of the milestones. */
  readonly milestones: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
}

/**
 * The present list as a saved view. A view belongs to the whole team and is opened everywhere, also on the command line:
 * what the list is narrowed to by filters stands in its text, in the search language. `null` when that cannot be: the
 * text is not a search, or the name of a record is not known (yet).
 */
export function viewFields({ filter, group, order }: ListQuery, names: RecordNames): ViewFields | null {
  const stated = { group: group ?? 'none', order };
  const nodes: SearchNode[] = [];
  const add = (field: SearchField, values: readonly (SearchValue | null)[]): boolean => {
    const known = values.filter((value) => value !== null);
    if (known.length > 0) nodes.push({ kind: 'field', field, values: known });
    return known.length === values.length;
  };
  const byName = (values: readonly (string | null)[]): (SearchValue | null)[] =>
    values.map((text) => (text === null ? { kind: 'none' } : { kind: 'name', text, prefix: false }));
  const byRecord = (ids: readonly (string | null)[], of: ReadonlyMap<string, string>): (SearchValue | null)[] =>
    ids.map((id) => (id === null ? { kind: 'none' } : nameOf(of.get(id))));
  const complete = [
    add('roadmap', byRecord(filter.roadmapIds, names.roadmaps)),
    add('status', wordsOf(filter.status)),
    add('priority', wordsOf(filter.priority)),
    add('component', byName(filter.component)),
    add('milestone', byRecord(filter.milestoneIds, names.milestones)),
    add('sprint', byName(filter.sprint)),
    add('assignee', byRecord(filter.assigneeIds, names.people)),
    add('label', byName(filter.label)),
    filter.ready === null || add('is', [{ kind: 'word', word: 'ready' }]),
    filter.blocked === null || add('is', [{ kind: 'word', word: 'blocked' }]),
  ];
  if (complete.includes(false)) return null;
  // As it was typed, where there is nothing to add to it.
  if (nodes.length === 0) return { text: filter.text, ...stated };
  const typed = parseSearch(filter.text);
  if (!typed.ok) return null;
  const words = typed.value.kind === 'all' ? typed.value.of : [typed.value];
  return { text: printSearch({ kind: 'all', of: [...words, ...nodes] }), ...stated };
}

/** The address that opens a saved view. */
export function hashOfView({ id, text, group, order }: Pick<SavedViewRow, 'id' | 'text' | 'group' | 'order'>): string {
  const search = new URLSearchParams({ view: id });
  if (text.trim() !== '') search.set('text', text.trim());
  if (group !== null) search.set('group', group);
  if (order !== null) search.set('order', order);
  return hashOf('issues', null, search);
}

/** The saved view that the list of an address was opened from, whatever was changed in the list since. */
export function openedView(route: Route, views: readonly SavedViewRow[]): SavedViewRow | undefined {
  const id = route.place === 'issues' || route.place === 'issue' ? route.search.get('view') : null;
  return id === null ? undefined : views.find((view) => view.id === id);
}

/** Whether the present list, `now`, is another one than the view has. */
export function differsFrom(view: SavedViewRow, now: ViewFields): boolean {
  const { filter, group, order } = listQueryOf(routeOf(hashOfView(view)));
  return filter.text !== now.text || (group ?? 'none') !== now.group || order !== now.order;
}

function nameOf(text: string | undefined): SearchValue | null {
  return text === undefined ? null : { kind: 'name', text, prefix: false };
}

function wordsOf(values: readonly (string | null)[]): SearchValue[] {
  return values.map((word) => (word === null ? { kind: 'none' } : { kind: 'word', word }));
}
