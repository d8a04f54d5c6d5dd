import { expect, test } from 'vitest';
import { isoDate } from '#shared/plan/quantity.ts';
import { dayOf, workdayOf } from '#shared/schedule/calendar-day.ts';
import { formatInstant, WorkCalendar } from '#shared/schedule/work-calendar.ts';

const thursday = workdayOf(dayOf(isoDate('2026-03-05')));

test('work runs from 09:00 and goes on after the weekend', () => {
  const calendar = new WorkCalendar(thursday, { usual: 360, exceptions: [] });
  expect(formatInstant(calendar.startAt(0))).toBe('2026-03-05T09:00');
  expect(formatInstant(calendar.finishAt(360))).toBe('2026-03-05T15:00');
  expect(formatInstant(calendar.startAt(360))).toBe('2026-03-06T09:00');
  expect(formatInstant(calendar.finishAt(721))).toBe('2026-03-09T09:01');
  expect(calendar.positionFrom(calendar.finishAt(720))).toBe(720);
});

test('days that differ are told by their minutes, and days without work are passed over', () => {
  const calendar = new WorkCalendar(thursday, { usual: 360, exceptions: [0, 60, 0, 120] });
  expect(formatInstant(calendar.startAt(0))).toBe('2026-03-06T09:00');
  expect(formatInstant(calendar.finishAt(60))).toBe('2026-03-06T10:00');
  expect(formatInstant(calendar.startAt(60))).toBe('2026-03-10T09:00');
  expect(formatInstant(calendar.finishAt(180))).toBe('2026-03-10T11:00');
  expect(formatInstant(calendar.startAt(180))).toBe('2026-03-11T09:00');
  expect(calendar.minutesOn(thursday)).toBe(0);
  expect(calendar.positionOfWorkday(thursday + 5)).toBe(540);
});

test('the day of a large team is squeezed into twelve hours', () => {
  const calendar = new WorkCalendar(thursday, { usual: 7200, exceptions: [] });
  expect(formatInstant(calendar.finishAt(3600))).toBe('2026-03-05T15:00');
  expect(formatInstant(calendar.finishAt(7200))).toBe('2026-03-05T21:00');
  expect(calendar.positionFrom(calendar.finishAt(3600))).toBe(3600);
});
