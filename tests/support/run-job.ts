// Jobs without a document thread around them.

/** Runs a job to its end at one go, and gives what it answers. */
export function runJob<Value>(run: Generator<unknown, Value, void>): Value {
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value;
  }
}
