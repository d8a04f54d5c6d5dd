import type { Call } from '../call.ts';

/** What to do about a plan that is empty: in the past, nothing can be. */
export function importHint(call: Pick<Call, 'flags'>): string {
  return call.flags.text('in') === null
    ? 'Import a plan with: sextant import FILE'
    : 'There is nothing in this view of the plan; without --in you see it as it is now.';
}
