import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pageSize, pagesOf } from '#renderer/feature/issue-table/issue-window.ts';

test('the pages hold every row that is on screen, and no page without one', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.nat(400), (first, height) => {
      const pages = pagesOf(first, first + height);
      expect(pages[0]).toBe(Math.floor(first / pageSize));
      expect(pages.at(-1)).toBe(Math.floor((first + height) / pageSize));
      expect(pages).toEqual(pages.map((_, index) => (pages[0] ?? 0) + index));
    }),
  );
});
