import type { Problem } from '#shared/contract/problem.ts';

/** This device may not change the plan; nothing has changed. */
export class TeamRefusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}
