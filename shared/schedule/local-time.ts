// Moments as people read them and as the scheduler counts them.
import type { IsoDate } from '#shared/plan/quantity.ts';
import { dateOf, dayOf, digits } from './calendar-day.ts';
import type { LocalTime } from './schedule-input.ts';
import { type Minute, minutesPerDay } from './working-time.ts';

/** The minute of a moment. */
export function parseMoment(time: LocalTime): Minute {
  // A local time begins with its date.
  const date = time.slice(0, 10) as IsoDate;
  return dayOf(date) * minutesPerDay + Number(time.slice(11, 13)) * 60 + Number(time.slice(14, 16));
}

/** Writes a minute as `YYYY-MM-DDTHH:mm`. */
export function formatMoment(minute: Minute): LocalTime {
  const day = Math.floor(minute / minutesPerDay);
  const clock = minute - day * minutesPerDay;
  return `${dateOf(day)}T${digits(Math.floor(clock / 60), 2)}:${digits(clock % 60, 2)}`;
}
