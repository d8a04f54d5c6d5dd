import type { ScheduleInput } from '#shared/schedule/schedule-input.ts';
import type { Improvement } from '#shared/schedule/improvement/improvement.ts';

/** For how long, and how, a plan is improved. At least one of the limits is set. */
export interface ImprovementLimits {
  readonly seconds: number | null;
  /** Of all threads together. With this alone the same seed and number of threads give the same plan. */
  readonly schedules: number | null;
  readonly seed: number;
  /** Nothing counts but the end of everything. */
  readonly onlyEnd: boolean;
}

/** What a thread is told when it begins. */
export interface ThreadTask {
  readonly input: ScheduleInput;
  readonly seed: number;
  /** Schedules that are expected of it. */
  readonly schedules: number;
  readonly onlyEnd: boolean;
}

/** What a thread is asked for: so many schedules more, with the best list of all threads. */
export interface Round {
  readonly schedules: number;
  /** Milliseconds from now on after which it answers, however many these are then; `null`: as long as it takes. */
  readonly milliseconds: number | null;
  readonly list: Int32Array | null;
}

/** What a thread answers: its best so far. */
export type RoundAnswer = Improvement;

/** Schedules that are expected within the limits, by each of `threads`. */
export function expectedSchedules({ seconds, schedules }: ImprovementLimits, works: number, threads: number): number {
  // Of a plan in periods, about ten million works a second are placed, half of the time.
  const inTime = seconds === null ? Number.POSITIVE_INFINITY : (seconds * 6_000_000) / Math.max(1, works);
  return Math.round(Math.min(inTime, (schedules ?? Number.POSITIVE_INFINITY) / threads));
}
