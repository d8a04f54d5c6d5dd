import { expect, test } from 'vitest';
import { checkHostileCommands, checkHostileQueries } from '#tests/support/law/bad-input.ts';

test('a hostile command is refused by name and changes nothing, or is stored exactly', () => {
  const seen = checkHostileCommands(14, 23);
  // A law that nothing was done under says nothing.
  expect(seen.accepted).toBeGreaterThan(20);
  expect(seen.refused).toBeGreaterThan(50);
});

test('a hostile query is refused by name, or answered', () => {
  const seen = checkHostileQueries(600, 29);
  expect(seen.answered).toBeGreaterThan(50);
  expect(seen.refused).toBeGreaterThan(50);
});
