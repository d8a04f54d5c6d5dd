import { IsoDate } from '#shared/plan/quantity.ts';

/** The calendar day that the clock on the wall shows here, now or at `moment`. */
export function localDay(moment: Date = new Date()): IsoDate {
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return IsoDate.parse(`${moment.getFullYear()}-${twoDigits(moment.getMonth() + 1)}-${twoDigits(moment.getDate())}`);
}
