import { describe, expect, test } from 'vitest';
import { changedIssues } from '#renderer/feature/issue-table/use-foreign-flash.ts';
import { IssueRow } from '#shared/contract/query.ts';

const row = (id: string, title: string): IssueRow =>
  IssueRow.parse({
    id,
    roadmapId: 'r1',
    roadmap: 'Harbour',
    key: '1',
    kind: 'issue',
    title,
    status: { category: 'planned', name: 'Planned', verified: false },
    blocked: false,
    ready: true,
    priority: null,
    estimate: null,
    points: null,
    component: null,
    category: null,
    milestoneId: null,
    milestone: null,
    sprint: null,
    flag: null,
    labels: [],
    assigneeId: null,
    assignee: null,
    waitsFor: 0,
    waitsForExternal: 0,
    unblocks: 0,
    checklistDone: 0,
    checklistTotal: 0,
  });
const byId = (...rows: readonly IssueRow[]): Map<IssueRow['id'], IssueRow> => new Map(rows.map((one) => [one.id, one]));

describe('rows that flash', () => {
  test('are those whose data changed, not those that came, went or were read again', () => {
    const before = byId(row('a1', 'Chart'), row('b1', 'Log'), row('c1', 'Gone'));
    const now = byId(row('a1', 'Chart'), row('b1', 'Log book'), row('d1', 'New'));
    expect(changedIssues(before, now)).toEqual(['b1']);
  });
});
