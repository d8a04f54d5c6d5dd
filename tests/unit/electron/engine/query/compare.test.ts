import { describe, expect, test } from 'vitest';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import type { Reader } from '#electron/engine/query/reader.ts';
import type { QueryInput, QueryResult } from '#shared/contract/query.ts';
import { momentView } from '#shared/contract/view.ts';
import { IsoDate } from '#shared/plan/quantity.ts';
import { openProjection, type ProjectionDatabase } from '#tests/support/projection-database.ts';

// 2026-01-05 is a Monday.
const day = IsoDate.parse('2026-01-05');
const view = momentView(1);

/** A small plan: three issues in a row, 40 hours a week in all. */
function plan(change: (database: ProjectionDatabase) => void = () => {}): ProjectionDatabase {
  const database = openProjection();
  database.insert('workspace', { id: 1, name: 'W', hours_per_week: 40, sprint_weeks: 2 });
  database.insert('roadmap', { id: 'r', title: 'Plan' });
  database.insert('milestone', { id: 'm', roadmap_id: 'r', key: 'M1', title: 'First' });
  const issue = (id: string, likely: number, row: object = {}): void =>
    database.insert('issue', {
      id,
      roadmap_id: 'r',
      key: id.toUpperCase(),
      title: `Issue ${id}`,
      estimate_likely: likely,
      rank: id,
      ...row,
    });
  issue('a1', 40);
  issue('a2', 40, { milestone_id: 'm' });
  issue('a3', 40);
  database.insert('dependency', { id: 'd1', issue_id: 'a2', depends_on_id: 'a1' });
  database.insert('dependency', { id: 'd2', issue_id: 'a3', depends_on_id: 'a2' });
  change(database);
  return database;
}

function compare(before: ProjectionDatabase, after: ProjectionDatabase, rest: Partial<QueryInput<'compare'>> = {}): QueryResult<'compare'> {
  const query = prepareQuery('compare', { from: view, day, ...rest });
  if (!query.ok) throw new Error(query.error.message);
  const reader: Reader = { ...after.reader, in: (asked) => (asked === null ? after.reader : before.reader) };
  return query.value.answer(reader);
}

describe('a comparison', () => {
  test('of a plan with itself is empty', () => {
    const { summary, rows } = compare(plan(), plan());
    expect(rows).toEqual([]);
    expect(summary).toMatchObject({
      added: 0,
      removed: 0,
      changed: 0,
      moved: 0,
      slipped: 0,
      earlier: 0,
      total: 0,
      finish: { slipDays: 0 },
      milestones: [],
    });
    expect(summary.roadmaps).toMatchObject([{ id: 'r', difference: 'same', issues: { before: 3, after: 3 } }]);
  });

  test('tells what grew, and what slips because of it, in working days', () => {
    const after = plan(({ execute }) => execute(`UPDATE issue SET estimate_likely = 60, title = 'Larger' WHERE id = 'a1'`));
    const { summary, rows } = compare(plan(), after);
    expect(rows.map(({ id, difference, finish }) => [id, difference, finish.before, finish.after, finish.slipDays])).toEqual([
      // 20 hours more at 8 a day: two days and a half.
      ['a1', 'changed', '2026-01-09', '2026-01-14', 3],
      ['a2', 'moved', '2026-01-16', '2026-01-21', 3],
      ['a3', 'moved', '2026-01-23', '2026-01-28', 3],
    ]);
    expect(rows[0]?.fields).toEqual([
      { field: 'title', before: 'Issue a1', after: 'Larger' },
      { field: 'estimate', before: '40 h', after: '60 h' },
    ]);
    expect(summary).toMatchObject({
      changed: 1,
      moved: 2,
      slipped: 3,
      earlier: 0,
      hours: { before: 120, after: 140 },
      finish: { before: '2026-01-23', after: '2026-01-28', slipDays: 3 },
      milestones: [{ id: 'm', difference: 'moved', finish: { slipDays: 3 } }],
    });
  });

  test('tells what came, what went and what was done', () => {
    const after = plan(({ insert, execute }) => {
      execute(`DELETE FROM dependency; DELETE FROM issue WHERE id = 'a3'`);
      execute(`UPDATE issue SET status_category = 'done', status_name = 'Done' WHERE id = 'a1'`);
      insert('issue', { id: 'b1', roadmap_id: 'r', key: 'B1', title: 'New', estimate_likely: 8 });
    });
    const { summary, rows } = compare(plan(), after);
    expect(rows.map(({ id, difference }) => [id, difference])).toEqual([
      ['b1', 'added'],
      ['a3', 'removed'],
      ['a1', 'changed'],
      ['a2', 'changed'],
    ]);
    expect(rows.find(({ id }) => id === 'a1')?.fields).toEqual([{ field: 'status', before: 'Planned', after: 'Done' }]);
    expect(rows.find(({ id }) => id === 'a2')?.fields).toEqual([{ field: 'dependency', before: 'A1', after: null }]);
    expect(summary).toMatchObject({
      done: { before: 0, after: 1 },
      hours: { before: 120, after: 88 },
      openHours: { before: 120, after: 48 },
    });
  });

  test('the other way round is the mirror', () => {
    const after = plan(({ insert, execute }) => {
      execute(`UPDATE issue SET estimate_likely = 10, priority = 'P1' WHERE id = 'a1'; UPDATE milestone SET target = '2026-02-01'`);
      insert('issue', { id: 'b1', roadmap_id: 'r', key: 'B1', title: 'New', estimate_likely: 8 });
    });
    const there = compare(plan(), after);
    const back = compare(after, plan());
    const opposite = { added: 'removed', removed: 'added', changed: 'changed', moved: 'moved' } as const;
    const turned = there.rows.map(({ id, difference, fields, finish }) => ({
      id,
      difference: opposite[difference],
      fields: fields.map(({ field, before, after: next }) => ({ field, before: next, after: before })),
      slip: finish.slipDays === null || finish.slipDays === 0 ? finish.slipDays : -finish.slipDays,
    }));
    const byId = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);
    expect(
      back.rows.map(({ id, difference, fields, finish }) => ({ id, difference, fields, slip: finish.slipDays })).toSorted(byId),
    ).toEqual(turned.toSorted(byId));
    expect([back.summary.added, back.summary.removed, back.summary.slipped]).toEqual([
      there.summary.removed,
      there.summary.added,
      there.summary.earlier,
    ]);
  });

  test('from the day of the first shows work that did not progress as slipped', () => {
    const { summary } = compare(plan(), plan(), { day: '2026-01-12', fromDay: day });
    expect(summary).toMatchObject({ moved: 3, slipped: 3, finish: { before: '2026-01-23', after: '2026-01-30', slipDays: 5 } });
  });

  test('is asked page by page, and by kind', () => {
    const after = plan(({ execute }) => execute(`UPDATE issue SET estimate_likely = 60 WHERE id = 'a1'`));
    expect(compare(plan(), after, { offset: 1, limit: 1 }).rows.map(({ id }) => id)).toEqual(['a2']);
    const changed = compare(plan(), after, { differences: ['changed'] });
    expect([changed.rows.map(({ id }) => id), changed.summary.total, changed.summary.moved]).toEqual([['a1'], 1, 2]);
  });
});
