// Who works on which minutes, counted day by day. Shares no code with the scheduler: days come from `Date` in UTC.
import type { DateSpan } from '#shared/schedule/schedule-input.ts';

const minutesPerDay = 1440;
const usualOpening = 9 * 60;
/** Minutes on the clock of the longest day that does not begin at midnight; what goes beyond is work of several people at once. */
const longestDay = 12 * 60;

/** Work of one day: so many minutes of it from a minute of the day on. */
export interface WorkingDay {
  readonly minutes: number;
  readonly opens: number;
  /** A capacity has shortened it, which rounds. */
  readonly shortened: boolean;
}

/** Work by day. */
export type PlainCalendar = (day: number) => WorkingDay;

/** Minutes of work between two moments, and by how many they may be wrong because minutes are rounded. */
export interface Worked {
  readonly minutes: number;
  readonly tolerance: number;
}

/** A day on which nobody works. */
export const freeDay: WorkingDay = { minutes: 0, opens: usualOpening, shortened: false };

/** Days since 1970-01-01 of `YYYY-MM-DD` and of whatever goes on after it. */
export function dayOfText(text: string): number {
  return Date.parse(`${text.slice(0, 10)}T00:00Z`) / 86_400_000;
}

/** `YYYY-MM-DD` of a day. */
export function textOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Minutes since 1970-01-01T00:00 of `YYYY-MM-DDTHH:mm`. */
export function minuteOfText(text: string): number {
  return Date.parse(`${text}Z`) / 60_000;
}

/** The day that a minute is of. */
export function dayOfMinute(minute: number): number {
  return Math.floor(minute / minutesPerDay);
}

/** 0 is Monday. */
export function weekdayOfDay(day: number): number {
  return (new Date(day * 86_400_000).getUTCDay() + 6) % 7;
}

/** Whether a day is in one of some spans. */
export function isWithin(day: number, spans: readonly DateSpan[]): boolean {
  const text = textOfDay(day);
  return spans.some(({ first, last }) => first <= text && text <= last);
}

/** Where work of a day begins: at midnight when it takes all of it. */
export function openingOf(week: readonly number[]): number {
  return week.some((minutes) => minutes >= minutesPerDay) ? 0 : usualOpening;
}

/** How much is worked in a minute of the clock: more than 1 where a day has more work than it has minutes. */
function paceOf({ minutes, opens }: WorkingDay): number {
  return Math.max(1, minutes / (opens === 0 ? minutesPerDay : longestDay));
}

/** Minutes of work before a minute of a day. */
function workedBefore(working: WorkingDay, clock: number): number {
  return Math.min(working.minutes, Math.max(0, clock - working.opens) * paceOf(working));
}

/** When a day is over, in minutes since it began. */
function closingOf(working: WorkingDay): number {
  return working.opens + working.minutes / paceOf(working);
}

/** Work between two moments. */
export function workedBetween(calendar: PlainCalendar, start: number, finish: number): Worked {
  let minutes = 0;
  let tolerance = 0;
  for (let day = dayOfMinute(start); day <= dayOfMinute(finish); day += 1) {
    const working = calendar(day);
    const until = workedBefore(working, Math.min(finish - day * minutesPerDay, minutesPerDay));
    const from = workedBefore(working, Math.max(start - day * minutesPerDay, 0));
    minutes += Math.max(0, until - from);
    const pace = paceOf(working);
    tolerance += (working.shortened ? 1 : 0) + (pace > 1 ? 2 * pace : 0);
  }
  return { minutes, tolerance };
}

/** Whether work goes on in the minute that begins then, or, for an end, in the one that ends then. */
export function isWorked(calendar: PlainCalendar, minute: number, side: 'start' | 'finish'): boolean {
  const at = side === 'start' ? minute : minute - 1;
  const working = calendar(dayOfMinute(at));
  const clock = at - dayOfMinute(at) * minutesPerDay;
  return working.opens <= clock && clock < closingOf(working) + (working.shortened ? 1 : 0);
}

/** The minutes in which all of some work. */
export function together(calendars: readonly PlainCalendar[]): PlainCalendar {
  const [only] = calendars;
  if (calendars.length === 1 && only !== undefined) return only;
  return remembered((day) => {
    const days = calendars.map((calendar) => calendar(day));
    const opens = Math.max(0, ...days.map((one) => one.opens));
    const closes = Math.floor(Math.min(minutesPerDay, ...days.map(closingOf)));
    return { minutes: Math.max(0, closes - opens), opens, shortened: days.some(({ shortened }) => shortened) };
  });
}

/** The same calendar, each day worked out once. */
export function remembered(calendar: PlainCalendar): PlainCalendar {
  const known = new Map<number, WorkingDay>();
  return (day) => {
    const working = known.get(day) ?? calendar(day);
    known.set(day, working);
    return working;
  };
}
