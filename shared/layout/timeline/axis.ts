// The divisions of time that a timeline shows: units of the neatline, months, closed days. Serves the head of the
// timeline; gives only what lies in a stretch of days, so that long plans cost no more than short ones.
import { dateOfDay, dayNumber, weekday } from './scale.ts';

/** One block of the neatline. */
export type TimelineUnit = 'day' | 'week' | 'month';

/** A stretch of days: from the start of `start` to the start of `end`. */
export interface DayStretch {
  readonly start: number;
  readonly end: number;
}

/** The unit that is wide enough to be told apart at a scale. */
export function unitAt(pixelsPerDay: number): TimelineUnit {
  if (pixelsPerDay >= 16) return 'day';
  return pixelsPerDay >= 3.5 ? 'week' : 'month';
}

/** All units that touch the days from `from` to `to`, with `odd` alternating over all of time, so that blocks keep their ink while scrolling. */
export function unitBlocks(unit: TimelineUnit, from: number, to: number): (DayStretch & { readonly odd: boolean })[] {
  if (unit === 'month') return months(from, to).map(({ start, end, index }) => ({ start, end, odd: index % 2 !== 0 }));
  const length = unit === 'day' ? 1 : 7;
  // Day 4 is a Monday: 1970-01-01 was a Thursday.
  const first = unit === 'day' ? Math.floor(from) : Math.floor((from - 4) / 7) * 7 + 4;
  const blocks: (DayStretch & { odd: boolean })[] = [];
  for (let start = first; start < to; start += length) {
    blocks.push({ start, end: start + length, odd: Math.floor((start - 4) / length) % 2 !== 0 });
  }
  return blocks;
}

/** All months that touch the days from `from` to `to`; `index` counts months since year 0. */
export function months(from: number, to: number): (DayStretch & { readonly index: number })[] {
  const found: (DayStretch & { index: number })[] = [];
  const [year = 1970, month = 1] = dateOfDay(Math.floor(from)).split('-').map(Number);
  for (let index = year * 12 + month - 1; ; index += 1) {
    const start = firstOfMonth(index);
    if (start >= to) return found;
    found.push({ start, end: firstOfMonth(index + 1), index });
  }
}

/** Saturdays and Sundays, joined, among the days from `from` to `to`. */
export function closedDays(from: number, to: number): DayStretch[] {
  const found: DayStretch[] = [];
  const first = Math.floor(from);
  for (let day = first - weekday(first) + 5; day < to; day += 7) if (day + 2 > from) found.push({ start: day, end: day + 2 });
  return found;
}

function firstOfMonth(index: number): number {
  const year = String(Math.floor(index / 12)).padStart(4, '0');
  return dayNumber(`${year}-${String((index % 12) + 1).padStart(2, '0')}-01`);
}
