import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinLink } from '#shared/contract/join-link.ts';

const code = fc.string({ unit: fc.constantFrom(...'abcXYZ019-_'), minLength: 1, maxLength: 2000 });

test('an invitation link is passed on as it is; scheme and host in any case, a slash at its end does no harm', () => {
  fc.assert(
    fc.property(code, fc.boolean(), fc.boolean(), (text, isLoud, hasSlash) => {
      const start = isLoud ? 'SEXTANT://Join/' : 'sextant://join/';
      expect(joinLink(`${start}${text}${hasSlash ? '/' : ''}`)).toBe(`sextant://join/${text}`);
    }),
  );
});

test('what is passed on is printable, short and ours, whatever comes', () => {
  let passed = 0;
  const piece = fc.constantFrom('sextant://join/', 'sextant:', 'AbC', ' ', '\n', '?a=1', '#', '%00', '\0', '/', '--flag', '"', 'é', '..');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const link = joinLink(pieces.join(''));
      if (link === null) return;
      passed += 1;
      expect(link).toMatch(/^sextant:\/\/join\/[\w-]{1,2000}$/u);
    }),
    { numRuns: 5000 },
  );
  expect(passed).toBeGreaterThan(3);
  expect(joinLink(`sextant://join/${'a'.repeat(2001)}`)).toBeNull();
});
