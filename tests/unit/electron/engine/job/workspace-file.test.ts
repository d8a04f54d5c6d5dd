import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Collection, RecordOf } from '#electron/engine/document/record.ts';
import { exportJson } from '#electron/engine/job/export-json-task.ts';
import { importJson } from '#electron/engine/job/import-json.ts';
import { journalPath } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { WorkspaceFile, workspaceFileSchema } from '#shared/contract/workspace-file.ts';
import type { ExportedRecord } from '#shared/contract/workspace-record.ts';
import { schemaViolations } from '#tests/support/json-schema-check.ts';
import { exported, imported } from '#tests/support/law/workspace-file.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';

type Fields<Name extends Collection> = Omit<ExportedRecord<Name>, Name extends 'issue' ? 'id' | 'body' : 'id'>;
/** Collections whose records are not what the schema of an export says; it does not compile unless there are none. */
type Disagreeing = {
  [Name in Collection]: [RecordOf[Name], Fields<Name>] extends [Fields<Name>, RecordOf[Name]] ? never : Name;
}[Collection];
const disagreeing: [Disagreeing] extends [never] ? readonly [] : Disagreeing = [];

const committed = fileURLToPath(new URL('../../../../../docs/workspace-file.schema.json', import.meta.url));

/** A workspace with something of most kinds, some of it deleted. */
function workspace(): OpenStore {
  const open = openStore();
  const roadmapId = accepted(open.command('create-roadmap', { title: 'Plan' }))['roadmapId'];
  const milestoneId = accepted(open.command('create-milestone', { roadmapId, key: 'v1', title: 'First', target: '2026-03-01' }))[
    'milestoneId'
  ];
  const issue = (title: string): string =>
    must(accepted(open.command('create-issue', { roadmapId, title, milestoneId, body: `About ${title}\n\u0000` }))['issueId'], 'an id');
  const [first, second, third] = [issue('One'), issue('Two'), issue('Three')];
  accepted(open.command('add-dependency', { issueId: second, dependsOnId: first, note: 'because' }));
  accepted(open.command('add-comment', { issueId: first, text: 'Hm.' }));
  accepted(open.command('add-item', { roadmapId, issueId: first, kind: 'task', text: 'Do' }));
  accepted(open.command('add-external', { issueId: first, kind: 'blocker', name: 'Licence' }));
  accepted(open.command('update-issue', { issueId: first, patch: { labels: ['__proto__', 'a'], body: 'Another body.' } }));
  accepted(open.command('set-estimate', { issueIds: [first], estimate: { likely: 8, optimistic: 4, pessimistic: null } }));
  accepted(open.command('create-person', { name: 'constructor' }));
  accepted(open.command('create-sprint', { name: 'S1', start: '2026-01-05', finish: '2026-01-16' }));
  accepted(open.command('delete-issue', { issueIds: [third] }));
  accepted(open.command('rename-workspace', { name: 'Harbour' }));
  return open;
}

describe('an exported workspace', () => {
  test('has the fields of every record', () => {
    expect(disagreeing).toEqual([]);
  });

  test('fits its JSON Schema, which is the one in docs', () => {
    const schema = JSON.parse(readFileSync(committed, 'utf8'));
    expect(schema, 'run: node build/workspace-schema.ts > docs/workspace-file.schema.json').toEqual(workspaceFileSchema());
    for (const withLog of [true, false]) {
      const file: unknown = JSON.parse(exported(workspace(), withLog));
      expect(schemaViolations(schema, file)).toEqual([]);
      expect(schemaViolations(schema, { ...WorkspaceFile.parse(file), version: 2, more: 1 })).toEqual([
        '.more (additionalProperties)',
        '.version (const)',
      ]);
    }
  });

  test('marks what was deleted, and reads as it stands', () => {
    const file = WorkspaceFile.parse(JSON.parse(exported(workspace(), false)));
    const issues = must(file.roadmaps[0], 'a roadmap').issue;
    expect(
      issues
        .toSorted((one, other) => (one.title < other.title ? -1 : 1))
        .map(({ title, body, deletedAt }) => [title, body, deletedAt !== null]),
    ).toEqual([
      ['One', 'Another body.', false],
      ['Three', 'About Three\n\u0000', true],
      ['Two', 'About Two\n\u0000', false],
    ]);
    expect(file.space.workspace).toMatchObject([{ name: 'Harbour' }]);
    expect(file.space.person).toMatchObject([{ name: 'constructor' }]);
  });

  test('is written to a new file only, and whole', () => {
    const open = workspace();
    const path = join(open.folder, 'out', 'all.json');
    expect(exportJson(open.folder, path, true, { tell: () => {} })).toMatchObject({ ok: true, value: { text: null } });
    const { exportedAt: _one, ...written } = JSON.parse(readFileSync(path, 'utf8'));
    const { exportedAt: _other, ...given } = JSON.parse(exported(open));
    expect(written).toEqual(given);
    expect(exportJson(open.folder, path, true, { tell: () => {} })).toMatchObject({ ok: false, error: { code: 'duplicate' } });
    const stopped = join(open.folder, 'stopped.json');
    const tell = (): void => {
      throw new Error('Cancelled.');
    };
    expect(() => exportJson(open.folder, stopped, true, { tell })).toThrow('Cancelled.');
    expect([stopped, `${stopped}.partial`].filter((left) => existsSync(left))).toEqual([]);
  });
});

