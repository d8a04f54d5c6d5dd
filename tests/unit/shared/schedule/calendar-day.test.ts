import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import { dateOf, dayOf, dayOfWorkday, lastDay, mondayOf, weekdayOf, workdayOf } from '#shared/schedule/calendar-day.ts';

const anyDay = fc.integer({ min: -700_000, max: lastDay });

test('dates and days agree with the calendar of the platform', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const date = new Date(day * 86_400_000);
      expect(dateOf(day)).toBe(date.toISOString().slice(0, 10));
      expect(dayOf(dateOf(day))).toBe(day);
      expect(weekdayOf(day)).toBe((date.getUTCDay() + 6) % 7);
    }),
  );
});

test('leap days and the ends of what can be written', () => {
  expect(dayOf(isoDate('1970-01-01'))).toBe(0);
  expect(dayOf(isoDate('2000-03-01')) - dayOf(isoDate('2000-02-28'))).toBe(2);
  expect(dayOf(isoDate('2100-03-01')) - dayOf(isoDate('2100-02-28'))).toBe(1);
  expect(dateOf(lastDay)).toBe('9999-12-31');
  expect(dateOf(lastDay + 1000)).toBe('9999-12-31');
});

test('working days count on from Friday to Monday, and a weekend is the Monday after it', () => {
  fc.assert(
    fc.property(anyDay, (day) => {
      const workday = workdayOf(day);
      expect(dayOfWorkday(workday)).toBe(weekdayOf(day) < 5 ? day : mondayOf(day) + 7);
      expect(workdayOf(day + 1) - workday).toBe(weekdayOf(day) < 5 ? 1 : 0);
    }),
  );
});
