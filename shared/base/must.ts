// Turns "this cannot be missing" into a checked statement instead of a type assertion.

/**
 * Returns `value` when it is there.
 *
 * @throws {Error} with `expected` in its message when the value is `null` or `undefined`: a bug in the caller, not bad input.
 */
export function must<Value>(value: Value | null | undefined, expected: string): Value {
  if (value === null || value === undefined) throw new Error(`Expected ${expected}, found nothing.`);
  return value;
}
