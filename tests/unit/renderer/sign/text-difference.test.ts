import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textDifference } from '#renderer/sign/text-difference.ts';

const text = fc.array(fc.constantFrom('oak', 'ash', 'fir', ' ', '\n', '  ', 'ö', '👣'), { maxLength: 14 }).map((parts) => parts.join(''));

describe('the difference of two texts', () => {
  test('gives both back, and equal texts have none', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const { start, gone, come, end } = textDifference(before, after);
        expect(start + gone + end).toBe(before);
        expect(start + come + end).toBe(after);
        expect(gone === '' && come === '').toBe(before === after);
      }),
      { seed: 20_261_121 },
    );
  });

  test('is cut at words', () => {
    expect(textDifference('the old oak stands here', 'the young oak stands here')).toEqual({
      start: 'the ',
      gone: 'old ',
      come: 'young ',
      end: 'oak stands here',
    });
  });
});
