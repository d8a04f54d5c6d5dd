import type { Problem } from '#shared/contract/problem.ts';

/** Thrown by a query that cannot be answered as it was asked; whoever runs queries turns it into a refusal. */
export class QueryRefusal extends Error {
  readonly problem: Problem;

  constructor(reason: Problem) {
    super(reason.message);
    this.problem = reason;
  }
}
