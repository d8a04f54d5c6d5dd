// Laws of the mojibake repair: what a wrong decoding spoiled comes back, what is right stays, and a second repair does nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { repairMojibake } from '#shared/markdown/repair-mojibake.ts';
import { spoil } from '#tests/support/mojibake.ts';

/** Characters that plans use beside ASCII: emoji, box drawing, typographic marks, symbols. */
const special = fc.constantFrom(...'✅🔄⬜🔴🟡🟢📋❌🚧├└│─>→±°©•…–—“”’€™÷é', '⏸️', '✔️');
const ascii = fc.string({ unit: fc.constantFrom(...'abcXYZ 019 -:#|*[](),.'), maxLength: 8 });
const plain = fc
  .array(fc.tuple(ascii, special, fc.constantFrom(' ', 'a ', ' b', '. ')), { maxLength: 12 })
  .map((parts) => parts.flat().join(''));

test('text that was decoded as Windows-1252 comes back', () => {
  fc.assert(
    fc.property(plain, (text) => {
      expect(repairMojibake(spoil(text))).toBe(text);
    }),
  );
});

test('correct text stays, also beside spoiled text', () => {
  fc.assert(
    fc.property(plain, plain, (right, wrong) => {
      expect(repairMojibake(right)).toBe(right);
      expect(repairMojibake(`${right} | ${spoil(wrong)} | ${right}`)).toBe(`${right} | ${wrong} | ${right}`);
    }),
  );
});

test('a repaired text is not repaired again, whatever it was', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    plain.map(spoil),
    fc.string({ unit: fc.constantFrom(...'Ââ€œðŸ”„…é”—»ÃÉï¸\u008f ') }),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const once = repairMojibake(text);
      expect(repairMojibake(once)).toBe(once);
    }),
    { numRuns: 1000 },
  );
});

test('text that was spoiled twice comes back', () => {
  fc.assert(
    fc.property(fc.constantFrom(...'✅🔄⬜±é…'), (character) => {
      expect(repairMojibake(spoil(spoil(`a ${character} b`)))).toBe(`a ${character} b`);
    }),
  );
});
