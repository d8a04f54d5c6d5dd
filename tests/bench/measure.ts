/** One measured figure beside what it is compared with, both from the same run. */
export interface Figure {
  /** What was measured, with its size. */
  readonly name: string;
  /** Less is better; milliseconds unless `unit` says otherwise. */
  readonly value: number;
  readonly unit?: 'ms' | 'MB' | '%';
  /** What it is compared with, with its size. */
  readonly besideName: string;
  readonly besideValue: number;
  /** What `value` should stay under; `null` where only the ratio counts. */
  readonly limit: number | null;
}

/** A group of figures that are measured together. */
export interface Bench {
  figures(): AsyncIterable<Figure>;
}

/** Runs `work` until it is warm, then `times` times, and gives each duration in milliseconds, ascending. */
export async function durations(work: () => unknown, times: number, warm = 3): Promise<number[]> {
  for (let run = 0; run < warm; run += 1) await work();
  const taken: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const started = performance.now();
    await work();
    taken.push(performance.now() - started);
  }
  return taken.sort((left, right) => left - right);
}

/** The duration that `share` (0 to 1) of the ascending `sorted` ones do not exceed. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

/** The middle one of `times` warm runs, in milliseconds. */
export async function median(work: () => unknown, times: number, warm = 3): Promise<number> {
  return percentile(await durations(work, times, warm), 0.5);
}
