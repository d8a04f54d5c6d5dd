import { expect, test } from 'vitest';
import { createReader } from '#electron/engine/query/reader.ts';
import type { ConflictRow } from '#shared/contract/conflict.ts';
import { must } from '#shared/base/must.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { missingChanges, openSecondDevice } from '#tests/support/second-device.ts';
import { ask } from './ask.ts';

interface Team {
  readonly ada: OpenStore;
  readonly ben: OpenStore;
  readonly roadmapId: string;
  readonly issueIds: readonly string[];
}

/** Two devices with the same plan of three issues and one sprint of 10 hours. */
function team(): Team {
  const origin = openStore();
  const { roadmapId = '' } = accepted(origin.command('create-roadmap', { title: 'Plan' }));
  const issueIds = ['Gate', 'Level', 'Lock'].map(
    (title) =>
      accepted(origin.command('create-issue', { roadmapId, title, estimate: { likely: 8, optimistic: null, pessimistic: null } }))[
        'issueId'
      ] ?? '',
  );
  const dated = { name: 'Sprint 1', start: '2026-01-05', finish: '2026-01-16', capacityHours: 10 };
  accepted(origin.command('create-sprint', dated));
  origin.close();
  const ben = openSecondDevice(origin.folder, 'Ben');
  return { ada: openStore(origin.folder), ben, roadmapId, issueIds };
}

function exchange({ ada, ben }: Team): void {
  const [toBen, toAda] = [missingChanges(ada, ben), missingChanges(ben, ada)];
  ada.store.receive(toAda);
  ben.store.receive(toBen);
}

const listed = (open: OpenStore, issueId: string | null = null): readonly ConflictRow[] =>
  ask(createReader(open.reader, open.folder), 'conflict-list', issueId === null ? {} : { issueId: must(issueId, 'an issue') as never })
    .rows; // a string is branded by the schema

const byText = (one: string | null, other: string | null): number => ((one ?? '') < (other ?? '') ? -1 : 1);

/** What both devices list, which must be the same. */
function both(pair: Team): readonly ConflictRow[] {
  const rows = listed(pair.ada);
  expect(listed(pair.ben)).toEqual(rows);
  return rows;
}

test('two values of a field are told with who and when, on both devices, until one of them is chosen on either', () => {
  const pair = team();
  const { ada, ben, issueIds } = pair;
  const [issueId = ''] = issueIds;
  accepted(ada.command('update-issue', { issueId, patch: { title: 'Gate of Ada', priority: 'P0', labels: ['a'], points: 3 } }));
  accepted(ben.command('update-issue', { issueId, patch: { title: 'Gate of Ben', severity: 'low', labels: ['b'], points: 3 } }));
  exchange(pair);
  const [row, ...others] = both(pair);
  expect(others).toEqual([]);
  expect(row).toMatchObject({ kind: 'value', recordId: issueId, field: 'title', key: 'PL-1' });
  expect(row?.sentence).toMatch(/^Title of PL-1: (Ada|Ben) says “Gate of (Ada|Ben)” and (Ada|Ben) says “Gate of (Ada|Ben)”\.$/u);
  expect(row?.values.map(({ author, text, wins }) => ({ author, text, wins })).toSorted((one) => (one.author === 'Ada' ? -1 : 1))).toEqual([
    { author: 'Ada', text: 'Gate of Ada', wins: row?.values.at(-1)?.author === 'Ada' },
    { author: 'Ben', text: 'Gate of Ben', wins: row?.values.at(-1)?.author === 'Ben' },
  ]);
  expect(row?.values.every(({ at, deviceId }) => at !== null && deviceId !== null)).toBe(true);
  expect(listed(ada, issueId)).toHaveLength(1);
  expect(listed(ada, issueIds[1])).toEqual([]);
  const [loser] = row?.values ?? [];
  accepted(ada.command('resolve-conflict', { recordId: issueId, field: 'title', operation: loser?.operation }));
  expect(listed(ada)).toEqual([]);
  exchange(pair);
  expect(both(pair)).toEqual([]);
  const title = (open: OpenStore): unknown => open.reader.prepare('SELECT title FROM issue WHERE id = ?').pluck().get(issueId);
  expect([title(ada), title(ben)]).toEqual([loser?.text, loser?.text]);
  expect(accepted(ada.command('undo', {}))['label']).toContain('title of PL-1');
  expect(title(ada)).toBe(row?.values.at(-1)?.text);
});

