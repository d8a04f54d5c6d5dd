import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrowRoute } from '#shared/layout/timeline/arrow.ts';
import { type PlacedBar, rowHeight } from '#shared/layout/timeline/lane.ts';

const anyBar: fc.Arbitrary<PlacedBar> = fc
  .record({ x: fc.integer({ min: 0, max: 400 }), width: fc.integer({ min: 4, max: 200 }), row: fc.integer({ min: 0, max: 9 }) })
  .map(({ x, width, row }) => ({ id: 'b', lane: 'l', x, width, y: row * rowHeight, wordsOutside: false }));

test('an arrow has right angles only, leaves at the end of a bar and enters the other from the left', () => {
  fc.assert(
    fc.property(anyBar, anyBar, fc.boolean(), (from, to, clear) => {
      const route = arrowRoute(from, to, clear);
      expect(route.slice(0, 2)).toEqual([from.x + from.width, from.y + rowHeight / 2]);
      expect(route.slice(-2)).toEqual([to.x, to.y + rowHeight / 2]);
      expect(route.at(-3)).toBe(route.at(-1));
      expect(route.at(-4)).toBeLessThanOrEqual(to.x);
      for (let index = 2; index < route.length; index += 2) {
        expect(route[index] === route[index - 2] || route[index + 1] === route[index - 1]).toBe(true);
      }
    }),
  );
});
