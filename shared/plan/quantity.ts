// Quantities with a unit in their type, so that hours and points cannot be added by accident.
import { z } from 'zod';
import { limit } from './limit.ts';

/** Working hours; finite, not negative. */
export const Hours = z.number().min(0).max(limit.hours).brand<'Hours'>();
export type Hours = z.infer<typeof Hours>;

/** Story points: a relative size, never converted to hours. */
export const Points = z.number().min(0).max(limit.points).brand<'Points'>();
export type Points = z.infer<typeof Points>;

/** A calendar day, `YYYY-MM-DD`, without time or zone. */
export const IsoDate = z.iso.date().brand<'IsoDate'>();
export type IsoDate = z.infer<typeof IsoDate>;

/** A moment on the clock, `YYYY-MM-DDTHH:mm`, local, without zone. */
export const LocalTime = z.iso.datetime({ local: true, precision: -1 }).brand<'LocalTime'>();
export type LocalTime = z.infer<typeof LocalTime>;

/** Takes a number that is known to be a valid amount of hours. @throws {z.ZodError} when it is not. */
export function hours(amount: number): Hours {
  return Hours.parse(amount);
}

/** Takes a text that is known to be a calendar day. @throws {z.ZodError} when it is not. */
export function isoDate(text: string): IsoDate {
  return IsoDate.parse(text);
}