describe('importing a workspace', () => {
  test('into one that holds something is refused, and changes nothing', () => {
    const [open, text] = [openStore(), exported(workspace())];
    accepted(open.command('create-person', { name: 'Ann' }));
    const before = { rows: open.rows(), log: open.log() };
    expect(imported(open, text)).toMatchObject({ ok: false, error: { code: 'duplicate', where: 'workspace' } });
    expect({ rows: open.rows(), log: open.log() }).toEqual(before);
  });

  const file = (): WorkspaceFile => JSON.parse(exported(workspace())) as WorkspaceFile; // what an export writes
  const altered = (alter: (file: WorkspaceFile) => void, withLog: boolean): string => {
    const copy = file();
    if (!withLog) copy.log = null;
    alter(copy);
    return JSON.stringify(copy);
  };
  const roadmapOf = (one: WorkspaceFile): WorkspaceFile['roadmaps'][number] => must(one.roadmaps[0], 'a roadmap');
  const issueOf = (one: WorkspaceFile): WorkspaceFile['roadmaps'][number]['issue'][number] => must(roadmapOf(one).issue[0], 'an issue');

  test.each<[what: string, text: () => string, where: string]>([
    ['no JSON', () => '{\n"format": "sextant-workspace",\n}', 'text:3'],
    ['JSON that was cut off', () => exported(workspace()).slice(0, -200), 'text:'],
    ['another file', () => '{"name": "package"}', 'text:format'],
    ['a newer one', () => altered((one) => Object.assign(one, { version: 2 }), true), 'text:version'],
    ['a wrong type', () => altered((one) => Object.assign(issueOf(one), { points: 'many' }), false), 'text:roadmaps.0.issue.0.points'],
    ['an unknown field', () => altered((one) => Object.assign(issueOf(one), { colour: 'red' }), false), 'text:roadmaps.0.issue.0'],
    ['an id that is none', () => altered((one) => Object.assign(issueOf(one), { id: '../x' }), false), 'text:roadmaps.0.issue.0.id'],
    ['an id given twice', () => altered((one) => roadmapOf(one).issue.push(issueOf(one)), false), 'text:roadmaps.0.issue.3'],
    ['a roadmap that nothing lists', () => altered((one) => Object.assign(one.space, { roadmapEntry: [] }), false), 'text:roadmaps.0.id'],
    [
      'half a surrogate pair',
      () => altered((one) => Object.assign(issueOf(one), { title: '\ud83d' }), false),
      'text:roadmaps.0.issue.0.title',
    ],
    [
      'records that the log does not make',
      () => altered((one) => Object.assign(issueOf(one), { title: 'Other' }), true),
      'text:roadmaps.0.issue',
    ],
    [
      'a body that the log does not make',
      () => altered((one) => Object.assign(issueOf(one), { body: 'Other' }), true),
      'text:roadmaps.0.issue',
    ],
    ['a log with a gap', () => altered((one) => one.log?.splice(4, 1), true), 'text:log.4'],
    [
      'a log with an altered time',
      () => altered((one) => Object.assign(must(one.log?.[3], 'a change'), { at: '2020-01-01T00:00:00.000Z' }), true),
      'text:log.3',
    ],
    [
      'a change filed elsewhere',
      () => altered((one) => Object.assign(must(one.log?.[3], 'a change'), { kind: 'archive' }), true),
      'text:log.3.document',
    ],
  ])('refuses %s, with the place', (_what, text, where) => {
    const open = openStore();
    const before = { rows: open.rows(), log: open.log() };
    const result = imported(open, text());
    expect(result.ok ? null : [result.error.code, result.error.where?.startsWith(where)]).toEqual(['unreadable-file', true]);
    expect({ rows: open.rows(), log: open.log() }).toEqual(before);
  });

  test('needs a path or a text, and a file that is there', () => {
    const { store } = openStore();
    const last = (args: { path?: string; text?: string }): unknown => {
      const run = importJson(args, store);
      for (let step = run.next(); ; step = run.next()) if (step.done === true) return step.value.ok ? null : step.value.error.code;
    };
    expect([last({}), last({ path: '/x', text: '{}' }), last({ path: '/nowhere/x.json' })]).toEqual([
      'invalid-argument',
      'invalid-argument',
      'unreadable-file',
    ]);
  });

  test('of a large plan says when it is on disk, so that a cancel that comes later does not deny it', () => {
    const original = openStore();
    original.importFiles([{ path: '/plans/large.md', text: generatePlan({ seed: 9, issues: 250, bodyLength: 20 }).text }]);
    const open = openStore();
    const run = importJson({ text: exported(original, false) }, open.store);
    const roadmaps = open.reader.prepare('SELECT count(*) FROM roadmap').pluck();
    const seen: [roadmaps: unknown, kept: boolean][] = [];
    for (let step = run.next(); step.done !== true; step = run.next()) seen.push([roadmaps.get(), step.value.kept === true]);
    expect(new Set(seen.map(String))).toEqual(new Set(['0,false', '1,true']));
  });

  test('that was stopped before or after the database changed leaves the one workspace or the other', () => {
    const [text, original] = [exported(workspace()), workspace()];
    // After: the journal that was prepared takes its place at the next start.
    const done = openStore();
    const old = readFileSync(journalPath(done.folder));
    expect(imported(done, text)).toMatchObject({ ok: true });
    const rows = done.rows();
    done.close();
    writeFileSync(`${journalPath(done.folder)}.next`, readFileSync(journalPath(done.folder)));
    writeFileSync(journalPath(done.folder), old);
    const after = openStore(done.folder);
    expect(after.rows()).toEqual(rows);
    expect(existsSync(`${journalPath(done.folder)}.next`)).toBe(false);
    after.close();
    // Before: it is forgotten.
    const empty = openStore();
    const before = empty.rows();
    empty.close();
    original.close();
    writeFileSync(`${journalPath(empty.folder)}.next`, readFileSync(journalPath(original.folder)));
    const again = openStore(empty.folder);
    expect(again.rows()).toEqual(before);
    expect(existsSync(`${journalPath(empty.folder)}.next`)).toBe(false);
  });
});
