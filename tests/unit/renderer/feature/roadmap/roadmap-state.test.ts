import { describe, expect, it } from 'vitest';
import {
  inReadingOrder,
  isPast,
  itemGroups,
  type Milestone,
  progressOf,
  shortKey,
  totalLines,
  untickedRemark,
} from '#renderer/feature/roadmap/roadmap-state.ts';
import { queries, type QueryResult } from '#shared/contract/query.ts';
import { type StatusCategory, statusName } from '#shared/plan/status.ts';

const issue = (category: StatusCategory, checklistDone = 0, checklistTotal = 0) => ({
  id: `i-${category}`,
  key: '1',
  title: 'Work',
  status: { category, name: statusName[category], verified: false },
  blocked: false,
  ready: false,
  hours: null,
  dependsOnKeys: [],
  checklistDone,
  checklistTotal,
});

const item = (done: boolean | null, group = '', kind = 'task') => ({
  id: `c-${String(done)}`,
  roadmapId: 'r',
  issueId: null,
  milestoneId: 'm',
  parentId: null,
  kind,
  group,
  text: 'Item',
  done,
  rank: 'a',
});

/** A milestone of the contract's own shape: the schema refuses anything else. */
const milestone = (fields: object): Milestone =>
  queries['roadmap-outline'].row.parse({
    id: 'm',
    roadmapId: 'r',
    key: 'v1',
    title: 'First',
    goal: '',
    status: null,
    implied: false,
    target: null,
    notes: '',
    rank: 'a',
    hours: 0,
    doneHours: 0,
    unestimated: 0,
    issues: [],
    checklist: [],
    ...fields,
  });

describe('progressOf', () => {
  it('counts hours where there are any, else issues, else boxes; cancelled work does not count', () => {
    expect(progressOf(milestone({ hours: 100, doneHours: 40, issues: [issue('done')] }))).toEqual({ done: 40, total: 100, unit: 'hours' });
    expect(progressOf(milestone({ issues: [issue('done'), issue('planned'), issue('cancelled')] }))).toEqual({
      done: 1,
      total: 2,
      unit: 'issues',
    });
    expect(progressOf(milestone({ checklist: [item(true), item(false), item(null)] }))).toEqual({ done: 1, total: 2, unit: 'items' });
  });
});

describe('untickedRemark', () => {
  const reached = { issues: [issue('done', 1, 4), issue('done', 0, 3), issue('cancelled', 0, 9)] };

  it('says what a complete milestone left unticked, in the word that the plan leaves', () => {
    expect(untickedRemark(milestone(reached), ['deliverable', 'gap'])).toBe('complete, 6 deliverables unticked');
    expect(untickedRemark(milestone(reached), ['deliverable', 'acceptance'])).toBe('complete, 6 items unticked');
    expect(untickedRemark(milestone({ checklist: [item(true), item(false)], status: issue('done').status }), ['deliverable'])).toBe(
      'complete, 1 item unticked',
    );
  });

  it('is silent while work is open, and when everything is ticked', () => {
    expect(untickedRemark(milestone({ issues: [issue('done', 0, 3), issue('planned')] }), [])).toBeNull();
    expect(untickedRemark(milestone({ issues: [issue('done', 3, 3)] }), [])).toBeNull();
    expect(untickedRemark(milestone({}), [])).toBeNull();
  });
});

describe('order of milestones', () => {
  it('has what is to come first and what is reached last, the latest first', () => {
    const named = (key: string, category: StatusCategory) => milestone({ key, issues: [issue(category)] });
    const order = inReadingOrder([named('v1.3', 'done'), named('v1.4', 'done'), named('v1.5', 'planned'), named('v1.6', 'planned')]);
    expect(order.map(({ key }) => key)).toEqual(['v1.5', 'v1.6', 'v1.4', 'v1.3']);
  });

  it('calls past what is reached and has no issues to show', () => {
    expect(
      [milestone({ checklist: [item(true)] }), milestone({ checklist: [item(false)] }), milestone({ issues: [issue('done')] })].map(isPast),
    ).toEqual([true, false, false]);
  });
});

describe('itemGroups', () => {
  it('keeps the headings of the plan in their order', () => {
    const { checklist } = milestone({
      checklist: [
        item(false, 'This week', 'action'),
        item(false, 'Code', 'metric'),
        item(true, 'This week', 'action'),
        item(true, 'Later', 'action'),
      ],
    });
    expect(itemGroups(checklist, ['action']).map(({ group, items }) => [group, items.length])).toEqual([
      ['This week', 2],
      ['Later', 1],
    ]);
  });
});

describe('totalLines', () => {
  const breakdown = (names: Record<string, number>): QueryResult<'effort-breakdown'> => ({
    summary: { total: 116, issues: 6, unestimated: 0, columns: [] },
    rows: Object.entries(names).map(([name, hours]) => ({ id: name, name, hours, issues: 2, unestimated: 0, share: 0, cells: [] })),
  });

  it('compares each stated total with what the plan adds up to', () => {
    const lines = totalLines(
      [
        { by: 'all', name: 'Total', issues: 6, hours: 116 },
        { by: 'priority', name: 'p0', issues: 3, hours: 96 },
        { by: 'category', name: 'Testing', issues: null, hours: 24.4 },
        { by: 'category', name: 'Unheard of', issues: null, hours: 8 },
      ],
      breakdown({ P0: 96 }),
      breakdown({ Testing: 24 }),
    );
    expect(lines.map(({ agreement }) => agreement)).toEqual(['equal', 'differs', 'equal', 'unknown']);
  });
});

describe('shortKey', () => {
  it('leaves out the word that all keys share', () => {
    expect(['Phase 13', '#3', '001', 'SX-12'].map(shortKey)).toEqual(['13', '#3', '001', 'SX-12']);
  });
});
