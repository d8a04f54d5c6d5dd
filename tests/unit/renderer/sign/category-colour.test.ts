import { expect, it } from 'vitest';
import { categoryColours } from '#renderer/sign/category-colour.ts';

it('gives six names their own colour, in order, and the seventh to all others', () => {
  const colour = categoryColours(['a', 'b', 'a', null, 'c', 'd', 'e', 'f', 'g', 'h']);
  expect(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', null, 'unknown'].map(colour)).toEqual(
    [1, 2, 3, 4, 5, 6, 7, 7, 7, 7].map((place) => `var(--c${place})`),
  );
});
