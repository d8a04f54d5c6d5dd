import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DateSpan, orderedSpans, readSpans, spellSpans } from '#shared/plan/date-span.ts';
import { spellLag } from '#shared/plan/dependency.ts';
import { PersonId } from '#shared/plan/identity.ts';
import { Needs, readNeeds, spellNeeds, writeNeeds } from '#shared/plan/planning.ts';
import { readWeek } from '#shared/plan/workspace.ts';

const name = fc.stringMatching(/^[a-z]{1,8}$/u);
const count = fc.integer({ min: 1, max: 9 });
const need = fc.oneof(
  fc.record({ anyOf: fc.uniqueArray(name, { maxLength: 3 }), skill: fc.constant(null), count }),
  fc.record({ anyOf: fc.constant([]), skill: name, count }),
);

test('needs are read as they were written', () => {
  fc.assert(
    fc.property(fc.array(need, { maxLength: 4 }), (given) => {
      expect(readNeeds(writeNeeds(Needs.parse(given)))).toEqual(given);
    }),
  );
});

test('needs, spans and weeks that somebody spelled otherwise are read as none', () => {
  expect([null, 'so', '{}', '[{"anyOf":"Ana"}]'].map(readNeeds)).toEqual([[], [], [], []]);
  expect(['{}', '[1]', '[{"first":"2026-05-02","last":"2026-05-01"}]'].map(readSpans)).toEqual([[], [], []]);
  expect([null, '[1,2]', '"x"', '[0,0,0,0,0,0,0]'].map(readWeek)).toEqual([null, null, null, null]);
});

test('needs and lags are spelled for people', () => {
  const [ana, ben] = ['ana', 'ben'].map((id) => PersonId.parse(id));
  const needs = [
    { anyOf: [ana, ben].flatMap((id) => id ?? []), skill: null, count: 1 },
    { anyOf: [], skill: 'React', count: 2 },
    { anyOf: [], skill: null, count: 1 },
  ];
  expect(spellNeeds(needs, (id) => id.toUpperCase())).toBe('ANA or BEN, 2 × anyone with React, anyone');
  expect([0, 120, -30].map(spellLag)).toEqual(['', '2 h later', '30 min earlier']);
});

test('spans stand in the order of time, each once, however they were given', () => {
  const [may, winter] = [
    { first: '2026-05-01', last: '2026-05-01' },
    { first: '2026-12-24', last: '2027-01-01' },
  ].map((span) => DateSpan.parse(span));
  const all = [winter, may, winter].flatMap((span) => span ?? []);
  expect(spellSpans(orderedSpans(all))).toBe('2026-05-01, 2026-12-24 to 2027-01-01');
});
