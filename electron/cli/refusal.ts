import type { Result } from '#shared/base/result.ts';
import { type Problem, problem } from '#shared/contract/problem.ts';

/**
 * Ends a verb: nothing more can be done but tell the person. Thrown, because no code between the verb and the runner
 * could act on it. `exit` is 1 when Sextant refused or failed and 2 when the call itself is wrong.
 */
export class Refusal extends Error {
  readonly exit: 1 | 2;
  readonly problem: Problem;

  constructor(exit: 1 | 2, reason: Problem) {
    super(reason.message);
    this.exit = exit;
    this.problem = reason;
  }
}

/** Takes the value of a result. @throws {Refusal} with exit code 1 when there is none. */
export function take<Value>(result: Result<Value, Problem>): Value {
  if (!result.ok) throw new Refusal(1, result.error);
  return result.value;
}

/** A wrong call: unknown verb, unknown flag, a value that cannot be meant. Exit code 2. */
export function misuse(message: string, where: string | null = null, details: string[] = []): Refusal {
  return new Refusal(2, problem('invalid-argument', message, where, details));
}
