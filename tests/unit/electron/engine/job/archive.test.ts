import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { archive } from '#electron/engine/job/archive.ts';
import { dueArchives } from '#electron/engine/job/daily-archive.ts';
import { setArchiveFolder } from '#electron/engine/job/set-archive-folder.ts';
import { verifyArchive } from '#electron/engine/job/verify-archive.ts';
import { must } from '#shared/base/must.ts';
import type { Result } from '#shared/base/result.ts';
import type { ArchiveCheck, ArchiveReport } from '#shared/contract/archive.ts';
import type { JobArgs } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { IssueId, RetentionRuleId } from '#shared/plan/identity.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { runJob } from '#tests/support/run-job.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

/** A roadmap with finished issues; gives their ids. */
function plan(open: OpenStore, count: number): IssueId[] {
  const roadmapId = must(accepted(open.command('create-roadmap', { title: 'Harbour' }))['roadmapId'], 'an id');
  const ids = Array.from({ length: count }, (_, index) => {
    const made = accepted(open.command('create-issue', { roadmapId, title: `Work ${index + 1}`, body: 'Radar and chart.' }));
    return IssueId.parse(made['issueId']);
  });
  accepted(open.command('set-status', { issueIds: ids, category: 'done' }));
  return ids;
}

function start(open: OpenStore, args: Partial<JobArgs<'archive'>>): ReturnType<typeof archive> {
  return archive({ folder: null, dryRun: false, ...args }, open.store);
}

