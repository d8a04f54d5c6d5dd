// Days that belong together: a holiday, a time off. Plain calendar days, both ends included, without a zone.
import { z } from 'zod';
import { limit } from './limit.ts';
import { IsoDate } from './quantity.ts';

/** Days, both included; one day has the same first and last. */
export const DateSpan = z.object({ first: IsoDate, last: IsoDate }).refine(({ first, last }) => first <= last, {
  error: 'The last day comes before the first one; give the earlier day first.',
  path: ['last'],
});
export type DateSpan = z.infer<typeof DateSpan>;

/** Days on which somebody, or nobody, works. */
export const DateSpans = z.array(DateSpan).max(limit.spans);

/** Spans in the order of time, each once: lists that name the same days are spelled alike. */
export function orderedSpans(spans: readonly DateSpan[]): DateSpan[] {
  const byName = new Map(spans.map(({ first, last }) => [`${first} ${last}`, { first, last }]));
  return [...byName.keys()].toSorted().flatMap((name) => byName.get(name) ?? []);
}

/** Days for people: `2026-12-24 to 2027-01-01, 2027-05-01`; `null` when there are none. */
export function spellSpans(spans: readonly DateSpan[]): string | null {
  return spans.length === 0 ? null : spans.map(({ first, last }) => (first === last ? first : `${first} to ${last}`)).join(', ');
}

/** Spans out of their JSON; none of what is no list of spans. */
export function readSpans(json: string): DateSpan[] {
  const read = DateSpans.safeParse(JSON.parse(json));
  return read.success ? read.data : [];
}
