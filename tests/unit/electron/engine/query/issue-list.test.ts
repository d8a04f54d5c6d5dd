import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Grouping, IssueOrder, IssueRow } from '#shared/contract/query.ts';
import { Grouping as GroupingSchema, IssueOrder as IssueOrderSchema } from '#shared/contract/query.ts';
import { fillProjection, openProjection, type ProjectionDatabase } from '#tests/support/projection-database.ts';
import { ask } from './ask.ts';

/** The group that a row must stand in, told from the row alone. */
const groupOf: Readonly<Record<Grouping, (row: IssueRow) => string | null>> = {
  priority: (row) => row.priority,
  component: (row) => row.component,
  category: (row) => row.category,
  milestone: (row) => row.milestone,
  sprint: (row) => row.sprint,
  assignee: (row) => row.assignee,
  status: (row) => row.status.category,
  roadmap: (row) => row.roadmap,
  label: (row) => row.labels[0] ?? null,
};

const order = fc.constantFrom<IssueOrder>(...IssueOrderSchema.options);
const group = fc.constantFrom<Grouping | null>(null, ...GroupingSchema.options);

describe('the issue list', () => {
  let database: ProjectionDatabase;
  beforeAll(() => {
    database = openProjection();
    fillProjection(database, 700);
    return () => database.close();
  });

  test('gives the same rows in windows of any size as in one piece', () => {
    fc.assert(
      fc.property(order, group, fc.integer({ min: 1, max: 120 }), (by, grouping, size) => {
        const args = { group: grouping, order: by };
        const whole = [0, 500].flatMap((offset) => [...ask(database.reader, 'issue-list', { ...args, offset, limit: 500 }).rows]);
        expect(new Set(whole.map(({ id }) => id)).size).toBe(700);
        const pieces: string[] = [];
        for (let offset = 0; offset < 240; offset += size) {
          pieces.push(...ask(database.reader, 'issue-list', { ...args, offset, limit: size }).rows.map(({ id }) => id));
        }
        expect(pieces).toEqual(whole.slice(0, pieces.length).map(({ id }) => id));
      }),
      { numRuns: 40 },
    );
  });

  test('has its groups stand together, in the order and sizes of their heads', () => {
    for (const grouping of GroupingSchema.options) {
      const { summary } = ask(database.reader, 'issue-list', { group: grouping });
      const rows = [0, 500].flatMap((offset) => [...ask(database.reader, 'issue-list', { group: grouping, offset, limit: 500 }).rows]);
      let at = 0;
      for (const head of summary.groups) {
        const own = rows.slice(at, at + head.issues);
        at += head.issues;
        const wanted = grouping === 'status' ? head.recordId : head.name;
        expect(own.map(groupOf[grouping])).toEqual(own.map(() => wanted));
        const hours = own.reduce((sum, row) => sum + (row.estimate?.likely ?? 0), 0);
        expect(head.hours).toBe(hours);
        expect(head.unestimated).toBe(own.filter(({ estimate }) => estimate === null).length);
        expect(head.low ?? hours).toBeLessThanOrEqual(head.high ?? hours);
      }
      expect(at).toBe(summary.total);
    }
  });

  test('orders dated sprints by their start, then those of the plans, and issues without one last', () => {
    const own = openProjection();
    own.insert('roadmap', { id: 'r' });
    own.insert('sprint', { id: 's2', name: 'Second', start: '2026-02-02', finish: '2026-02-13', capacity_hours: 60 });
    own.insert('sprint', { id: 's1', name: 'Third by name', start: '2026-01-05', finish: '2026-01-16' });
    own.insert('named_sprint', { roadmap_id: 'r', name: 'Sprint 10', rank: 'b' });
    own.insert('named_sprint', { roadmap_id: 'r', name: 'Sprint 9', rank: 'c' });
    for (const [index, sprint] of ['Sprint 9', null, 'Second', 'Sprint 10', 'Third by name', 'Unknown'].entries()) {
      own.insert('issue', { id: `i${index}`, roadmap_id: 'r', key: `#${index}`, sprint });
    }
    const { groups } = ask(own.reader, 'issue-list', { group: 'sprint' }).summary;
    expect(groups.map(({ name }) => name)).toEqual(['Third by name', 'Second', 'Sprint 10', 'Sprint 9', 'Unknown', null]);
    expect(groups[1]).toMatchObject({ recordId: 's2', start: '2026-02-02', finish: '2026-02-13', capacityHours: 60 });
    own.close();
  });

  test('narrows by every filter at once, null standing for "none set"', () => {
    const { rows, summary } = ask(database.reader, 'issue-list', {
      filter: { priority: ['P0', null], component: ['Core', 'Graph'], status: ['planned', 'backlog'], ready: true, text: 'work part' },
      limit: 500,
    });
    const all = [0, 500].flatMap((offset) => [...ask(database.reader, 'issue-list', { offset, limit: 500 }).rows]);
    const wanted = all.filter(
      (row) => (row.priority === 'P0' || row.priority === null) && (row.component === 'Core' || row.component === 'Graph') && row.ready,
    );
    expect(rows.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id));
    expect(wanted.length).toBeGreaterThan(5);
    expect(summary.total).toBe(wanted.length);
  });

  test('takes the signs of other languages as they are written', () => {
    const own = openProjection();
    own.insert('roadmap', { id: 'r' });
    own.insert('issue', { id: 'a', roadmap_id: 'r', key: 'K1', title: 'Reach 100% of_it' });
    own.insert('issue', { id: 'b', roadmap_id: 'r', key: 'K2', title: 'Reach 1000 of it' });
    own.index();
    const found = (text: string): string[] => ask(own.reader, 'issue-list', { filter: { text } }).rows.map(({ id }) => id);
    expect([found('"100%"'), found('100'), found('of_i'), found("'; DROP TABLE issue; --")]).toEqual([['a'], ['a', 'b'], ['a', 'b'], []]);
    expect([found('label:%'), found('component:"%"'), found('key:_*'), found('key:K_')]).toEqual([[], [], [], []]);
    own.close();
  });

  test('refuses a text that is not a search, with the place', () => {
    expect(() => ask(database.reader, 'issue-list', { filter: { text: 'part statis:open' } })).toThrow('Did you mean “status:”?');
  });

  test('puts in progress first, then ready, blocked, done and cancelled, the urgent before the rest', () => {
    const { rows } = ask(database.reader, 'issue-list', { limit: 500 });
    const place = rows.map(({ status, blocked, priority }) => {
      const readiness = { 'in-progress': 0, planned: 1, backlog: 1, done: 3, cancelled: 4 }[status.category];
      return [readiness === 1 && blocked ? 2 : readiness, priority ?? 'P9'].join(' ');
    });
    expect(place).toEqual(place.toSorted());
  });
});
