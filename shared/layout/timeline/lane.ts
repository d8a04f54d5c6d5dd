// Packs bars into the rows of their lanes. Serves the timeline: two bars of a row, with the words beside them, never
// overlap. Deterministic: equal starts go by id.

/** A bar to be placed, in pixels along the time axis. */
export interface LaneBar {
  readonly id: string;
  readonly lane: string;
  readonly start: number;
  readonly end: number;
  /** Width of the words that stand to the right of a bar that is too short for them. */
  readonly wordsWidth: number;
}

/** A bar at its place. */
export interface PlacedBar {
  readonly id: string;
  readonly lane: string;
  readonly x: number;
  readonly width: number;
  /** Top of its row. */
  readonly y: number;
  /** The words stand to its right. */
  readonly wordsOutside: boolean;
}

/** A lane at its place. */
interface PlacedLane {
  readonly id: string;
  readonly top: number;
  readonly height: number;
  readonly bars: number;
}

/** All lanes from top to bottom and their bars in the same order. */
export interface LanePlan {
  readonly lanes: readonly PlacedLane[];
  /** By row from top to bottom, then by start. */
  readonly bars: readonly PlacedBar[];
  readonly height: number;
}

/** Heights of the timeline in pixels. */
export const rowHeight = 30;
/** Height of a bar in its row. */
export const barHeight = 22;
/** A bar of at least this width holds its words. */
export const wordsFrom = 38;

const lanePadding = 8;
const shortestBar = 4;
const barGap = 6;

/**
 * Places every bar in the first row of its lane that is free from its start on; `lanes` gives the order, and a lane
 * without bars keeps its least height.
 *
 * Method: first fit by start, which needs no more rows than bars that overlap at one moment (interval graph colouring,
 * Gupta, Lee and Leung 1979). O(bars · rows of a lane).
 */
export function lanePlan(bars: readonly LaneBar[], lanes: readonly string[], leastHeight: number): LanePlan {
  const byLane = Map.groupBy(bars, (bar) => bar.lane);
  const placedLanes: PlacedLane[] = [];
  const placed: PlacedBar[] = [];
  let top = 0;
  for (const lane of lanes) {
    const own = (byLane.get(lane) ?? []).toSorted((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
    const free: number[] = [];
    const rows: PlacedBar[][] = [];
    for (const bar of own) {
      const width = Math.max(shortestBar, bar.end - bar.start);
      const wordsOutside = width < wordsFrom;
      let row = free.findIndex((end) => end <= bar.start + 0.01);
      if (row === -1) row = free.push(0) - 1;
      free[row] = bar.start + width + (wordsOutside ? bar.wordsWidth + barGap : 1);
      const list = rows[row] ?? [];
      rows[row] = list;
      list.push({ id: bar.id, lane, x: bar.start, width, y: top + lanePadding + row * rowHeight, wordsOutside });
    }
    placed.push(...rows.flat());
    const height = Math.max(leastHeight, rows.length * rowHeight + 2 * lanePadding);
    placedLanes.push({ id: lane, top, height, bars: own.length });
    top += height;
  }
  return { lanes: placedLanes, bars: placed, height: top };
}

/** The bars whose rows touch the stretch from `top` to `bottom`, found by bisection. */
export function barsBetween(plan: LanePlan, top: number, bottom: number): readonly PlacedBar[] {
  return plan.bars.slice(firstFrom(plan.bars, top - rowHeight), firstFrom(plan.bars, bottom));
}

function firstFrom(bars: readonly PlacedBar[], y: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((bars[middle]?.y ?? 0) < y) low = middle + 1;
    else high = middle;
  }
  return low;
}
