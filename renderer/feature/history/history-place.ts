// Where the page of moments and scenarios leads to.
import { hashOf } from '#renderer/state/navigation.ts';
import { lookAt } from '#renderer/state/view.ts';
import type { View } from '#shared/contract/view.ts';

/** Looks at the whole plan in another view: at its list of issues, from which everything else is one press away. */
export function lookIn(view: View): void {
  lookAt(view, hashOf('issues'));
}

/** The address of the comparison of two views; `null` is the present. */
export function hashOfComparison(from: View | null, to: View | null): string {
  const search = new URLSearchParams();
  if (from !== null) search.set('from', from);
  if (to !== null) search.set('to', to);
  return hashOf('compare', null, search);
}

/** Minutes that the clock on the wall is ahead of UTC on the day of `at`. */
export function zoneOf(at: Date): number {
  return -at.getTimezoneOffset();
}
