// Moments and people of a schedule in words.
import { longDate } from '#shared/base/since-text.ts';
import type { IsoDate } from '#shared/plan/quantity.ts';
import { dayOf, weekdayOf } from '../calendar-day.ts';
import type { LocalTime } from '../schedule-input.ts';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** A day as `Tuesday 3 March`, with its year when it is not that of `today`. */
export function dayText(date: IsoDate, today: IsoDate): string {
  return `${weekdays[weekdayOf(dayOf(date))] ?? ''} ${longDate(date, today)}`;
}

/** A moment as `Tuesday 3 March at 11:00`. */
export function momentText(time: LocalTime, today: IsoDate): string {
  // A local time begins with its date.
  return `${dayText(time.slice(0, 10) as IsoDate, today)} at ${time.slice(11)}`;
}

/** Names as `Ana`, `Ana and Ben`, `Ana, Ben and Cleo`. */
export function listText(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