function reportOf(result: Result<ArchiveReport, Problem>): ArchiveReport {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

function checkOf(open: OpenStore, path: string): ArchiveCheck {
  const result = runJob(verifyArchive({ path }, open.store));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

const keys = (open: OpenStore): string[] => open.reader.prepare<[], string>('SELECT key FROM issue ORDER BY key').pluck().all();

test('open issues, and those that open ones wait for or hang below, stay with the reason', () => {
  const open = openStore();
  const ids = plan(open, 5);
  accepted(open.command('set-status', { issueIds: [ids[0], ids[4]], category: 'planned' }));
  accepted(open.command('add-dependency', { issueId: ids[0], dependsOnId: ids[1] }));
  accepted(open.command('update-issue', { issueId: ids[4], patch: { parentId: ids[2] } }));
  const report = reportOf(runJob(start(open, { issueIds: ids, dryRun: true })));
  expect(report.moved.map(({ key }) => key)).toEqual(['HA-4']);
  expect(report.kept.map(({ key, reason, keys: others }) => ({ key, reason, others }))).toEqual([
    { key: 'HA-1', reason: 'open', others: [] },
    { key: 'HA-2', reason: 'needed', others: ['HA-1'] },
    { key: 'HA-3', reason: 'children', others: ['HA-5'] },
    { key: 'HA-5', reason: 'open', others: [] },
  ]);
});

test('common tools read the file, and its key is not given to another issue', () => {
  const open = openStore();
  const ids = plan(open, 3);
  const folder = temporaryFolder();
  const { path, sha256, moved } = reportOf(runJob(start(open, { issueIds: ids, folder })));
  expect(moved).toHaveLength(3);
  const lines = gunzipSync(readFileSync(must(path, 'a path')))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(lines[0]).toMatchObject({ format: 'sextant-archive', version: 1, workspace: 'Test', author: 'Ada' });
  expect(lines[1]).toMatchObject({
    content: { id: ids[0], fields: { title: 'Work 1' }, body: 'Radar and chart.' },
    context: {
      roadmap: 'Harbour',
      history: expect.arrayContaining([expect.objectContaining({ field: 'status', before: 'Planned', after: 'Done' })]),
    },
  });
  expect(lines[4]).toMatchObject({ issues: 3 });
  expect(checkOf(open, must(path, 'a path'))).toMatchObject({ whole: true, issues: 3, named: 3, sha256, workspace: 'Test' });
  const roadmapId = open.reader.prepare<[], string>('SELECT id FROM roadmap').pluck().get();
  expect(accepted(open.command('create-issue', { roadmapId, title: 'New' }))['key']).toBe('HA-4');
  expect(open.command('create-issue', { roadmapId, title: 'New', key: 'HA-2' })).toMatchObject({ ok: false, error: { code: 'duplicate' } });
});

test('a device with a folder carries out its own rules once a day', () => {
  const open = openStore();
  plan(open, 1);
  const rule = (name: string, args: object): unknown =>
    accepted(open.command('set-retention-rule', { name, statuses: ['done'], days: 0, ...args }))['ruleId'];
  const own = rule('Own', {});
  rule('Off', { enabled: false });
  rule('Elsewhere', { deviceId: 'another' });
  expect(dueArchives(open.store)).toEqual([]);
  const folder = temporaryFolder();
  expect(runJob(setArchiveFolder({ folder: join(folder, 'absent') }, open.store))).toMatchObject({ ok: false });
  expect(runJob(setArchiveFolder({ folder }, open.store))).toEqual({ ok: true, value: {} });
  expect(dueArchives(open.store)).toEqual([{ ruleId: own, folder }]);
  expect(dueArchives(open.store)).toEqual([]);
  const aDayAgo = new Date(open.store.source.now() - 24 * 60 * 60 * 1000).toISOString();
  open.store.keepArchiveSetting('ran-at', aDayAgo);
  expect(dueArchives(open.store)).toHaveLength(1);
  runJob(setArchiveFolder({ folder: null }, open.store));
  open.store.keepArchiveSetting('ran-at', aDayAgo);
  expect(dueArchives(open.store)).toEqual([]);
});

test('archiving is one step of the history that can be taken back and brought back', () => {
  const open = openStore();
  const ids = plan(open, 3);
  const before = open.reader.prepare('SELECT * FROM issue ORDER BY id').all();
  reportOf(runJob(start(open, { issueIds: ids, folder: temporaryFolder() })));
  expect(keys(open)).toEqual([]);
  accepted(open.command('undo', {}));
  expect(open.reader.prepare('SELECT * FROM issue ORDER BY id').all()).toEqual(before);
  accepted(open.command('redo', {}));
  expect(keys(open)).toEqual([]);
  accepted(open.command('restore-archived', { issueIds: [ids[1]] }));
  expect(keys(open)).toEqual(['HA-2']);
  accepted(open.command('undo', {}));
  expect(keys(open)).toEqual([]);
});

test('a rule takes what has been finished for long enough, on its own device only', () => {
  const open = openStore();
  const ids = plan(open, 4);
  accepted(open.command('set-status', { issueIds: [ids[0]], category: 'cancelled' }));
  accepted(open.command('set-status', { issueIds: [ids[1]], category: 'in-progress' }));
  const rule = (args: object): RetentionRuleId =>
    RetentionRuleId.parse(accepted(open.command('set-retention-rule', { name: 'Old', statuses: ['done'], days: 0, ...args }))['ruleId']);
  const ruleId = rule({});
  const moved = (): string[] => reportOf(runJob(start(open, { ruleId, dryRun: true }))).moved.map(({ key }) => key);
  expect(moved()).toEqual(['HA-3', 'HA-4']);
  rule({ ruleId, statuses: ['cancelled', 'done'] });
  expect(moved()).toEqual(['HA-1', 'HA-3', 'HA-4']);
  rule({ ruleId, days: 1 });
  expect(moved()).toEqual([]);
  const folder = temporaryFolder();
  rule({ ruleId, days: 0, deviceId: 'another' });
  expect(moved()).toEqual(['HA-3', 'HA-4']);
  expect(runJob(start(open, { ruleId, folder }))).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  rule({ ruleId, days: 0, deviceId: open.store.deviceId, enabled: false });
  expect(runJob(start(open, { ruleId, folder }))).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(keys(open)).toHaveLength(4);
  rule({ ruleId, days: 0, enabled: true });
  expect(reportOf(runJob(start(open, { ruleId, folder }))).moved).toHaveLength(2);
  expect(keys(open)).toEqual(['HA-1', 'HA-2']);
});

/** Goes on until the job reads its file back, lets something happen to it, and goes on to the end. */
function disturbed(run: ReturnType<typeof archive>, step: string, happen: () => void): Result<ArchiveReport, Problem> {
  for (let happened = false; ;) {
    const { done, value } = run.next();
    if (done === true) return value;
    if (!happened && value.step === step) {
      happened = true;
      happen();
    }
  }
}

const onlyFile = (folder: string): string => join(folder, must(readdirSync(folder)[0], 'a file'));

test.each([
  ['a flipped byte', (path: string) => flip(path, 0.5)],
  ['a flipped byte at the end', (path: string) => flip(path, 0.99)],
  ['a file cut short', (path: string) => writeFileSync(path, readFileSync(path).subarray(0, -30))],
  ['a file that is gone', (path: string) => rmSync(path)],
  ['another content', (path: string) => writeFileSync(path, gzipSync('{}\n{}\n'))],
  ['a folder that is gone', (path: string) => rmSync(dirname(path), { recursive: true })],
])('nothing moves when reading back finds %s', (_, damage) => {
  const open = openStore();
  const ids = plan(open, 30);
  const before = open.rows();
  const folder = join(temporaryFolder(), 'cold');
  mkdirSync(folder);
  const result = disturbed(start(open, { issueIds: ids, folder }), 'Reading back', () => damage(onlyFile(folder)));
  expect(!result.ok && result.error.code).toBe('storage');
  expect(open.rows()).toEqual(before);
});

function flip(path: string, where: number): void {
  const bytes = readFileSync(path);
  const at = Math.floor(bytes.length * where);
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  writeFileSync(path, bytes);
}

test('a folder that cannot take the file changes nothing', () => {
  const open = openStore();
  const ids = plan(open, 2);
  const before = open.rows();
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  for (const folder of [join(temporaryFolder(), 'absent'), file]) {
    expect(runJob(start(open, { issueIds: ids, folder }))).toMatchObject({ ok: false, error: { code: 'storage', where: folder } });
  }
  expect(runJob(start(open, { issueIds: ids, folder: 'relative' }))).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  expect(open.rows()).toEqual(before);
});

test('what was changed, opened or deleted while the file was written stays; the rest goes', () => {
  const open = openStore();
  const ids = plan(open, 6);
  const folder = temporaryFolder();
  const report = reportOf(
    disturbed(start(open, { issueIds: ids, folder }), 'Moving', () => {
      accepted(open.command('update-issue', { issueId: ids[0], patch: { title: 'Changed' } }));
      accepted(open.command('add-comment', { issueId: ids[1], text: 'Wait.' }));
      accepted(open.command('delete-issue', { issueIds: [ids[2]] }));
      accepted(open.command('set-status', { issueIds: [ids[3]], category: 'planned' }));
    }),
  );
  expect(report.moved.map(({ id }) => id)).toEqual([ids[4], ids[5]]);
  expect(report.kept.map(({ id, reason }) => [id, reason])).toEqual(ids.slice(0, 4).map((id) => [id, 'changed']));
  expect(keys(open)).toEqual(['HA-1', 'HA-2', 'HA-4']);
  expect(checkOf(open, must(report.path, 'a path'))).toMatchObject({ whole: true, issues: 6, named: 2 });
});

test('a damaged file is told apart from a whole one, with the line', () => {
  const open = openStore();
  const ids = plan(open, 4);
  const folder = temporaryFolder();
  const path = must(reportOf(runJob(start(open, { issueIds: ids, folder }))).path, 'a path');
  const text = gunzipSync(readFileSync(path)).toString();
  const found = (change: (lines: string[]) => string[]): string[] => {
    writeFileSync(
      path,
      gzipSync(
        change(text.trimEnd().split('\n'))
          .map((line) => `${line}\n`)
          .join(''),
      ),
    );
    return checkOf(open, path).findings.map(({ line, text: said }) => `${line ?? '-'} ${said}`);
  };
  const another = '- The file is not the one that was written: its checksum is another.';
  expect(found((lines) => lines)).toEqual([another]);
  expect(found((lines) => lines.map((line) => line.replace('Work 2', 'Work X')))).toEqual([
    expect.stringMatching(/^3 The issue .* differs from its fingerprint/u),
    '6 The checksum in the trailer is not that of the lines before it.',
    another,
  ]);
  expect(found((lines) => lines.slice(0, -1))).toContain('5 The last line is no trailer: the file may be cut short.');
  expect(found((lines) => lines.filter((_, index) => index !== 2))).toContain(
    '- HA-2 was archived into this file, but is not in it as it was.',
  );
  writeFileSync(path, 'no gzip');
  expect(checkOf(open, path).findings[0]?.text).toContain('cannot be unpacked');
  expect(runJob(verifyArchive({ path: join(folder, 'absent') }, open.store))).toMatchObject({
    ok: false,
    error: { code: 'unreadable-file' },
  });
});
