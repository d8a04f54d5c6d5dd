import { expect, test } from 'vitest';
import { exportFlags } from '#electron/engine/job/export-flags.ts';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import { createReader } from '#electron/engine/query/reader.ts';
import { must } from '#shared/base/must.ts';
import { FlagRow } from '#shared/contract/flag.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';

function flags(open: OpenStore): FlagRow[] {
  const query = prepareQuery('flag-list', {});
  if (!query.ok) throw new Error(query.error.message);
  return FlagRow.array().parse(query.value.answer(createReader(open.reader, open.folder)).rows);
}

function exported(open: OpenStore, format: 'json' | 'typescript'): string {
  const run = exportFlags({ format }, open.store);
  for (;;) {
    const { done, value } = run.next();
    if (done === true) return value.ok ? value.value.text : value.error.message;
  }
}

/** A roadmap with a milestone and issues that name these flags. */
function plan(open: OpenStore, ...names: (string | null)[]): { milestoneId: string; ids: string[] } {
  const roadmapId = must(accepted(open.command('create-roadmap', { title: 'Harbour' }))['roadmapId'], 'an id');
  const milestoneId = must(accepted(open.command('create-milestone', { roadmapId, key: 'M1', title: 'One' }))['milestoneId'], 'an id');
  const ids = names.map((flag) => {
    const issueId = must(accepted(open.command('create-issue', { roadmapId, title: 'Work' }))['issueId'], 'an id');
    accepted(open.command('update-issue', { issueId, patch: { flag } }));
    return issueId;
  });
  return { milestoneId, ids };
}

const history = (open: OpenStore, flagId: string): unknown[] =>
  open.reader.prepare(`SELECT field, before, after FROM activity WHERE subject = ? ORDER BY change_seq, id`).all(`flag:${flagId}`);

test('a flag starts off, has a history of its own, and warns about what is not as it should be', () => {
  const open = openStore();
  const { milestoneId, ids } = plan(open, 'table', 'table', 'sync');
  expect(flags(open).map(({ name, flagId, warnings }) => ({ name, flagId, warnings }))).toEqual([
    { name: 'sync', flagId: null, warnings: ['undeclared'] },
    { name: 'table', flagId: null, warnings: ['undeclared'] },
  ]);
  const { flagId = '' } = accepted(open.command('create-flag', { name: 'table', milestoneId }));
  accepted(open.command('create-flag', { name: 'alone' }));
  expect(flags(open)).toMatchObject([
    { name: 'alone', on: false, rolloutPercent: 100, warnings: ['unused'], issues: [] },
    { name: 'sync', warnings: ['undeclared'] },
    { name: 'table', on: false, milestone: 'M1', openIssues: 2, warnings: [], issues: [{ id: ids[0] }, { id: ids[1] }] },
  ]);
  accepted(open.command('update-flag', { flagId, on: true, rolloutPercent: 25 }));
  expect(flags(open)[2]).toMatchObject({ on: true, rolloutPercent: 25, warnings: ['on-but-open'] });
  accepted(open.command('set-status', { issueIds: ids, category: 'done' }));
  // What is finished needs no flag of its own any more.
  expect(flags(open).map(({ name, warnings }) => [name, warnings])).toEqual([
    ['alone', ['unused']],
    ['table', ['done']],
  ]);
  accepted(open.command('delete-flag', { flagId }));
  expect(history(open, flagId)).toEqual([
    { field: 'flag', before: null, after: 'table' },
    { field: 'on', before: 'off', after: 'on' },
    { field: 'rollout', before: '100 %', after: '25 %' },
    { field: 'flag', before: 'table', after: null },
  ]);
});

