// How much work falls into each of a row of periods, and how much they can hold. Serves the sprints and the weekly load
// of a schedule. The hours of all periods add up to the hours of all issues.
import { must } from '#shared/base/must.ts';
import { mondayOf, workdayOf } from './calendar-day.ts';
import type { PlacedNode } from './place-issue.ts';
import type { Team } from './stream-assignment.ts';

/** A period ends before day `until` and begins where the one before it ends, the first with the schedule. */
interface Period {
  readonly until: number;
}

/** Work and room, each by period, in hours. */
export interface PeriodLoad {
  readonly hours: Float64Array;
  readonly capacityHours: Float64Array;
}

/** The calendar weeks, Monday to Sunday, that the days from `start` to `finish` touch. */
export function weeksOf(start: number, finish: number): { readonly start: number; readonly until: number }[] {
  const weeks: { start: number; until: number }[] = [];
  for (let monday = mondayOf(start); monday <= finish; monday += 7) weeks.push({ start: monday, until: monday + 7 });
  return weeks;
}

/** Number of the period that a day is in; days after the last period count as its own. */
export function periodOf(periods: readonly Period[], day: number): number {
  return Math.min(
    firstAbove(periods.length, (at) => (periods[at]?.until ?? Infinity) > day),
    periods.length - 1,
  );
}

/** Deals the work of all placed nodes out to the periods. */
export function periodLoad(periods: readonly Period[], placed: readonly PlacedNode[], team: Team): PeriodLoad {
  const minutes = new Float64Array(periods.length);
  const capacity = new Float64Array(periods.length);
  const ends = team.streams.map((stream) => Float64Array.from(periods, ({ until }) => stream.calendar.positionOfWorkday(workdayOf(until))));
  for (const end of ends) {
    for (let at = 0; at < periods.length; at += 1) capacity[at] = (capacity[at] ?? 0) + (end[at] ?? 0) - (end[at - 1] ?? 0);
  }
  for (const { stream, stretch } of placed) {
    const end = must(ends[stream], 'the ends of a stream');
    let start = stretch.start;
    for (let at = firstAbove(periods.length, (index) => (end[index] ?? 0) > start); start < stretch.finish; at += 1) {
      const finish = at < periods.length - 1 ? Math.min(end[at] ?? 0, stretch.finish) : stretch.finish;
      const period = Math.min(at, periods.length - 1);
      minutes[period] = (minutes[period] ?? 0) + finish - start;
      start = finish;
    }
  }
  return { hours: minutes.map((sum) => sum / 60), capacityHours: capacity.map((sum) => sum / 60) };
}

/** The first index for which `holds`, or `count`; once it holds it holds for all that follow. */
function firstAbove(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
