import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSearch } from '#shared/plan/search/parse-search.ts';
import { printSearch } from '#shared/plan/search/print-search.ts';
import { searchFieldNames } from '#shared/plan/search/search-field.ts';
import { valuesOf } from '#shared/plan/search/search-value.ts';

// The law of the search language: any text is read or refused with a place in it, and what was read can be written and
// read again.

/** Pieces that mean something to the language, to SQL or to full-text search. */
const piece = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...searchFieldNames)
      .chain((field) => fc.constantFrom(...valuesOf(field)).map((value) => `${field}:${value}`)),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'auth',
      'auth*',
      '"single sign-on"',
      '"a"*',
      '-',
      '(',
      ')',
      ' OR ',
      ',',
      ':',
      '..',
      '*',
      '"',
      '“M1”',
      '\\',
      '\\"',
      '--',
      'foo(bar)',
      'x(',
      'NEAR(a, b)',
      "';DROP TABLE issue;",
      'a^2',
      '{title}:',
      'none',
      'me',
      '#12',
      'NOT',
      'AND',
      'label:',
      'https://a.b/c',
      'é',
      '搜索',
      '\ud800',
      '\0',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
);
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.tuple(fc.constantFrom('', ' ', ' -', '\t'), piece), { maxLength: 12 }).map((parts) => parts.flat().join('')),
);

test('any text is read, or refused with a place in it and a reason', () => {
  const seen = { read: 0, refused: 0 };
  fc.assert(
    fc.property(typed, (text) => {
      const found = parseSearch(text);
      if (found.ok) return void (seen.read += 1);
      seen.refused += 1;
      const { message, position, length } = found.error;
      expect(message).not.toBe('');
      expect(position).toBeGreaterThanOrEqual(0);
      expect(length).toBeGreaterThan(0);
      expect(position + length).toBeLessThanOrEqual(Math.max(1, text.length));
    }),
    { numRuns: 4000, seed: 5 },
  );
  expect(seen.read).toBeGreaterThan(500);
  expect(seen.refused).toBeGreaterThan(500);
});

test('what was read can be written, and read again it is the same', () => {
  let conditions = 0;
  fc.assert(
    fc.property(typed, (text) => {
      const found = parseSearch(text);
      if (!found.ok) return;
      const written = printSearch(found.value);
      if (written !== '') conditions += 1;
      expect([written, parseSearch(written)]).toEqual([written, found]);
    }),
    { numRuns: 6000, seed: 6 },
  );
  expect(conditions).toBeGreaterThan(1000);
});