test('renaming a flag renames it on its issues in the same step', () => {
  const open = openStore();
  const { ids } = plan(open, 'old', 'old', 'other');
  const { flagId = '' } = accepted(open.command('create-flag', { name: 'old' }));
  accepted(open.command('create-flag', { name: 'taken' }));
  const refused = open.command('update-flag', { flagId, name: 'taken' });
  expect(!refused.ok && [refused.error.code, refused.error.where]).toEqual(['duplicate', 'name']);
  const before = open.commits.length;
  accepted(open.command('update-flag', { flagId, name: 'new' }));
  expect(open.commits).toHaveLength(before + 1);
  expect(flags(open).find(({ name }) => name === 'new')).toMatchObject({ flagId, issues: [{ id: ids[0] }, { id: ids[1] }] });
  const entries = open.reader
    .prepare(`SELECT before, after FROM activity WHERE field = 'flag' AND issue_id = ? ORDER BY change_seq`)
    .all(ids[0]);
  expect(entries).toEqual([
    { before: null, after: 'old' },
    { before: 'old', after: 'new' },
  ]);
});

test('flags go out as a file and come back to an equal set, in one step', () => {
  const [from, to] = [openStore(), openStore()];
  plan(from, 'table');
  const { milestoneId } = plan(to);
  for (const name of ['table', '__proto__', 'Überblick'])
    accepted(from.command('create-flag', { name, description: `On ${name}\n"quoted"`, on: true }));
  accepted(from.command('import-flags', { text: '{"table": false, "late": true}' }));
  const text = exported(from, 'json');
  accepted(to.command('create-flag', { name: 'kept', milestoneId }));
  const commits = to.commits.length;
  expect(to.command('import-flags', { text })).toEqual({ ok: true, value: { created: 4, updated: 0, unchanged: 0, remarks: [] } });
  expect(to.commits).toHaveLength(commits + 1);
  const plain = (open: OpenStore): object[] =>
    flags(open).map(({ name, description, on, rolloutPercent }) => ({ name, description, on, rolloutPercent }));
  expect(plain(to).filter((flag) => 'name' in flag && flag.name !== 'kept')).toEqual(plain(from));
  expect(to.command('import-flags', { text })).toMatchObject({ value: { created: 0, updated: 0, unchanged: 4 } });
  expect(to.commits).toHaveLength(commits + 1);
  expect(exported(from, 'typescript')).toContain('"table": { description: "", on: false, rolloutPercent: 100 }');
});

test('importing takes a milestone by its key, and says when it cannot', () => {
  const open = openStore();
  const { milestoneId } = plan(open);
  const file = (milestone: string | null): string =>
    JSON.stringify({
      format: 'sextant-flags',
      version: 2,
      flags: [{ name: 'a', description: '', on: false, rolloutPercent: 5, milestone, issues: [] }],
    });
  accepted(open.command('import-flags', { text: file('M1') }));
  expect(flags(open)[0]?.milestoneId).toBe(milestoneId);
  expect(open.command('import-flags', { text: file('M9') })).toMatchObject({
    value: { unchanged: 1, remarks: ['a: there is no milestone with the key M9; its milestone was left as it is.'] },
  });
  accepted(open.command('import-flags', { text: file(null) }));
  expect(flags(open)[0]?.milestoneId).toBe(null);
});

test.each([
  ['{"a": tru', 'line 1, column 10'],
  ['{"a": true,\n  "b": 1}', '"b"'],
  ['[]', 'line 1, column 1'],
  ['{"format": "other", "version": 2}', 'format'],
  ['{"format": "sextant-flags", "version": 3, "flags": []}', 'version'],
  ['{"format": "sextant-flags", "version": 2, "flags": [{"name": "a"}]}', 'flags[0].description'],
  [
    '{"format": "sextant-flags", "version": 2, "flags": [{"name":"a","description":"","on":true,"rolloutPercent":101,"milestone":null,"issues":[]}]}',
    'flags[0].rolloutPercent',
  ],
])('a broken file changes nothing and is refused with its place: %s', (text, where) => {
  const open = openStore();
  const before = open.rows();
  const result = open.command('import-flags', { text });
  expect(!result.ok && { code: result.error.code, where: result.error.where }).toEqual({ code: 'unreadable-file', where });
  expect(open.rows()).toEqual(before);
});
