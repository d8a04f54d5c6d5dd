/** Runs a generator to its end without pausing. */
export function finish<Value>(work: Generator<unknown, Value, void>): Value {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
