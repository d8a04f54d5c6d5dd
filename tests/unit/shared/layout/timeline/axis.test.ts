import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedDays, months, unitAt, unitBlocks } from '#shared/layout/timeline/axis.ts';
import { dateOfDay, dayAt, dayNumber, weekday, xOfDay, xOfInstant } from '#shared/layout/timeline/scale.ts';

const anyDay = fc.integer({ min: 0, max: 60_000 });

describe('the scale', () => {
  test('gives back the day that it was asked for', () => {
    fc.assert(
      fc.property(anyDay, fc.double({ min: 0.4, max: 60, noNaN: true }), (day, pixelsPerDay) => {
        const scale = { firstDay: 20_000, pixelsPerDay, dayMinutes: 360 };
        expect(dayAt(scale, xOfDay(scale, day))).toBeCloseTo(day, 6);
        expect(dayNumber(dateOfDay(day))).toBe(day);
      }),
    );
  });

  test('lets the working hours of a day take its whole width', () => {
    const scale = { firstDay: dayNumber('2026-11-16'), pixelsPerDay: 10, dayMinutes: 360 };
    expect(
      ['2026-11-16T09:00', '2026-11-16T12:00', '2026-11-16T15:00', '2026-11-17T09:00', '2026-11-18T18:30'].map((at) =>
        xOfInstant(scale, at),
      ),
    ).toEqual([0, 5, 10, 10, 30]);
  });
});

describe('the axis', () => {
  test('has blocks without gaps, alternating, that stay the same wherever one looks from', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom('day' as const, 'week' as const, 'month' as const),
        (from, length, unit) => {
          const blocks = unitBlocks(unit, from, from + length);
          expect(blocks[0]?.start).toBeLessThanOrEqual(from);
          expect(blocks.at(-1)?.end).toBeGreaterThanOrEqual(from + length);
          for (const [index, block] of blocks.entries()) {
            const next = blocks[index + 1];
            if (next !== undefined) expect([next.start, next.odd]).toEqual([block.end, !block.odd]);
          }
          const later = unitBlocks(unit, from + 1, from + length);
          expect(later).toEqual(blocks.filter((block) => later.some((other) => other.start === block.start)));
        },
      ),
    );
  });

  test('starts weeks on Mondays and closes Saturdays and Sundays', () => {
    const from = dayNumber('2026-11-18');
    expect(unitBlocks('week', from, from + 10).map((block) => weekday(block.start))).toEqual([0, 0]);
    expect(closedDays(from, from + 10).map((days) => [dateOfDay(days.start), dateOfDay(days.end)])).toEqual([['2026-11-21', '2026-11-23']]);
    expect(closedDays(dayNumber('2026-11-22'), dayNumber('2026-11-23')).map((days) => dateOfDay(days.start))).toEqual(['2026-11-21']);
  });

  test('knows the lengths of months, also of February in a leap year', () => {
    const found = months(dayNumber('2028-01-31'), dayNumber('2028-03-01'));
    expect(found.map(({ start, end }) => [dateOfDay(start), end - start])).toEqual([
      ['2028-01-01', 31],
      ['2028-02-01', 29],
    ]);
  });

  test('divides by what can be told apart', () => {
    expect([30, 8, 2].map(unitAt)).toEqual(['day', 'week', 'month']);
  });
});
