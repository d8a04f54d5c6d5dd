// The way of a dependency arrow between two bars of the timeline: right angles only. Must never run through the bars of
// its own two rows.
import { barHeight, type PlacedBar, rowHeight } from './lane.ts';

const lead = 7;

/**
 * Corners `x0, y0, x1, y1, …` of the arrow from the end of one bar to the start of another: it leaves at the end, runs
 * in the gap under its row and enters from the left.
 *
 * @param clear nothing stands between the two in their row, so that the arrow may go straight.
 */
export function arrowRoute(from: PlacedBar, to: PlacedBar, clear: boolean): number[] {
  const startX = from.x + from.width;
  const startY = from.y + rowHeight / 2;
  const endX = to.x;
  const endY = to.y + rowHeight / 2;
  const before = endX - lead;
  if (clear && startY === endY && endX >= startX) return [startX, startY, endX, endY];
  const gapY = from.y + rowHeight / 2 + (rowHeight + barHeight) / 4;
  // A bar that starts right behind this one is reached without the way through the gap.
  if (before >= startX + 1 && before <= startX + 2 * lead) return [startX, startY, before, startY, before, endY, endX, endY];
  return [startX, startY, startX + lead, startY, startX + lead, gapY, before, gapY, before, endY, endX, endY];
}
