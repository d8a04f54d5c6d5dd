import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flagState, hashOfFlagIssues, typedPercent } from '#renderer/feature/flag/flag-words.ts';
import { routeOf } from '#renderer/state/navigation.ts';
import { FlagId } from '#shared/plan/identity.ts';
import { parseSearch } from '#shared/plan/search/parse-search.ts';

const flagId = FlagId.parse('f1');

test('what a flag does is said from its switch and its share', () => {
  expect(flagState({ flagId: null, on: false, rolloutPercent: 100 })).toBe('not a flag yet');
  expect(flagState({ flagId, on: false, rolloutPercent: 100 })).toBe('off for everybody');
  expect(flagState({ flagId, on: true, rolloutPercent: 0 })).toBe('off for everybody');
  expect(flagState({ flagId, on: true, rolloutPercent: 25 })).toBe('on for 25 %');
  expect(flagState({ flagId, on: true, rolloutPercent: 100 })).toBe('on for everybody');
});

test('a share is a whole number from 0 to 100', () => {
  expect(['0', ' 50 ', '100 %', '100%'].map(typedPercent)).toEqual([0, 50, 100, 100]);
  expect(['', '101', '-1', '1.5', 'all', '１０'].map(typedPercent)).toEqual([null, null, null, null, null, null]);
});

test('whatever a flag is called, the link to its issues is a search that can be read', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\S{1,40}$/u), (name) => {
      const text = routeOf(hashOfFlagIssues(name)).search.get('text') ?? '';
      expect(parseSearch(text)).toMatchObject({
        ok: true,
        value: { kind: 'field', field: 'flag', values: [{ kind: 'name', text: name }] },
      });
    }),
    { seed: 7 },
  );
});
