import { describe, expect, test } from 'vitest';
import type { PlanEdit } from '#shared/markdown/check-patch.ts';
import { patchPlan } from '#shared/markdown/patch-plan.ts';
import type { Status } from '#shared/plan/status.ts';
import { hours } from '#shared/plan/quantity.ts';

const done: Status = { category: 'done', name: 'Done', verified: false };
const source = '# P\n\n## 001 | First\nlabels: a, b\npriority: P1\n---\nText.\n\n## 002 | Second\n---\nText.\n';
const roadmap =
  '# P\n\n## Milestone v1.0 - Launch\n\n### Phase 1: One\n**Status**: âœ… Complete  \n**Objective**: Go.\n\n### Phase 2: Two\n\nText.\n';
const report =
  '# P\r\n\r\n### Issue #1: One\r\n**Severity:** HIGH\r\n**Assignee:** TBD\r\n**Estimated Effort:** 4-6h (with tests)\r\n\r\n**Description:**\r\nText.';

function patched(text: string, ...edits: readonly PlanEdit[]): string {
  const result = patchPlan(text, edits);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

describe('a field with a line', () => {
  test('keeps the style of its line', () => {
    expect(patched(source, { key: '001', field: 'labels', value: ['c', 'd'] })).toBe(source.replace('a, b', 'c, d'));
    expect(patched(roadmap, { key: 'Phase 1', field: 'status', value: { ...done, name: 'Shipped' } })).toBe(
      roadmap.replace('âœ… Complete  ', '✅ Shipped  '),
    );
    expect(patched(report, { key: '#1', field: 'severity', value: 'low' })).toBe(report.replace('HIGH', 'LOW'));
    expect(patched(report, { key: '#1', field: 'assignee', value: 'Ada' })).toBe(report.replace('TBD', 'Ada'));
    expect(patched(report, { key: '#1', field: 'estimate', value: { likely: hours(7), optimistic: null, pessimistic: null } })).toBe(
      report.replace('4-6h', '7h'),
    );
  });

  test('stays as it is when the value is there already', () => {
    expect(patched(roadmap, { key: 'Phase 1', field: 'status', value: { verified: false, name: 'Complete', category: 'done' } })).toBe(
      roadmap,
    );
    expect(
      patched(report, { key: '#1', field: 'estimate', value: { pessimistic: hours(6), optimistic: hours(4), likely: hours(5) } }),
    ).toBe(report);
  });

  test('goes when its value is taken away', () => {
    expect(patched(source, { key: '001', field: 'priority', value: null })).toBe(source.replace('priority: P1\n', ''));
    expect(patched(report.replace('TBD', 'Ada'), { key: '#1', field: 'assignee', value: null })).toBe(report);
  });
});

describe('a field without a line', () => {
  test('gets one below the others, in the style of the dialect', () => {
    expect(patched(source, { key: '001', field: 'status', value: done })).toBe(source.replace('P1\n', 'P1\nstatus: closed\n'));
    expect(patched(source, { key: '002', field: 'flag', value: 'NEW' })).toBe(source.replace('Second\n', 'Second\nflag: NEW\n'));
    expect(patched(roadmap, { key: 'Phase 2', field: 'status', value: done })).toBe(
      roadmap.replace('Two\n', 'Two\n**Status**: ✅ Complete\n'),
    );
    expect(patched(report, { key: '#1', field: 'priority', value: 'P0' })).toBe(
      report.replace('tests)\r\n', 'tests)\r\n**Priority:** P0\r\n'),
    );
  });

  test('gets a line end where the file ends without one', () => {
    expect(patched('## 1 | A', { key: '1', field: 'priority', value: 'P2' })).toBe('## 1 | A\npriority: P2');
  });
});

test('several edits are written together, and the last of a field counts', () => {
  const edits: PlanEdit[] = [
    { key: '001', field: 'title', value: 'New' },
    { key: '001', field: 'title', value: 'Newer' },
    { key: '002', field: 'priority', value: 'P0' },
    { key: '002', field: 'component', value: 'Core' },
  ];
  expect(patched(source, ...edits)).toBe(source.replace('First', 'Newer').replace('Second\n', 'Second\npriority: P0\ncomponent: Core\n'));
});

describe('what is refused', () => {
  test.each<[string, string, PlanEdit, string]>([
    ['an issue that is not there', source, { key: '9', field: 'priority', value: 'P0' }, 'unknown-issue'],
    ['a line without a box', source, { field: 'done', line: 3, value: true }, 'unknown-item'],
    ['a line beyond the end', source, { field: 'done', line: 99, value: true }, 'unknown-item'],
    ['a text that is no plan', 'words', { key: '1', field: 'priority', value: 'P0' }, 'not-a-plan'],
    ['a title of two lines', source, { key: '001', field: 'title', value: 'a\n## 3 | b' }, 'cannot-hold'],
    ['an empty title', source, { key: '001', field: 'title', value: '' }, 'cannot-hold'],
    ['a label with a comma', source, { key: '001', field: 'labels', value: ['a,b'] }, 'cannot-hold'],
    ['a name that means nobody', report, { key: '#1', field: 'assignee', value: 'n/a' }, 'cannot-hold'],
    [
      'a one-sided range',
      source,
      { key: '001', field: 'estimate', value: { likely: hours(2), optimistic: hours(1), pessimistic: null } },
      'cannot-hold',
    ],
  ])('%s', (_, text, edit, reason) => {
    expect(patchPlan(text, [edit])).toMatchObject({ ok: false, error: { reason } });
  });

  test('a line whose end would run into the next one', () => {
    const mixed = '### Issue #1: One\r**Estimated Effort:** 4-6h\n\n';
    expect(patchPlan(mixed, [{ key: '#1', field: 'estimate', value: null }])).toMatchObject({
      ok: false,
      error: { reason: 'cannot-hold' },
    });
  });

  test('one bad edit refuses all', () => {
    expect(
      patchPlan(source, [
        { key: '001', field: 'priority', value: 'P0' },
        { key: '009', field: 'priority', value: 'P0' },
      ]).ok,
    ).toBe(false);
  });
});
