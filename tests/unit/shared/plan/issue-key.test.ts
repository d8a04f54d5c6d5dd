import { expect, test } from 'vitest';
import { keyStyle, spellKey } from '#shared/plan/issue-key.ts';

test('the first key with a number shows the style', () => {
  const next = (keys: string[], number: number): string => spellKey(keyStyle(keys, 'Any title'), number);
  expect(next(['#7'], 8)).toBe('#8');
  expect(next(['010', '9'], 11)).toBe('011');
  expect(next(['no number', 'Phase 24'], 25)).toBe('Phase 25');
  expect(next(['SX-99'], 100)).toBe('SX-100');
});

test('a roadmap without numbered keys begins with its initials', () => {
  const first = (title: string): string => spellKey(keyStyle([], title), 1);
  expect(['Sextant Engine', 'Éclair du soir à Paris', 'Roadmap', '路线图'].map(first)).toEqual(['SE-1', 'EDS-1', 'RO-1', 'I-1']);
});
