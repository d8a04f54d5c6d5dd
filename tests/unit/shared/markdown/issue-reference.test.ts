import { expect, test } from 'vitest';
import { indexReferences, readNothing, readReferences } from '#shared/markdown/issue-reference.ts';

const report = indexReferences(['#1', '#2', '#3', '#12']);
const phases = indexReferences(['Phase 1', 'Phase 2', 'Phase 2.1', 'Phase 3', 'Phase 13']);
const source = indexReferences(['001', '002', '013', 'BE-051', 'BE-052', 'BE-053', 'auth-core']);

test.each([
  ['Issue #1, Issue #2', report, ['#1', '#2']],
  ['Issue 01', report, ['#1']],
  ['#1 and #3', report, ['#1', '#3']],
  ['Issues #1, #2, #3 (all must be done)', report, ['#1', '#2', '#3']],
  ['ISSUE-012', report, ['#12']],
  ['#1-#3', report, ['#1', '#2', '#3']],
  ['Phase 13, Phase 2.1', phases, ['Phase 13', 'Phase 2.1']],
  ['Phase 1: Foundation', phases, ['Phase 1']],
  ['1, 2', phases, ['Phase 1', 'Phase 2']],
  ['Phases 1-3', phases, ['Phase 1', 'Phase 2', 'Phase 3']],
  ['#013; 002', source, ['013', '002']],
  ['BE-051,BE-052', source, ['BE-051', 'BE-052']],
  ['BE-051..BE-053', source, ['BE-051', 'BE-052', 'BE-053']],
  ['auth-core', source, ['auth-core']],
  ['`001`, **002**', source, ['001', '002']],
])('%s', (text, index, keys) => {
  expect(readReferences(text, index).flatMap((piece) => piece.keys)).toEqual(keys);
});

test('what is no issue is left as words', () => {
  expect(readReferences('v1.0.5 release, QA validation (manual, two days)', report)).toEqual([
    { text: 'v1.0.5 release', keys: [], wanted: false, note: '' },
    { text: 'QA validation (manual, two days)', keys: [], wanted: false, note: '' },
  ]);
  expect(readReferences('Design and QA', report).map((piece) => piece.text)).toEqual(['Design and QA']);
});

test('a reference to an issue that is not there is noticed', () => {
  expect(readReferences('Issue #99', report)).toEqual([{ text: 'Issue #99', keys: [], wanted: true, note: '' }]);
  expect(readReferences('Phase 2 rollout', report).map((piece) => piece.wanted)).toEqual([false]);
});

test('notes behind a reference are kept', () => {
  expect(readReferences('Issue #1, Issue #2 (must exist first)', report).map((piece) => piece.note)).toEqual(['', 'must exist first']);
});

test.each([
  ['None', ''],
  ['none', ''],
  ['-', ''],
  ['None (can start immediately)', 'can start immediately'],
  ['Nothing (first phase)', 'first phase'],
])('nothing: %s', (text, note) => {
  expect(readNothing(text)).toEqual({ note });
});

test('a word that begins like nothing is something', () => {
  expect(readNothing('Nonesuch library')).toBeNull();
  expect(readNothing('No-code editor')).toBeNull();
  expect(readNothing('None of the above')).toBeNull();
});
