import { availableParallelism } from 'node:os';
import { improveInThreads } from '#electron/engine/improve/improve-in-threads.ts';
import { readPlanInput } from '#electron/engine/query/plan-input.ts';
import { createReader } from '#electron/engine/query/reader.ts';
import { answerOf } from '#electron/engine/query/schedule.ts';
import { readState } from '#electron/engine/store/read-state.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { buildProblem } from '#shared/schedule/build-problem.ts';
import { finishOf } from '#shared/schedule/explain/lever.ts';
import type { Improvement } from '#shared/schedule/improvement/improvement.ts';
import { scheduleList, schedulePlan } from '#shared/schedule/schedule-plan.ts';
import type { EngineJob } from './engine-job.ts';

/** The job `improve-plan`: threads look for a better plan; the one shown is made by the same scheme as every other. */
export const improvePlanJob: EngineJob<'improve-plan'> = {
  lane: 'schedule',
  async run({ seconds, seed, threads, ...request }, { folder }, { signal, onProgress }) {
    const read = readState(folder, (connection) => success(readPlanInput(createReader(connection, folder), request)));
    if (!read.ok) return read;
    const { input } = read.value;
    const built = buildProblem(input);
    const before = finishOf(schedulePlan(input));
    const limits = { seconds, schedules: null, seed, onlyEnd: false };
    const best = await improveInThreads(input, limits, threads ?? Math.max(1, availableParallelism() - 1), {
      signal,
      onProgress: (known, milliseconds) =>
        onProgress({ step: stepOf(known), done: Math.min(seconds, milliseconds / 1000), total: seconds }),
    });
    if (signal.aborted) return failure(problem('cancelled', 'Cancelled before it was done; nothing has changed.'));
    const plan = scheduleList(built, best.list);
    const withinPercent = within(best);
    const improvement = { before, finish: finishOf(plan), optimal: best.isOptimal, withinPercent, schedules: best.schedules };
    const { summary, rows } = answerOf(read.value, plan);
    return success({ improvement, summary, rows: [...rows] });
  },
};

/** By how many per cent of working time the finish may be later than the best possible. */
function within({ length, lowerLength }: Improvement): number {
  return lowerLength <= 0 || length <= lowerLength ? 0 : Math.round((length / lowerLength - 1) * 1000) / 10;
}

function stepOf(best: Improvement): string {
  const percent = within(best);
  return percent === 0 ? 'Improving: the finish is the best possible' : `Improving: within ${percent} % of the best possible finish`;
}
