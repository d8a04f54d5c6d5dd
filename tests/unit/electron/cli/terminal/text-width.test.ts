import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitText, safeLine, safeText, textWidth } from '#electron/cli/terminal/text-width.ts';

test.each([
  ['plain', 5],
  ['Größe', 5],
  ['Gro\u0308ße', 5],
  ['計画', 4],
  ['✅ done', 7],
  ['👩‍💻', 2],
  ['a\u200Bb', 2],
  ['\u001B[31mred\u001B[39m', 3],
  ['', 0],
])('%j takes %i columns', (text, columns) => {
  expect(textWidth(text)).toBe(columns);
});

test('a fitted text is never wider than asked, and whole when there is room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }).map(safeLine), fc.integer({ min: 2, max: 40 }), (text, columns) => {
      const fitted = fitText(text, columns);
      expect(textWidth(fitted)).toBeLessThanOrEqual(columns);
      if (textWidth(text) <= columns) expect(fitted).toBe(text);
    }),
  );
});

test('nothing from a plan can drive the terminal', () => {
  const evil = 'a\u001B]0;title\u0007b\r\nc\u202Etxt\u009Bd';
  expect(safeLine(evil)).toBe('a ]0;title b c txt d');
  expect(safeText('one\r\ntwo\tthree\u001B[2J')).toBe('one\ntwo\tthree [2J');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
      expect(safeLine(text)).not.toMatch(/\p{Cc}/u);
      expect(safeText(text)).not.toMatch(/[^\P{Cc}\n\t]/u);
    }),
  );
});
