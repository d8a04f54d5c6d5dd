// What the page compares, as it stands in its address.
import type { Route } from '#renderer/state/navigation.ts';
import type { ComparedIssue, Comparison } from '#shared/contract/view-query.ts';
import { View } from '#shared/contract/view.ts';

/** The two plans of a comparison; `null` is the present. */
export interface Sides {
  readonly from: View | null;
  readonly to: View | null;
}

/** Reads the address; what is no view is the present. */
export function sidesOf(route: Route): Sides {
  return { from: View.safeParse(route.search.get('from')).data ?? null, to: View.safeParse(route.search.get('to')).data ?? null };
}

/** What became of an issue, as a filter. */
export type Kind = ComparedIssue['difference'];

/** The kinds in the order in which they are shown, with their names. */
export const kinds: readonly { readonly kind: Kind; readonly name: string; readonly sign: string }[] = [
  { kind: 'added', name: 'added', sign: '+' },
  { kind: 'removed', name: 'removed', sign: '−' },
  { kind: 'changed', name: 'changed', sign: '~' },
  { kind: 'moved', name: 'moved in time', sign: '→' },
];

/** The kinds that the address narrows to; empty for all. */
export function kindsOf(route: Route): Kind[] {
  const wanted = route.search.getAll('kind');
  return kinds.flatMap(({ kind }) => (wanted.includes(kind) ? [kind] : []));
}

/** Working days as people say a slip: `3 days later`, `1 day earlier`, empty for none. */
export function slipText(days: number | null): string {
  if (days === null || days === 0) return '';
  const count = Math.abs(days);
  return `${count} ${count === 1 ? 'day' : 'days'} ${days > 0 ? 'later' : 'earlier'}`;
}

/** A difference with its sign: `+12`, `−3`, `±0`. */
export function signed(amount: number, spell: (size: number) => string): string {
  if (amount === 0) return '±0';
  return `${amount > 0 ? '+' : '−'}${spell(Math.abs(amount))}`;
}

/** Whether two plans do not differ at all. */
export function isSame({ total, milestones, roadmaps }: Pick<Comparison, 'total' | 'milestones' | 'roadmaps'>): boolean {
  return total === 0 && milestones.length === 0 && roadmaps.every(({ difference }) => difference === 'same');
}
