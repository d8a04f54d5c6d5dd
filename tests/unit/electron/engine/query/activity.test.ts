import { describe, expect, test } from 'vitest';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import type { QueryInput } from '#shared/contract/query.ts';
import { openProjection } from '#tests/support/projection-database.ts';
import { ask } from './ask.ts';

type Database = ReturnType<typeof openProjection>;

/** Five entries in two roadmaps, by two people, on three days; the issue `gone` and the milestone `m2` were deleted. */
function fiveEntries(): Database {
  const database = openProjection();
  const { insert } = database;
  insert('roadmap', { id: 'a', title: 'A', rank: 'a' });
  insert('roadmap', { id: 'b', title: 'B', rank: 'b' });
  insert('milestone', { id: 'm', roadmap_id: 'a', key: 'v1', title: 'First', rank: 'a' });
  insert('issue', { id: 'i1', roadmap_id: 'a', key: '#1', title: 'Anchor 100%' });
  const note = (number: number, row: Readonly<Record<string, string | number | null>>): void =>
    insert('activity', {
      id: `h${number}-000000`,
      change_seq: number,
      roadmap_id: 'a',
      issue_id: null,
      subject: null,
      device_id: 'x',
      author: 'Ada',
      before: null,
      after: null,
      ...row,
    });
  note(1, { command: 'create-issue', field: 'status', issue_id: 'i1', at: '2026-01-05T09:00:00.000Z', after: 'Planned' });
  note(2, {
    command: 'set-status',
    field: 'status',
    issue_id: 'i1',
    at: '2026-01-05T10:00:00.000Z',
    before: 'Planned',
    after: 'QA (in-progress)',
  });
  note(3, {
    command: 'delete-issue',
    field: 'issue',
    issue_id: 'gone',
    roadmap_id: 'b',
    at: '2026-01-06T09:00:00.000Z',
    before: 'Buoy',
    author: 'Ben',
  });
  note(4, { command: 'update-milestone', field: 'goal', subject: 'milestone:m', at: '2026-01-06T10:00:00.000Z', after: 'Sail' });
  note(5, { command: 'create-milestone', field: 'milestone', subject: 'milestone:m2', at: '2026-01-07T00:00:00.000Z', after: 'v2 Second' });
  return database;
}

const seqs = (database: Database, args: QueryInput<'activity'>): number[] =>
  ask(database.reader, 'activity', args).rows.map(({ seq }) => seq);

describe('activity', () => {
  test('gives every entry, newest first, with the names of what it is about and all that can be asked for', () => {
    const database = fiveEntries();
    const { summary, rows } = ask(database.reader, 'activity', {});
    expect(summary).toEqual({
      total: 5,
      authors: ['Ada', 'Ben'],
      commands: ['create-issue', 'create-milestone', 'delete-issue', 'set-status', 'update-milestone'],
      fields: ['goal', 'issue', 'milestone', 'status'],
    });
    expect(rows.map((row) => [row.seq, row.issueKey, row.issueTitle, row.roadmap, row.subjectTitle])).toEqual([
      [5, null, null, 'A', 'v2 Second'],
      [4, null, null, 'A', 'v1 First'],
      [3, null, 'Buoy', 'B', null],
      [2, '#1', 'Anchor 100%', 'A', null],
      [1, '#1', 'Anchor 100%', 'A', null],
    ]);
    expect(rows.map((row) => [row.fromCategory, row.toCategory]).slice(3)).toEqual([
      ['planned', 'in-progress'],
      [null, 'planned'],
    ]);
    database.close();
  });

  test('narrows by everything that it names, and by windows', () => {
    const database = fiveEntries();
    expect(seqs(database, { roadmapIds: ['b'] })).toEqual([3]);
    expect(seqs(database, { issueId: 'i1' })).toEqual([2, 1]);
    expect(seqs(database, { subject: 'milestone:m' })).toEqual([4]);
    expect(seqs(database, { subject: 'milestone:' })).toEqual([5, 4]);
    expect(seqs(database, { authors: ['Ben'] })).toEqual([3]);
    expect(seqs(database, { commands: ['set-status', 'create-issue'], fields: ['status'] })).toEqual([2, 1]);
    expect(seqs(database, { from: '2026-01-06' })).toEqual([5, 4, 3]);
    expect(seqs(database, { to: '2026-01-06' })).toEqual([4, 3, 2, 1]);
    expect(seqs(database, { from: '2026-01-05T11:00:00+01:00', to: '2026-01-06T09:00:00Z' })).toEqual([2]);
    expect(seqs(database, { offset: 1, limit: 2 })).toEqual([4, 3]);
    expect(ask(database.reader, 'activity', { offset: 1, limit: 2 }).summary.total).toBe(5);
    expect(seqs(database, { text: 'qa ANCHOR' })).toEqual([2]);
    expect(seqs(database, { text: '100%' })).toEqual([2, 1]);
    expect(seqs(database, { text: '_' })).toEqual([]);
    database.close();
  });

  test('refuses what cannot be meant, naming it', () => {
    for (const args of [{ from: 'yesterday' }, { limit: 0 }, { subject: '' }, { authors: ['x'.repeat(201)] }]) {
      const asked = prepareQuery('activity', args);
      expect(asked.ok ? null : [asked.error.code, asked.error.where?.split('.')[0]]).toEqual(['invalid-argument', Object.keys(args)[0]]);
    }
  });

  test('learns names that come later, and forgets those of another log', () => {
    const database = fiveEntries();
    expect(ask(database.reader, 'activity', {}).summary.authors).toEqual(['Ada', 'Ben']);
    database.insert('activity', {
      id: 'h6-000000',
      change_seq: 6,
      author: 'Cy',
      device_id: 'x',
      command: 'c',
      field: 'f',
      at: '2026-01-08T00:00:00.000Z',
    });
    expect(ask(database.reader, 'activity', {}).summary.authors).toEqual(['Ada', 'Ben', 'Cy']);
    database.execute('DELETE FROM activity WHERE change_seq > 2');
    expect(ask(database.reader, 'activity', {}).summary.authors).toEqual(['Ada']);
    database.close();
  });
});
