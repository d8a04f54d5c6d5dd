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
  let at = index;
  while (plan.bars[at]?.y === start.y) at += step;
  let best = start;
  let least = Number.POSITIVE_INFINITY;
  const row = plan.bars[at]?.y;
  for (let bar = plan.bars[at]; bar !== undefined && bar.y === row; bar = plan.bars[at]) {
    const distance = Math.abs(bar.x + bar.width / 2 - start.x - start.width / 2);
    if (distance < least) {
      best = bar;
      least = distance;
    }
    at += step;
  }
  return best.id;
}