test('what is read now can be kept, a stale choice is refused, and refused is what the plan does not allow', () => {
  const pair = team();
  const { ada, ben, issueIds } = pair;
  const [issueId = ''] = issueIds;
  accepted(ada.command('set-status', { issueIds: [issueId], category: 'done' }));
  accepted(ben.command('set-status', { issueIds: [issueId], category: 'in-progress' }));
  exchange(pair);
  const read = ada.reader.prepare('SELECT status_name FROM issue WHERE id = ?').pluck().get(issueId);
  accepted(ada.command('resolve-conflict', { recordId: issueId, field: 'status' }));
  exchange(pair);
  expect(both(pair)).toEqual([]);
  expect(ben.reader.prepare('SELECT status_name FROM issue WHERE id = ?').pluck().get(issueId)).toBe(read);
  const before = ben.log();
  expect(ben.command('resolve-conflict', { recordId: issueId, field: 'status' })).toMatchObject({ ok: false });
  expect(ben.command('resolve-conflict', { recordId: 'nobody', field: 'deletedAt' })).toMatchObject({ ok: false });
  expect(ben.log()).toEqual(before);
});

test('what somebody changed while somebody else deleted it is told, and comes back or stays deleted everywhere', () => {
  for (const way of ['restore', 'keep'] as const) {
    const pair = team();
    const { ada, ben, issueIds } = pair;
    const [issueId = '', other = ''] = issueIds;
    accepted(ada.command('delete-issue', { issueIds: [issueId, other] }));
    accepted(ben.command('set-estimate', { issueIds: [issueId], estimate: { likely: 16, optimistic: 8, pessimistic: 20 } }));
    exchange(pair);
    const [row, ...others] = both(pair);
    expect(others).toEqual([]);
    expect(row).toMatchObject({
      kind: 'deleted',
      recordId: issueId,
      sentence: 'PL-1 was deleted by Ada while Ben changed its estimate.',
      deletion: { author: 'Ada' },
      values: [{ field: 'estimate', text: '16 h (8 to 20)', author: 'Ben' }],
    });
    if (way === 'restore') accepted(ben.command('restore', { kind: 'issue', ids: [issueId] }));
    else accepted(ben.command('resolve-conflict', { recordId: issueId, field: 'deletedAt' }));
    exchange(pair);
    expect(both(pair)).toEqual([]);
    const likely = ada.reader.prepare('SELECT estimate_likely FROM issue WHERE id = ?').pluck().get(issueId);
    expect(likely).toBe(way === 'restore' ? 16 : undefined);
  }
});

test('a comment on an issue, and work in a roadmap, that somebody else deleted meanwhile are told, too', () => {
  const pair = team();
  const { ada, ben, roadmapId, issueIds } = pair;
  const [issueId = ''] = issueIds;
  accepted(ada.command('delete-issue', { issueIds: [issueId] }));
  accepted(ben.command('add-comment', { issueId, text: 'Still needed?' }));
  exchange(pair);
  expect(both(pair)).toMatchObject([
    { kind: 'deleted', sentence: 'PL-1 was deleted by Ada while Ben changed its comments.', values: [{ text: 'Still needed?' }] },
  ]);
  accepted(ben.command('restore', { kind: 'issue', ids: [issueId] }));
  exchange(pair);
  expect(both(pair)).toEqual([]);
  accepted(ada.command('delete-roadmap', { roadmapId }));
  accepted(ben.command('set-priority', { issueIds: [issueId], priority: 'P0' }));
  accepted(ben.command('set-points', { issueIds: [issueId], points: 3 }));
  exchange(pair);
  expect(both(pair)).toMatchObject([
    { kind: 'deleted', recordKind: 'roadmap', title: 'Plan', values: [{ fieldName: 'content', text: '2 changes', author: 'Ben' }] },
  ]);
  accepted(ada.command('resolve-conflict', { recordId: roadmapId, field: 'deletedAt' }));
  exchange(pair);
  expect(both(pair)).toEqual([]);
});

test('a cycle made of two halves is told with both, and gone when either is taken out', () => {
  const pair = team();
  const { ada, ben, issueIds } = pair;
  const [gate = '', level = '', lock = ''] = issueIds;
  accepted(ada.command('add-dependency', { issueId: gate, dependsOnId: level }));
  accepted(ada.command('add-dependency', { issueId: level, dependsOnId: lock }));
  accepted(ben.command('add-dependency', { issueId: lock, dependsOnId: gate, note: 'first' }));
  exchange(pair);
  const [row, ...others] = both(pair);
  expect(others).toEqual([]);
  expect(row?.kind).toBe('cycle');
  expect(row?.issues.map(({ key }) => key).toSorted()).toEqual(['PL-1', 'PL-2', 'PL-3']);
  expect(row?.dependencies.map(({ setAside }) => setAside)).toEqual([true, false, false]);
  expect(row?.dependencies.map(({ author }) => author).toSorted(byText)).toEqual(['Ada', 'Ada', 'Ben']);
  expect(listed(ada, gate)).toHaveLength(1);
  accepted(ben.command('remove-dependency', { issueId: level, dependsOnId: lock }));
  exchange(pair);
  expect(both(pair)).toEqual([]);
});

