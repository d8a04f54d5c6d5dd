// What the store's worker thread does to find out what would make a plan finish earlier.
import { createReader } from '#electron/engine/query/reader.ts';
import { planNames } from '#electron/engine/query/plan-names.ts';
import { readPlanInput } from '#electron/engine/query/plan-input.ts';
import type { Watch } from '#electron/engine/store/database-copy.ts';
import { readState } from '#electron/engine/store/read-state.ts';
import { type Result, success } from '#shared/base/result.ts';
import type { JobValue } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { ScheduleRequest } from '#shared/contract/schedule.ts';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { criticalChain } from '#shared/schedule/explain/critical-chain.ts';
import { finishOf, leversOf, measureLevers } from '#shared/schedule/explain/lever.ts';
import { measuredText, savedDays } from '#shared/schedule/explain/lever-text.ts';
import { planClock } from '#shared/schedule/explain/plan-clock.ts';
import { StartCauses } from '#shared/schedule/explain/start-cause.ts';
import { schedulePlan } from '#shared/schedule/schedule-plan.ts';

/** What is known of the levers. */
export type MeasuredLevers = JobValue<'measure-levers'>;

/** Plans the workspace in `folder` again for everything that might help. */
export function measureLeversTask(folder: string, request: ScheduleRequest, watch: Watch): Result<MeasuredLevers, Problem> {
  const read = readState(folder, (connection) => success(readPlanInput(createReader(connection, folder), request)));
  if (!read.ok) return read;
  const { input, issues } = read.value;
  const plan = schedulePlan(input);
  const finish = finishOf(plan);
  const chain = criticalChain(plan, new StartCauses(input, plan, planClock(buildProblem(input))));
  const levers = leversOf(input, plan, chain);
  const measuring = measureLevers(input, finish, levers, schedulePlan);
  let step = measuring.next();
  for (; step.done !== true; step = measuring.next()) watch.tell('Planning again', step.value.done, step.value.total);
  const names = planNames(issues, input);
  return success({
    finish,
    tried: levers.length,
    levers: step.value.map((one) => ({ text: measuredText(one, input, names), finish: one.finish, savedDays: savedDays(one) })),
  });
}
