import { expect, test } from 'vitest';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import type { Reader } from '#electron/engine/query/reader.ts';
import { Grouping, IssueOrder, type QueryName, queries } from '#shared/contract/query.ts';
import { fillProjection, openProjection } from '#tests/support/projection-database.ts';

/** Questions that between them run every statement of every query. */
const asked: readonly { readonly name: QueryName; readonly args: object }[] = [
  { name: 'workspace', args: {} },
  ...IssueOrder.options.map((order) => ({
    name: 'issue-list' as const,
    args: {
      order,
      filter: { text: 'a label:b* updated:<9d is:overdue has:comment has:dependency has:external', today: '2026-11-20', label: ['bug'] },
    },
  })),
  ...Grouping.options.map((group) => ({ name: 'issue-list' as const, args: { group, limit: 500 } })),
  { name: 'issue-detail', args: { issueId: 'i5' } },
  { name: 'find-issue', args: { text: '#7' } },
  { name: 'find-issue', args: { text: 'engine' } },
  {
    name: 'search',
    args: {
      text: 'engnie roadmap:plan* assignee:ada milestone:M1 updated:<9d -is:overdue -has:comment has:dependency -has:external',
      today: '2026-11-20',
    },
  },
  { name: 'saved-view-list', args: {} },
  { name: 'portfolio', args: { today: '2026-11-20' } },
  { name: 'portfolio-issues', args: { text: 'part', today: '2026-11-20' } },
  { name: 'dependency-graph', args: { roadmapIds: ['r1'] } },
  ...Grouping.options.map((rows) => ({ name: 'effort-breakdown' as const, args: { rows, columns: 'status' } })),
  ...Grouping.options.map((group) => ({ name: 'effort-area' as const, args: { group } })),
  { name: 'schedule', args: { from: '2026-01-05' } },
  { name: 'place-reason', args: { from: '2026-01-05', issueId: 'i5' } },
  { name: 'critical-path', args: {} },
  { name: 'roadmap-outline', args: { roadmapId: 'r1' } },
  { name: 'activity', args: { text: 'part', subject: 'milestone:' } },
  ...['roadmap', 'milestone', 'sprint', 'person', 'flag', 'baseline', 'scenario', 'saved-view', 'retention-rule'].map((kind) => ({
    name: 'activity' as const,
    args: { subject: `${kind}:x` },
  })),
  { name: 'flag-list', args: {} },
  { name: 'store-status', args: {} },
  { name: 'team', args: {} },
  { name: 'sync-status', args: {} },
  { name: 'undo-state', args: {} },
  { name: 'trash', args: { text: 'a' } },
  { name: 'moment-list', args: {} },
  { name: 'moment-at', args: { at: '2026-01-05' } },
  ...['moment:1', 'baseline:b', 'scenario:s'].map((from) => ({ name: 'compare' as const, args: { from, day: '2026-01-05' } })),
  { name: 'baseline-list', args: {} },
  { name: 'scenario-list', args: {} },
  { name: 'archive-list', args: { text: 'a' } },
  { name: 'retention-list', args: {} },
  { name: 'conflict-list', args: {} },
  { name: 'shared-folder', args: {} },
  { name: 'quarantine', args: {} },
];

/** An entry about each kind of subject. */
function noteSubjects({ insert }: ReturnType<typeof openProjection>): void {
  const entry = { author: 'Ada', device_id: 'x', command: 'c', field: 'name', at: '2026-01-05T09:00:00.000Z', before: null, after: 'N' };
  for (const kind of ['roadmap', 'milestone', 'sprint', 'person', 'flag', 'baseline', 'scenario', 'saved-view', 'retention-rule']) {
    insert('activity', { ...entry, id: kind, change_seq: 1, roadmap_id: null, issue_id: null, subject: `${kind}:x` });
  }
}

/** Values that people wrote beside each other, in records of each kind, and one that somebody deleted. */
function noteConflicts({ insert }: ReturnType<typeof openProjection>): void {
  const value = { operation: '1@a', document_id: 'space', value: '"x"', wins: 0, author: 'Ada', device_id: 'x', at: '2026-01-05' };
  for (const collection of ['workspace', 'person', 'sprint', 'flag', 'baseline', 'savedView', 'retentionRule', 'roadmap', 'milestone']) {
    insert('conflict', { ...value, collection, record_id: collection, kind: 'field', field: 'name' });
  }
  for (const collection of ['issue', 'item', 'external', 'comment', 'dependency', 'risk']) {
    insert('conflict', { ...value, collection, record_id: collection, kind: 'field', field: 'milestoneId' });
  }
  insert('conflict', { ...value, collection: 'issue', record_id: 'gone', kind: 'deletion', field: 'deletedAt' });
  insert('key_alias', { issue_id: 'i5', roadmap_id: 'r0', key: 'A' });
}

/** Words that stand where a table stands, but are none of the projection's. */
const others = new Set(['json_each', 'inside', 'tied', 'mine']);

/** Tables that a query read, told from its statements. */
function tablesRead(database: Reader, name: QueryName, args: object): { read: Set<string>; declared: ReadonlySet<string> } {
  const query = prepareQuery(name, args);
  if (!query.ok) throw new Error(query.error.message);
  const read = new Set<string>();
  const reader: Reader = {
    ...database,
    // Other views have the same tables.
    in: () => reader,
    // What is remembered was read before; here everything is read.
    remember: (_key, compute) => compute(),
    rows: (sql, parameters) => {
      for (const [, table = ''] of sql.matchAll(/\b(?:FROM|JOIN)\s+([a-z_]+)/gu)) if (!others.has(table)) read.add(table);
      return database.rows(sql, parameters);
    },
  };
  query.value.answer(reader);
  return { read, declared: query.value.tables };
}

test('every query names every table that it reads, so that no commit leaves a subscription behind', () => {
  const database = openProjection();
  fillProjection(database, 60);
  noteSubjects(database);
  noteConflicts(database);
  const readBy = new Map<QueryName, Set<string>>();
  for (const { name, args } of asked) {
    const { read, declared } = tablesRead(database.reader, name, args);
    expect([name, args, [...read].filter((table) => !declared.has(table))]).toEqual([name, args, []]);
    expect(read.size).toBeGreaterThan(0);
    readBy.set(name, new Set([...(readBy.get(name) ?? []), ...read]));
  }
  expect([...readBy.keys()].toSorted()).toEqual(Object.keys(queries).toSorted());
  database.close();
});
