// Moving from bar to bar of a timeline by the arrow keys. Serves the keyboard; must always find the same next bar.
import type { LanePlan } from './lane.ts';

/**
 * Gives the bar to go to from `from`, or `from` itself where there is none; without `from` the first one. Left and right
 * go through the row and on to the next, up and down to the bar of the next row that is nearest in time.
 */
export function stepBar(plan: LanePlan, from: string | null, direction: 'left' | 'right' | 'up' | 'down'): string | null {
  const index = plan.bars.findIndex((bar) => bar.id === from);
  const start = plan.bars[index];
  if (start === undefined) return plan.bars[0]?.id ?? null;
  if (direction === 'left' || direction === 'right') return plan.bars[index + (direction === 'left' ? -1 : 1)]?.id ?? start.id;
  const step = direction === 'up' ? -1 : 1;
  let first = index;
  while (plan.bars[first]?.y === start.y) first += step;
  const row = plan.bars[first]?.y;
  let best = start;
  let least = Number.POSITIVE_INFINITY;
  for (let at = first; row !== undefined && plan.bars[at]?.y === row; at += step) {
    const bar = plan.bars[at] ?? start;
    const distance = Math.abs(bar.x + bar.width / 2 - start.x - start.width / 2);
    if (distance >= least) continue;
    best = bar;
    least = distance;
  }
  return best.id;
}
