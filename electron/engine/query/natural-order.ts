// Order of names as people expect it: `#2` before `#10`.

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Compares two names, numbers inside them by value; equal ones by code unit, so that the order is always the same. */
export function naturalOrder(left: string, right: string): number {
  return collator.compare(left, right) || (left < right ? -1 : left > right ? 1 : 0);
}
