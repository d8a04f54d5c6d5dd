import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changedPassage } from '#shared/base/changed-passage.ts';

describe('the changed passage', () => {
  test('is the lines that differ', () => {
    expect(changedPassage('One\nTwo sails\nThree', 'One\nTwo masts\nThree')).toEqual({ before: 'Two sails', after: 'Two masts' });
    expect(changedPassage('One\nThree', 'One\nTwo\nThree')).toEqual({ before: 'Three', after: 'Two\nThree' });
    expect(changedPassage('', 'New')).toEqual({ before: null, after: 'New' });
    expect(changedPassage('Old', '')).toEqual({ before: 'Old', after: null });
    expect(changedPassage('Same', 'Same')).toEqual({ before: null, after: null });
  });

  test('is the words that differ where a line is long', () => {
    const [head, tail] = ['a word '.repeat(100), ' and more'.repeat(100)];
    expect(changedPassage(`${head}old${tail}`, `${head}new${tail}`, 40)).toEqual({ before: 'old', after: 'new' });
  });

  test('is cut, never through a character', () => {
    const { before, after } = changedPassage('🚢'.repeat(50), '🚣'.repeat(50), 20);
    expect([before, after].map((text) => [(text ?? '').length <= 20, text?.isWellFormed(), text?.endsWith('…')])).toEqual([
      [true, true, true],
      [true, true, true],
    ]);
  });

  test('tells whenever two texts differ, in whole characters of bounded length', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.array(fc.constantFrom('a', 'b', '\n', ' ', '🚢', '🚣'), { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, text, fc.integer({ min: 4, max: 30 }), (one, other, longest) => {
        const { before, after } = changedPassage(one, other, longest);
        for (const side of [before, after]) expect(side === null || (side.length <= longest && side.isWellFormed())).toBe(true);
        expect(before === null && after === null).toBe(one === other);
      }),
      { numRuns: 500, seed: 5 },
    );
  });
});
