import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { textPieces } from '#renderer/feature/issue-detail/text-pieces.ts';

test('the pieces are the whole text, each cursor stands once, and no character is parted', () => {
  const cursors = fc.array(fc.record({ at: fc.integer({ min: -5, max: 40 }) }), { maxLength: 6 });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), cursors, (text, places) => {
      const pieces = textPieces(text, places);
      expect(pieces.map(({ before }) => before).join('')).toBe(text);
      expect(pieces.filter(({ cursor }) => cursor !== null)).toHaveLength(places.length);
      for (const { before } of pieces) expect(before.isWellFormed()).toBe(text.isWellFormed());
    }),
  );
});

test('a cursor stands where it was told to, at most at the end', () => {
  expect(textPieces('Lens', [{ at: 9 }, { at: 2 }])).toEqual([
    { before: 'Le', cursor: { at: 2 } },
    { before: 'ns', cursor: { at: 9 } },
    { before: '', cursor: null },
  ]);
});
