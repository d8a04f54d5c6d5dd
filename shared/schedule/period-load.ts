// How much work falls into each of a row of periods, and how much they can hold. Serves the sprints and the weekly load of a schedule. The
// hours of all periods add up to the hours of all issues.
import { mondayOf } from './calendar-day.ts';
import { minutesPerDay, type WorkingTime } from './working-time.ts';

/** A period ends before day `until` and begins where the one before it ends, the first with the schedule. */
interface Period {
  readonly until: number;
}

/** Work in the minutes of some working time. */
export interface WorkStretch {
  readonly time: WorkingTime | null;
  readonly start: number;
  readonly minutes: number;
  /** How many do it. */
  readonly heads: number;
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

/** Hours of all work, by period. */
export function periodHours(periods: readonly Period[], works: Iterable<WorkStretch>): Float64Array {
  const minutes = new Float64Array(periods.length);
  const ends = new Map<WorkingTime | null, Float64Array>();
  for (const { time, start, minutes: all, heads } of works) {
    const end = ends.get(time) ?? Float64Array.from(periods, ({ until }) => positionOf(time, until));
    ends.set(time, end);
    let from = time === null ? start : time.positionFrom(start);
    const finish = from + all;
    for (let at = firstAbove(periods.length, (index) => (end[index] ?? 0) > from); from < finish; at += 1) {
      const until = at < periods.length - 1 ? Math.min(end[at] ?? 0, finish) : finish;
      const period = Math.min(at, periods.length - 1);
      minutes[period] = (minutes[period] ?? 0) + (until - from) * heads;
      from = until;
    }
  }
  return minutes.map((sum) => sum / 60);
}

/** Hours that people, each of whom there are so many of, can work in each period. */
export function periodCapacity(
  periods: readonly Period[],
  people: readonly { readonly time: WorkingTime; readonly units: number }[],
): Float64Array {
  const capacity = new Float64Array(periods.length);
  for (const { time, units } of people) {
    let before = 0;
    for (const [at, { until }] of periods.entries()) {
      const end = time.beforeDay(until);
      capacity[at] = (capacity[at] ?? 0) + ((end - before) * units) / 60;
      before = end;
    }
  }
  return capacity;
}

function positionOf(time: WorkingTime | null, day: number): number {
  return time === null ? day * minutesPerDay : time.beforeDay(day);
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
