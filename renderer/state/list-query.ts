// What a list of issues is narrowed to, grouped and sorted by, as it stands in the address: shared by the table, which
// edits it, and by the page of an issue, which knows from it what comes before and after.
import { Grouping, IssueOrder, type IssueFilter, type QueryInput } from '#shared/contract/query.ts';
import { MilestoneId, PersonId } from '#shared/plan/identity.ts';
import { Priority } from '#shared/plan/priority.ts';
import { StatusCategory } from '#shared/plan/status.ts';
import { type Route, scopeOf } from './navigation.ts';
import { dayOf } from './today.ts';

/** Fields that the list of issues can be narrowed by, as the address names them. In the address an empty value means "none set". */
export const filterFields = ['status', 'priority', 'component', 'milestone', 'sprint', 'assignee', 'label'] as const;
/** One of the {@link filterFields}. */
export type FilterField = (typeof filterFields)[number];

/** A list of issues without its window. */
export interface ListQuery {
  readonly filter: IssueFilter;
  readonly group: Grouping | null;
  readonly order: IssueOrder;
}

/** Reads the list that an address asks for. Values that cannot be are left out rather than refused: an old link still opens. */
export function listQueryOf(route: Route): ListQuery {
  const { search } = route;
  const ready = route.place === 'ready' || search.get('ready') === 'yes';
  const blocked = search.get('blocked') === 'yes';
  const roadmapIds = scopeOf(route);
  return {
    filter: {
      roadmapIds,
      text: search.get('text') ?? '',
      today: dayOf(new Date()),
      status: valuesOf(search, 'status', StatusCategory),
      priority: valuesOf(search, 'priority', Priority.nullable()),
      component: namesOf(search, 'component'),
      milestoneIds: valuesOf(search, 'milestone', MilestoneId.nullable()),
      sprint: namesOf(search, 'sprint'),
      assigneeIds: valuesOf(search, 'assignee', PersonId.nullable()),
      label: search.getAll('label').filter((label) => label !== ''),
      ready: ready ? true : null,
      blocked: blocked ? true : null,
    },
    group: groupOf(search, route.place === 'ready', roadmapIds.length === 1),
    order: IssueOrder.safeParse(search.get('order')).data ?? (ready ? 'priority' : 'readiness'),
  };
}

/** The arguments of one window of the list. */
export function windowArgs(list: ListQuery, offset: number, limit: number): QueryInput<'issue-list'> {
  return { filter: list.filter, group: list.group, order: list.order, offset, limit };
}

/** All issues stand under their roadmap, one roadmap's under its milestones, what is ready in one run: unless the address says otherwise. */
function groupOf(search: URLSearchParams, ready: boolean, oneRoadmap: boolean): Grouping | null {
  const stated = search.get('group');
  if (stated === 'none') return null;
  const group = Grouping.safeParse(stated);
  if (group.success) return group.data;
  if (ready) return null;
  return oneRoadmap ? 'milestone' : 'roadmap';
}

interface Schema<Value> {
  safeParse(value: unknown): { readonly success: true; readonly data: Value } | { readonly success: false };
}

function valuesOf<Value>(search: URLSearchParams, name: string, schema: Schema<Value>): Value[] {
  return search.getAll(name).flatMap((text) => {
    const value = schema.safeParse(text === '' ? null : text);
    return value.success ? [value.data] : [];
  });
}

function namesOf(search: URLSearchParams, name: string): (string | null)[] {
  return search.getAll(name).map((text) => (text === '' ? null : text));
}
