// Which plan a question is about, as text that fits in a URL. Says nothing of how such a plan is come by.
import { z } from 'zod';

const shape = /^(?:moment:(?:0|[1-9]\d{0,14})|(?:baseline|scenario):[A-Za-z0-9_-]{1,64})$/u;

/**
 * A plan other than the present one: `moment:<seq>` is the plan as this device had received it up to a change,
 * `baseline:<id>` a moment with a name, `scenario:<id>` a fork in which people change freely.
 */
export const View = z
  .string()
  .max(80)
  .regex(shape, 'A view is written moment:<number of a change>, baseline:<id> or scenario:<id>.')
  .brand<'View'>();
export type View = z.infer<typeof View>;

/** What a view names. */
export type ViewPlace = { readonly kind: 'moment'; readonly seq: number } | { readonly kind: 'baseline' | 'scenario'; readonly id: string };

/** Takes a view apart. */
export function viewPlace(view: View): ViewPlace {
  const at = view.indexOf(':');
  const [kind, name] = [view.slice(0, at), view.slice(at + 1)];
  if (kind === 'moment') return { kind, seq: Number(name) };
  return { kind: kind === 'baseline' ? 'baseline' : 'scenario', id: name };
}

/** The view of the plan up to a change. */
export function momentView(seq: number): View {
  return View.parse(`moment:${seq}`);
}

/** The view of a baseline or a scenario. */
export function namedView(kind: 'baseline' | 'scenario', id: string): View {
  return View.parse(`${kind}:${id}`);
}
