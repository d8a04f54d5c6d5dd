// Turns days into pixels. Serves the timeline: everything on it is placed through this scale. Must never read a clock or
// a time zone: days and instants are local by definition.

/** How time lies on the page. */
export interface TimelineScale {
  /** Day at x = 0, in days since 1970-01-01. */
  readonly firstDay: number;
  readonly pixelsPerDay: number;
  /** Minutes of work that fill a day, counted from 09:00: a bar that ends after so many reaches the end of the day. */
  readonly dayMinutes: number;
}

const dayStarts = 9 * 60;

/** Days from 1970-01-01 to a date `YYYY-MM-DD` (or an instant that starts with one). */
export function dayNumber(date: string): number {
  const [year = 1970, month = 1, day = 1] = date.slice(0, 10).split('-').map(Number);
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** The date `YYYY-MM-DD` of a day since 1970-01-01. */
export function dateOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Day of the week: 0 is Monday, 6 is Sunday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** Left edge of a day, in pixels. */
export function xOfDay(scale: TimelineScale, day: number): number {
  return (day - scale.firstDay) * scale.pixelsPerDay;
}

/** The day under `x`, with its fraction. */
export function dayAt(scale: TimelineScale, x: number): number {
  return scale.firstDay + x / scale.pixelsPerDay;
}

/** Place of an instant `YYYY-MM-DDTHH:mm`, in pixels: the working hours of a day take its whole width. */
export function xOfInstant(scale: TimelineScale, instant: string): number {
  const part = Math.min(1, Math.max(0, minutesIntoDay(instant) / Math.max(1, scale.dayMinutes)));
  return xOfDay(scale, dayNumber(instant) + part);
}

/** Minutes after 09:00 of an instant; negative before. */
export function minutesIntoDay(instant: string): number {
  return Number(instant.slice(11, 13)) * 60 + Number(instant.slice(14, 16)) - dayStarts;
}
