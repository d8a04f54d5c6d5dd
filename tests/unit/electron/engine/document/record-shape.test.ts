import { expect, test } from 'vitest';
import { isWellFormed } from '#electron/engine/document/record-shape.ts';

const dependency = { issueId: 'i', dependsOnId: 'j', strength: 'hard', note: '', deletedAt: null };

test('fields that came later may be there or not, but hold what they should', () => {
  expect(isWellFormed('dependency', dependency)).toBe(true);
  expect(isWellFormed('dependency', { ...dependency, kind: 'start-start' })).toBe(true);
  expect(isWellFormed('dependency', { ...dependency, kind: null, lagMinutes: -60 })).toBe(true);
  expect(isWellFormed('dependency', { ...dependency, lagMinutes: 'much' })).toBe(false);
});

test('what no version knows, and a record that lacks what it had from the first, is not taken', () => {
  const { note: _, ...without } = dependency;
  expect(isWellFormed('dependency', { ...dependency, colour: 'red' })).toBe(false);
  expect(isWellFormed('dependency', without)).toBe(false);
  expect(isWellFormed('dependency', { ...without, kind: 'start-start' })).toBe(false);
  expect(isWellFormed('comment', { issueId: 'i', author: 'a', at: '', text: '', deletedAt: null, kind: null })).toBe(false);
});
