import { expect, test } from 'vitest';
import { keptText, reportText } from '#renderer/feature/archive/archive-words.ts';
import { IssueId } from '#shared/plan/identity.ts';

const moved = [{ id: IssueId.parse('i1'), key: '#1', title: 'Lamp' }];
const report = { dryRun: false, moved, kept: [], left: 0, path: null, bytes: 0, sha256: null };
const kept = { id: IssueId.parse('i2'), key: '#2', title: 'Lens', reason: 'needed', keys: ['#3', '#4'] } as const;

test('what was moved, what must stay and what is left is one sentence each', () => {
  expect(reportText(report)).toBe('1 issue moved to the archive.');
  expect(reportText({ ...report, dryRun: true, kept: [{ ...kept, keys: [...kept.keys] }], left: 7 })).toBe(
    '1 issue would move to the archive. 1 issue must stay. 7 issues more in a further run.',
  );
  expect(reportText({ ...report, moved: [] })).toBe('Nothing to move now.');
});

test('why an issue stays names those in the way', () => {
  expect(keptText({ reason: 'needed', keys: ['#3', '#4'] })).toBe('#3, #4 wait for it');
  expect(keptText({ reason: 'needed', keys: ['#3'] })).toBe('#3 waits for it');
  expect(keptText({ reason: 'children', keys: ['#3'] })).toBe('#3 below it is open');
  expect([keptText({ reason: 'open', keys: [] }), keptText({ reason: 'changed', keys: [] })]).toEqual([
    'it is not finished',
    'it was changed meanwhile',
  ]);
});
