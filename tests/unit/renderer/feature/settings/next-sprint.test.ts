import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextSprint } from '#renderer/feature/settings/next-sprint.ts';
import { typedNumber } from '#renderer/sign/typed-number.ts';
import { isoDate } from '#shared/plan/quantity.ts';

const day = fc.integer({ min: 0, max: 20_000 }).map((days) => isoDate(new Date(days * 86_400_000).toISOString().slice(0, 10)));

test('the next sprint begins on a Monday after the last one, and ends on a Friday', () => {
  fc.assert(
    fc.property(fc.array(day, { maxLength: 4 }), day, (finishes, today) => {
      const sprint = nextSprint(
        finishes.map((finish, index) => ({ name: `Sprint ${index + 1}`, finish })),
        today,
      );
      expect(new Date(`${sprint.start}T00:00:00Z`).getUTCDay()).toBe(1);
      expect(new Date(`${sprint.finish}T00:00:00Z`).getUTCDay()).toBe(5);
      expect(finishes.every((finish) => finish < sprint.start)).toBe(true);
      expect(sprint.name).toBe(`Sprint ${finishes.length + 1}`);
    }),
  );
});

test('numbers are read as people type them', () => {
  expect(['30', '7,5 h', '', '2 weeks', 'many', '-3'].map(typedNumber)).toEqual([30, 7.5, null, 2, undefined, undefined]);
});
