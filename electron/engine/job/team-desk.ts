import type { Result } from '#shared/base/result.ts';
import type { JobArgs, JobValue } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';

/** Names of the jobs on who belongs and on sync. */
export type TeamJobName =
  | 'start-team'
  | 'invite'
  | 'withdraw-invitation'
  | 'join-team'
  | 'cancel-join'
  | 'set-role'
  | 'revoke-device'
  | 'revoke-person'
  | 'leave-team'
  | 'set-sync'
  | 'compare-device'
  | 'set-presence';

/** Carries out the jobs on who belongs and on sync, each at once; what it answers is on disk. */
export type TeamDesk = {
  readonly [Name in TeamJobName]: (args: JobArgs<Name>) => Result<JobValue<Name>, Problem>;
};
