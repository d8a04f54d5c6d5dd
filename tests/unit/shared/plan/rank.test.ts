import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankAt, rankBetween } from '#shared/plan/rank.ts';

test('a rank between two neighbours lies between them, wherever records were put before', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 200 }), (places) => {
      const ranks: string[] = [];
      for (const place of places) {
        const index = place % (ranks.length + 1);
        const [before, after] = [ranks[index - 1] ?? null, ranks[index] ?? null];
        const rank = rankBetween(before, after);
        expect(before === null || before < rank).toBe(true);
        expect(after === null || rank < after).toBe(true);
        ranks.splice(index, 0, rank);
      }
      expect(ranks.toSorted()).toEqual(ranks);
    }),
  );
});

test('appending a hundred thousand times keeps ranks short', () => {
  let rank = rankAt(0);
  for (let count = 0; count < 100_000; count++) {
    const next = rankBetween(rank, null);
    if (next <= rank) throw new Error(`${next} does not follow ${rank}`);
    rank = next;
  }
  expect(rank.length).toBeLessThanOrEqual(6);
});

test('ranks made at once are in order and follow what they are put behind', () => {
  const ranks = Array.from({ length: 2000 }, (_, index) => rankAt(index, 'zzzzzk'));
  expect(ranks.toSorted()).toEqual(ranks);
  expect(new Set(ranks).size).toBe(2000);
  expect(ranks.every((rank) => rank > 'zzzzzk')).toBe(true);
});
