// Errors as values, for every outcome that the caller can act on. Exceptions are left to broken assumptions.

/** Either a value or a reason why there is none. */
export type Result<Value, Problem> = Success<Value> | Failure<Problem>;

/** The good half of a {@link Result}. */
export interface Success<Value> {
  readonly ok: true;
  readonly value: Value;
}

/** The bad half of a {@link Result}. */
export interface Failure<Problem> {
  readonly ok: false;
  readonly error: Problem;
}

/** Wraps a value as a success. */
export function success<Value>(value: Value): Success<Value> {
  return { ok: true, value };
}

/** Wraps a reason as a failure. */
export function failure<Problem>(error: Problem): Failure<Problem> {
  return { ok: false, error };
}
