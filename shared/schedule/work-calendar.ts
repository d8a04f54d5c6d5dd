// The working time of one stream of work: which minute of work falls on which minute of the clock. Serves the placing of
// issues. Must never know an issue.
import { dateOf, dayOfWorkday, digits } from './calendar-day.ts';

/**
 * A point in working time, comparable across streams: number of the working day times 1440 plus minutes since 09:00.
 * The end of a day and the start of the next are two instants.
 */
export type Instant = number;

const dayStarts = 9 * 60;
const minutesPerDay = 1440;
/** A day with more work than this is work of several people at once: its minutes are squeezed into the clock's 12 hours. */
const longestDay = 12 * 60;

/** Minutes of work that a stream does a day, by runs of days. */
export interface DayCapacity {
  /** From the first day on, minutes of work of single days; all days after them have `usual`. */
  readonly exceptions: readonly number[];
  /** At least 1. */
  readonly usual: number;
}

/** Working time of a stream. A position is the number of minutes of work done since the first day. */
export class WorkCalendar {
  readonly #firstWorkday: number;
  readonly #usual: number;
  /** Minutes of work before each exceptional day, and after the last one. */
  readonly #before: Float64Array;

  constructor(firstWorkday: number, capacity: DayCapacity) {
    this.#firstWorkday = firstWorkday;
    this.#usual = capacity.usual;
    this.#before = new Float64Array(capacity.exceptions.length + 1);
    for (const [day, minutes] of capacity.exceptions.entries()) this.#before[day + 1] = (this.#before[day] ?? 0) + minutes;
  }

  /** Minutes of work before a working day; days before the first one give 0. */
  positionOfWorkday(workday: number): number {
    const day = workday - this.#firstWorkday;
    if (day <= 0) return 0;
    const last = this.#before.length - 1;
    return day <= last ? (this.#before[day] ?? 0) : (this.#before[last] ?? 0) + (day - last) * this.#usual;
  }

  /** Minutes of work in a working day. */
  minutesOn(workday: number): number {
    return this.positionOfWorkday(workday + 1) - this.positionOfWorkday(workday);
  }

  /** When the work after `position` starts. */
  startAt(position: number): Instant {
    const workday = this.#workdayWhere((before) => before <= position, position);
    return this.#instant(workday, position - this.positionOfWorkday(workday));
  }

  /** When the work up to `position` has been finished; position 0 is the start of the first day. */
  finishAt(position: number): Instant {
    if (position === 0) return this.startAt(0);
    const workday = this.#workdayWhere((before) => before < position, position);
    return this.#instant(workday, position - this.positionOfWorkday(workday));
  }

  /** The first position whose work starts at or after `instant`. */
  positionFrom(instant: Instant): number {
    const workday = Math.floor(instant / minutesPerDay);
    if (workday < this.#firstWorkday) return 0;
    const clock = instant - workday * minutesPerDay;
    const minutes = this.minutesOn(workday);
    const inDay = minutes > longestDay ? Math.ceil((clock * minutes) / longestDay) : clock;
    return this.positionOfWorkday(workday) + Math.min(inDay, minutes);
  }

  /** The last working day that `holds` of the minutes before it. */
  #workdayWhere(holds: (before: number) => boolean, position: number): number {
    const last = this.#before.length - 1;
    if (holds(this.#before[last] ?? 0)) {
      const days = Math.floor((position - (this.#before[last] ?? 0)) / this.#usual);
      const estimate = this.#firstWorkday + last + days;
      return holds(this.positionOfWorkday(estimate)) ? estimate : estimate - 1;
    }
    let low = 0;
    let high = last;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (holds(this.#before[middle] ?? 0)) low = middle;
      else high = middle;
    }
    return this.#firstWorkday + low;
  }

  #instant(workday: number, inDay: number): Instant {
    const minutes = this.minutesOn(workday);
    const clock = minutes > longestDay ? Math.floor((inDay * longestDay) / minutes) : inDay;
    return workday * minutesPerDay + clock;
  }
}

/** The working day that an instant is in. */
export function workdayOfInstant(instant: Instant): number {
  return Math.floor(instant / minutesPerDay);
}

/** Writes an instant as `YYYY-MM-DDTHH:mm`, local, without zone. */
export function formatInstant(instant: Instant): string {
  const workday = workdayOfInstant(instant);
  const clock = instant - workday * minutesPerDay + dayStarts;
  return `${dateOf(dayOfWorkday(workday))}T${digits(Math.floor(clock / 60), 2)}:${digits(clock % 60, 2)}`;
}