test('a key that was given twice is told until one of the two has another, or keeps the one that it is read with', () => {
  for (const way of ['keep', 'another'] as const) {
    const pair = team();
    const { ada, ben, roadmapId } = pair;
    accepted(ada.command('create-issue', { roadmapId, title: 'Of Ada', key: 'X' }));
    accepted(ben.command('create-issue', { roadmapId, title: 'Of Ben', key: 'X' }));
    exchange(pair);
    const [row, ...others] = both(pair);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ kind: 'key', key: 'X (2)' });
    expect(row?.issues.map(({ author }) => author).toSorted(byText)).toEqual(['Ada', 'Ben']);
    const issueId = row?.recordId ?? '';
    if (way === 'keep') accepted(ben.command('resolve-conflict', { recordId: issueId, field: 'key' }));
    else accepted(ben.command('update-issue', { issueId, patch: { key: 'Y' } }));
    exchange(pair);
    expect(both(pair)).toEqual([]);
    const keys = ada.reader.prepare(`SELECT key FROM issue WHERE title LIKE 'Of %' ORDER BY key`).pluck().all();
    expect(keys).toEqual(['X', way === 'keep' ? 'X (2)' : 'Y']);
  }
});

test('a sprint that two people filled beyond what it holds is told, and not one that a person alone did', () => {
  const pair = team();
  const { ada, ben, issueIds } = pair;
  const [gate = '', level = '', lock = ''] = issueIds;
  accepted(ada.command('set-sprint', { issueIds: [gate, lock], sprint: 'Sprint 1' }));
  expect(listed(ada)).toEqual([]);
  accepted(ada.command('undo', {}));
  accepted(ada.command('set-sprint', { issueIds: [gate], sprint: 'Sprint 1' }));
  accepted(ben.command('set-sprint', { issueIds: [level], sprint: 'Sprint 1' }));
  exchange(pair);
  const [row, ...others] = both(pair);
  expect(others).toEqual([]);
  expect(row).toMatchObject({
    kind: 'capacity',
    title: 'Sprint 1',
    sentence: 'Sprint 1 holds 16 h of 10 h: 8 h by Ada and 8 h by Ben.',
    load: { hours: 16, capacityHours: 10 },
  });
  accepted(ben.command('set-sprint', { issueIds: [gate], sprint: null }));
  exchange(pair);
  expect(both(pair)).toEqual([]);
});

test('people, sprints, milestones, items, flags and the workspace have conflicts, too', () => {
  const pair = team();
  const { ada, ben, roadmapId, issueIds } = pair;
  const [issueId = ''] = issueIds;
  const { personId } = accepted(ada.command('create-person', { name: 'Cleo' }));
  const { milestoneId } = accepted(ada.command('create-milestone', { roadmapId, key: 'v1', title: 'First' }));
  const { flagId } = accepted(ada.command('create-flag', { name: 'fast' }));
  const { itemId } = accepted(ada.command('add-item', { roadmapId, issueId, kind: 'task', text: 'Do it' }));
  const sprintId = ada.reader.prepare('SELECT id FROM sprint').pluck().get();
  exchange(pair);
  for (const [open, number] of [
    [ada, 1],
    [ben, 2],
  ] as const) {
    accepted(open.command('update-person', { personId, hoursPerWeek: 10 * number }));
    accepted(open.command('update-milestone', { milestoneId, target: `2026-02-0${number}` }));
    accepted(open.command('update-flag', { flagId, on: number === 1, rolloutPercent: 50 }));
    accepted(open.command('update-item', { itemId, text: `Do it ${number}` }));
    accepted(open.command('update-sprint', { sprintId, capacityHours: 40 + number }));
    accepted(open.command('rename-workspace', { name: `Harbour ${number}` }));
    accepted(open.command('update-roadmap', { roadmapId, goal: `Goal ${number}` }));
  }
  accepted(ben.command('update-flag', { flagId, description: 'Quicker' }));
  exchange(pair);
  const rows = both(pair);
  const told = rows.map(
    ({ recordKind, fieldName, values }) =>
      `${recordKind}: ${fieldName} ${values
        .map(({ text }) => text)
        .toSorted(byText)
        .join('|')}`,
  );
  expect(told.toSorted()).toEqual([
    'item: wording Do it 1|Do it 2',
    'milestone: target 2026-02-01|2026-02-02',
    'person: hours a week 10 h|20 h',
    'roadmap: goal Goal 1|Goal 2',
    'sprint: capacity 41 h|42 h',
    'workspace: name Harbour 1|Harbour 2',
  ]);
  for (const { recordId, field, values } of rows) {
    accepted(ada.command('resolve-conflict', { recordId, field, operation: values[0]?.operation }));
  }
  exchange(pair);
  expect(both(pair)).toEqual([]);
});
