import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOf } from '#renderer/state/today.ts';

test('the day is the one on the local calendar, at every instant', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('1970-01-02'), max: new Date('2200-01-01'), noInvalidDate: true }), (instant) => {
      const [year, month, day] = dayOf(instant).split('-').map(Number);
      expect([year, month, day]).toEqual([instant.getFullYear(), instant.getMonth() + 1, instant.getDate()]);
    }),
  );
});
