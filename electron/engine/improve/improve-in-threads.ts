import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { compareScores } from '#shared/schedule/evolution/score.ts';
import type { Improvement } from '#shared/schedule/improvement/improvement.ts';
import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import { expectedSchedules, type ImprovementLimits, type Round, type RoundAnswer, type ThreadTask } from './improvement-run.ts';

/** How it is watched and stopped. */
export interface ImprovementControl {
  /** Aborted when whoever asked is content with what there is. */
  readonly signal: AbortSignal;
  onProgress(best: Improvement, milliseconds: number): void;
}

/** Works that a thread places in a round: a tenth of a second of a plan in periods. */
const roundWorks = 500_000;
/** A round ends after this, whatever a schedule takes, where time is a limit. */
const roundMilliseconds = 100;

/** In a bundle the worker lies beside the code that starts it; in the source tree it is an entry file of the engine. */
function workerUrl(): URL {
  const bundled = new URL('improve-worker.mjs', import.meta.url);
  return existsSync(bundled) ? bundled : new URL('../improve-worker.ts', import.meta.url);
}

/**
 * Improves a plan in several threads, each from another seed. After each round all go on from the best of all. Resolves with the best when
 * nothing better is left, when a limit is reached, or, as soon as the round is over, when it is aborted.
 *
 * @throws {Error} when a thread fails; none is left then.
 */
export async function improveInThreads(
  input: ScheduleInput,
  limits: ImprovementLimits,
  threads: number,
  control: ImprovementControl,
): Promise<Improvement> {
  const begun = performance.now();
  const open = input.issues.filter((issue) => issue.open).length;
  const expected = expectedSchedules(limits, open, threads);
  const workers = Array.from({ length: threads }, (_, thread) => {
    const workerData: ThreadTask = { input, seed: limits.seed + thread, schedules: expected, onlyEnd: limits.onlyEnd };
    return new Worker(workerUrl(), { workerData });
  });
  try {
    let best: Improvement | null = null;
    for (;;) {
      const round = nextRound(limits, best, threads, open, performance.now() - begun);
      const answers = await Promise.all(workers.map((worker) => ask(worker, round)));
      best = together(answers);
      control.onProgress(best, performance.now() - begun);
      if (best.isOptimal || control.signal.aborted || isOver(limits, best, performance.now() - begun)) return best;
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function nextRound(
  { seconds, schedules }: ImprovementLimits,
  best: Improvement | null,
  threads: number,
  works: number,
  spent: number,
): Round {
  const left = schedules === null ? Number.POSITIVE_INFINITY : Math.ceil((schedules - (best?.schedules ?? 0)) / threads);
  const milliseconds = seconds === null ? null : Math.max(0, Math.min(roundMilliseconds, seconds * 1000 - spent));
  return { schedules: Math.min(left, Math.ceil(roundWorks / Math.max(1, works))), milliseconds, list: best?.list ?? null };
}

function isOver({ seconds, schedules }: ImprovementLimits, best: Improvement, spent: number): boolean {
  return (seconds !== null && spent >= seconds * 1000) || (schedules !== null && best.schedules >= schedules);
}

function ask(worker: Worker, round: Round): Promise<RoundAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<RoundAnswer>();
  const ended = (): void => reject(new Error('A thread that was improving the plan has ended.'));
  // The worker of improve-worker.ts answers each round with its best.
  worker.once('message', resolve);
  worker.once('error', reject);
  worker.once('exit', ended);
  worker.postMessage(round);
  return promise.finally(() => {
    worker.off('message', resolve);
    worker.off('error', reject);
    worker.off('exit', ended);
  });
}

/** The best of all, with the highest bound of all; the first of those that are as good. */
function together(answers: readonly RoundAnswer[]): Improvement {
  const best = answers.reduce((one, other) => (compareScores(other.score, one.score) < 0 ? other : one));
  const bound = answers.reduce((one, other) => (other.lowerLength > one.lowerLength ? other : one));
  return {
    ...best,
    lowerBound: bound.lowerBound,
    lowerLength: bound.lowerLength,
    isOptimal: answers.some(({ isOptimal }) => isOptimal),
    schedules: answers.reduce((sum, { schedules }) => sum + schedules, 0),
  };
}
