// Lets a new value reuse the objects of an old one wherever they say the same, so that "did it change?" is `===`.

/**
 * Returns `previous` when `next` equals it; otherwise `next` with every equal part replaced by the part of `previous`.
 * Values are plain JSON; neither is modified. Array entries are compared by position.
 */
export function shareStructure<Value>(previous: unknown, next: Value): Value {
  // What comes back is equal to `next` in shape and content: `previous`, `next` or a copy of it.
  return shared(previous, next) as Value;
}

function shared(previous: unknown, next: unknown): unknown {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(next)) return Array.isArray(previous) ? shareArray(previous, next) : next;
  return isRecord(previous) && isRecord(next) ? shareRecord(previous, next) : next;
}

function shareArray(previous: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  let equal = previous.length === next.length;
  const entries = next.map((entry, index) => {
    const kept = shared(previous[index], entry);
    if (kept !== previous[index]) equal = false;
    return kept;
  });
  return equal ? previous : entries;
}

function shareRecord(
  previous: Readonly<Record<string, unknown>>,
  next: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(next);
  let equal = keys.length === Object.keys(previous).length;
  const fields = keys.map((key): [string, unknown] => {
    const before = Object.hasOwn(previous, key) ? previous[key] : undefined;
    const kept = shared(before, next[key]);
    if (kept !== before || !Object.hasOwn(previous, key)) equal = false;
    return [key, kept];
  });
  // Not by assignment: a field called `__proto__` would set the prototype instead.
  return equal ? previous : Object.fromEntries(fields);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
