import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adjacency } from '#shared/graph/adjacency.ts';
import { crossings } from '#shared/layout/layered/crossing.ts';

test('crossings are counted as by looking at every pair of lines', () => {
  const width = 6;
  const lines = fc.array(fc.record({ from: fc.nat({ max: width - 1 }), to: fc.nat({ max: width - 1 }) }), { maxLength: 30 });
  let seen = 0;
  fc.assert(
    fc.property(lines, (pairs) => {
      const from = Int32Array.from(pairs, (pair) => pair.from);
      const to = Int32Array.from(pairs, (pair) => pair.to + width);
      const after = adjacency(
        2 * width,
        from,
        to,
        from.map((_, edge) => edge),
      );
      const place = Int32Array.from({ length: 2 * width }, (_, item) => item % width);
      const layer = Int32Array.from({ length: width }, (_, item) => item);
      let expected = 0;
      for (const a of pairs) for (const b of pairs) if (a.from < b.from && a.to > b.to) expected += 1;
      seen += expected;
      expect(crossings(layer, after, place, width)).toBe(expected);
    }),
  );
  expect(seen).toBeGreaterThan(0);
});
