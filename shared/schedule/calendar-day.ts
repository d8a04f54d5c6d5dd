// Arithmetic on calendar days as whole numbers, without time zones and without `Date`. Serves the schedule, whose
// instants are local by definition. Must never read a clock or a zone.
import type { IsoDate } from '#shared/plan/quantity.ts';

/** 9999-12-31, the last day that `YYYY-MM-DD` can name, in days since 1970-01-01. */
export const lastDay = 2_932_896;

/** Days from 1970-01-01 to `date`. Method: Hinnant, "chrono-compatible low-level date algorithms" (days_from_civil). */
export function dayOf(date: IsoDate): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date `day` days after 1970-01-01; days after {@link lastDay} give that day. Method: the inverse of {@link dayOf}. */
export function dateOf(day: number): IsoDate {
  const shifted = Math.min(day, lastDay) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}` as IsoDate; // a calendar day by construction; parsing costs 1 µs a call
}

/** Day of the week: 0 is Monday, 6 is Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The Monday on or before `day`. */
export function mondayOf(day: number): number {
  return day - weekdayOf(day);
}

/** How many working days (Monday to Friday) lie before `day`, counted from a fixed Monday. On a weekend: that of the next Monday. */
export function workdayOf(day: number): number {
  return Math.floor((day + 3) / 7) * 5 + Math.min(weekdayOf(day), 5);
}

/** The calendar day of a working day: inverse of {@link workdayOf}. */
export function dayOfWorkday(workday: number): number {
  const week = Math.floor(workday / 5);
  return week * 7 + (workday - week * 5) - 3;
}

/** Writes a whole number with leading zeros. */
export function digits(value: number, count: number): string {
  return String(value).padStart(count, '0');
}
