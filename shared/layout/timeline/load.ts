// Geometry of the load chart: one bar a period against what the period holds. Serves the timeline; all heights are
// parts of one scale, so that bars and the capacity line can be compared.

/** Work and room of one period. */
export interface LoadPeriod {
  readonly hours: number;
  readonly capacityHours: number;
}

/** Heights in pixels: what fits, and what lies above the capacity. */
interface LoadBar {
  readonly within: number;
  readonly over: number;
  readonly capacity: number;
  /** Hours above the capacity; 0 when it fits. */
  readonly overHours: number;
}

/** Bars on a scale from 0 to `top` hours, and the values to write beside it. */
export interface LoadPlan {
  readonly bars: readonly LoadBar[];
  readonly top: number;
  readonly ticks: readonly number[];
}

/** Rounding noise below this many hours is not overload. */
const noise = 0.05;

/** Fits the bars into `height` pixels; the scale ends at a round number at or above the highest value. */
export function loadPlan(periods: readonly LoadPeriod[], height: number): LoadPlan {
  const most = Math.max(1, ...periods.map((period) => Math.max(period.hours, period.capacityHours)));
  const half = niceAtLeast(most / 2);
  const top = 2 * half;
  const perHour = height / top;
  return {
    top,
    ticks: [0, half, top],
    bars: periods.map(({ hours, capacityHours }) => {
      const overHours = hours - capacityHours > noise ? hours - capacityHours : 0;
      return { within: (hours - overHours) * perHour, over: overHours * perHour, capacity: capacityHours * perHour, overHours };
    }),
  };
}

/** The smallest of 1, 1.5, 2, 3, 4, 5, 6, 8 times a power of ten that is at least `value`. */
function niceAtLeast(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value - 1e-9) ?? 10;
  return factor * power;
}
