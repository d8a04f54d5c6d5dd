import { describe, expect, test } from 'vitest';
import { conflictCount, conflictTime, conflictTitle } from '#renderer/feature/conflict/conflict-words.ts';
import type { ConflictRow, ConflictValue } from '#shared/contract/conflict.ts';

const value = (at: string | null): ConflictValue => ({
  operation: '1@a',
  field: 'title',
  fieldName: 'title',
  text: 'A',
  author: 'Ada',
  at,
  deviceId: null,
  wins: false,
});
const row: ConflictRow = {
  id: 'value i title',
  kind: 'value',
  recordId: 'i',
  recordKind: 'issue',
  roadmapId: null,
  issueId: null,
  key: 'A1',
  title: 'Gate',
  field: 'title',
  fieldName: 'title',
  sentence: '',
  values: [value('2026-01-05T09:00:00.000Z'), value('2026-01-06T09:00:00.000Z')],
  deletion: null,
  issues: [],
  dependencies: [],
  load: null,
};

describe('a conflict', () => {
  test('of a field says which, and how often it was set', () => {
    expect(conflictTitle(row)).toBe('Title set twice');
    expect(conflictTitle({ ...row, values: [...row.values, value(null)] })).toBe('Title set three times');
    expect(conflictTitle({ ...row, values: [...row.values, ...row.values] })).toBe('Title set 4 times');
  });

  test('is as new as the newest thing in it', () => {
    expect(conflictTime(row)).toBe('2026-01-06T09:00:00.000Z');
    expect(conflictTime({ ...row, deletion: { author: null, at: '2026-02-01T09:00:00.000Z' } })).toBe('2026-02-01T09:00:00.000Z');
    expect(conflictTime({ ...row, values: [value(null)] })).toBeNull();
  });
});

test('the page says how many there are', () => {
  expect([0, 1, 2].map(conflictCount)).toEqual(['Nothing needs a decision', 'One thing needs a decision', '2 things need a decision']);
});
