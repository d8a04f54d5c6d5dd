// When something that is aimed at a day, a week, a month or a quarter has to be done at the latest.
import { IsoDate } from './quantity.ts';

const dayLength = 86_400_000;

const dayOf = (time: number): IsoDate => IsoDate.parse(new Date(time).toISOString().slice(0, 10));

/** Last day of a month, 1 to 12; months beyond are those of later years. */
const endOfMonth = (year: number, month: number): IsoDate => dayOf(Date.UTC(year, month, 0));

/** Last day of an ISO week; `null` when the year has no such week. */
function endOfWeek(year: number, week: number): IsoDate | null {
  // The first week is the one with the fourth of January.
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  const sunday = fourth + ((week - 1) * 7 + 6 - weekday) * dayLength;
  const thursdayYear = new Date(sunday - 3 * dayLength).getUTCFullYear();
  return thursdayYear === year ? dayOf(sunday) : null;
}

/**
 * The last day of what a text means: a day `2026-03-09`, a week `2026-W11`, a month `2026-03`, or a quarter `2026-Q1`. `null` when
 * it is none of them.
 */
export function targetDay(text: string): IsoDate | null {
  const given = text.trim().toUpperCase();
  const day = IsoDate.safeParse(given);
  if (day.success) return day.data;
  const [, year, kind, number] = /^(\d{4})-(W|Q|)(\d{1,2})$/u.exec(given) ?? [];
  if (year === undefined || Number(number) < 1) return null;
  const [years, count] = [Number(year), Number(number)];
  if (kind === 'W') return endOfWeek(years, count);
  if (kind === 'Q') return count > 4 ? null : endOfMonth(years, count * 3);
  return count > 12 || number?.length !== 2 ? null : endOfMonth(years, count);
}
