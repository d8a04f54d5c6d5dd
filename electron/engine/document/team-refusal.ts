import type { Problem } from '#shared/contract/problem.ts';

/** This device may not change the plan, or cannot before more of it has come; nothing has changed. */
export class TeamRefusal extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}
