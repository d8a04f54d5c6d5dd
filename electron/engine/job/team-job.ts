import { failure } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import type { JobHandler } from './job-run.ts';
import type { TeamJobName } from './team-desk.ts';

/** A job on who belongs or on sync: in one piece. Jobs and no commands, because they are no part of the plan and cannot be undone. */
export function teamJob<Name extends TeamJobName>(name: Name): JobHandler<Name> {
  return function* (args, _store, help) {
    yield { step: 'Team', done: 0, total: 0 };
    const desk = help?.team ?? null;
    if (desk === null) return failure(problem('unavailable', 'A scenario is worked on by one person; open the workspace itself.'));
    return desk[name](args);
  };
}
