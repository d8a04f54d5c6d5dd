import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spelledCategory, spellStatus, StatusCategory, statusName } from '#shared/plan/status.ts';

const wording = fc.oneof(
  fc.string({ minLength: 1, maxLength: 30 }),
  fc.constantFrom(...Object.values(statusName)),
  fc.constantFrom('Done (planned)', 'Shipped (verified)', 'Done (verified)', '(done, verified)', 'In review', 'Planned (backlog)'),
);

test('the category of a status can be told from the way history spells it, whatever its wording', () => {
  fc.assert(
    fc.property(fc.constantFrom(...StatusCategory.options), wording, fc.boolean(), (category, name, verified) => {
      expect(spelledCategory(spellStatus({ category, name, verified }))).toBe(category);
    }),
    { numRuns: 1000, seed: 3 },
  );
});

test('other texts spell no status', () => {
  expect(['', 'Shipped', 'Done (soon)', 'done'].map(spelledCategory)).toEqual([null, null, null, null]);
});
