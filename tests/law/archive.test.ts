import { cpSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { archive } from '#electron/engine/job/archive.ts';
import { verifyArchive } from '#electron/engine/job/verify-archive.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import type { ArchiveReport } from '#shared/contract/archive.ts';
import { IssueId } from '#shared/plan/identity.ts';
import { randomCommand, settleArguments } from '#tests/support/command-arbitrary.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { randomPlanFile } from '#tests/support/plan-file-arbitrary.ts';
import { runJob } from '#tests/support/run-job.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// Archiving takes issues out of every live table as if they were not there, and restoring brings them back as they were.
// Which are archived follows from the documents alone: a change made elsewhere brings an issue back, whatever came first.

const commands = fc.array(randomCommand, { minLength: 20, maxLength: 40, size: 'max' });
const plans = fc
  .array(randomPlanFile, { minLength: 3, maxLength: 3 })
  .map((files) => files.map(({ text }, index) => ({ path: `/plan-${index}.md`, text })));

/** Rows that say what happened, not what is. */
const past = new Set(['activity', 'archived_issue', 'issue_time', 'trash']);

function live(open: OpenStore): Record<string, readonly unknown[]> {
  return Object.fromEntries(Object.entries(open.rows()).filter(([table]) => !past.has(table)));
}

const column = (open: OpenStore, sql: string): string[] => open.reader.prepare<[], string>(sql).pluck().all();

function carryOut(open: OpenStore, some: readonly (typeof randomCommand extends fc.Arbitrary<infer Value> ? Value : never)[]): void {
  for (const command of some) open.command(command.name, settleArguments(command, open));
}

/** Finishes every issue, so that all of them can go. */
function finishAll(open: OpenStore): void {
  const issueIds = column(open, 'SELECT id FROM issue');
  if (issueIds.length > 0) accepted(open.command('set-status', { issueIds, category: 'done' }));
}

function archiveIssues(open: OpenStore, ids: readonly string[], folder: string | null, dryRun = false): ArchiveReport {
  const issueIds = ids.map((id) => IssueId.parse(id));
  const result = runJob(archive({ issueIds, folder, dryRun }, open.store));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}

/** Every second issue, as chance has it. */
const someIssues = (open: OpenStore, salt: number): string[] =>
  column(open, 'SELECT id FROM issue ORDER BY id').filter((_, index) => (index * 7 + salt) % 3 !== 0);

/** A copy of the workspace as it is on disk, opened on its own. */
function fork(open: OpenStore): OpenStore {
  const folder = temporaryFolder();
  open.close();
  cpSync(open.folder, folder, { recursive: true });
  return openStore(folder);
}

function rebuilt(open: OpenStore): Record<string, readonly unknown[]> {
  open.store.rebuild();
  return { ...open.rows() };
}

test('what is archived is gone from every live table as if it were not there, and comes back as it was', () => {
  let moved = 0;
  fc.assert(
    fc.property(plans, commands, fc.nat({ max: 2 }), (files, some, salt) => {
      const first = openStore();
      first.importFiles(files);
      carryOut(first, some);
      finishAll(first);
      const without = fork(first);
      const open = openStore(first.folder);
      const ids = someIssues(open, salt);
      if (ids.length === 0) return;
      const before = live(open);
      const folder = temporaryFolder();
      const dry = archiveIssues(open, ids, folder, true);
      expect(live(open)).toEqual(before);
      expect(readdirSync(folder)).toEqual([]);
      const report = archiveIssues(open, ids, folder);
      expect({ ...report, dryRun: true, path: null, bytes: 0, sha256: null }).toEqual(dry);
      moved += report.moved.length;
      if (report.moved.length > 0) accepted(without.command('delete-issue', { issueIds: report.moved.map(({ id }) => id) }));
      expect(live(open)).toEqual(live(without));
      const kept = open.rows();
      expect(rebuilt(open)).toEqual(kept);
      if (report.path === null) return;
      const check = runJob(verifyArchive({ path: report.path }, open.store));
      expect(check.ok && check.value).toMatchObject({ whole: true, issues: report.moved.length, named: report.moved.length, findings: [] });
      accepted(open.command('restore-archived', { issueIds: report.moved.map(({ id }) => id) }));
      expect(live(open)).toEqual(before);
      const restored = open.rows();
      expect(rebuilt(open)).toEqual(restored);
    }),
    { numRuns: 10, seed: 31 },
  );
  expect(moved).toBeGreaterThan(20);
});

test('rows stay those of a rebuild while commands go on between archivings', () => {
  let moved = 0;
  fc.assert(
    fc.property(plans, commands, commands, fc.nat({ max: 2 }), (files, some, later, salt) => {
      const open = openStore();
      open.importFiles(files);
      const folder = temporaryFolder();
      carryOut(open, some);
      finishAll(open);
      const ids = someIssues(open, salt);
      if (ids.length > 0) moved += archiveIssues(open, ids, folder).moved.length;
      carryOut(open, later);
      const done = column(open, 'SELECT id FROM issue WHERE open = 0 ORDER BY id');
      if (done.length > 0) moved += archiveIssues(open, done, folder).moved.length;
      const kept = open.rows();
      expect(rebuilt(open)).toEqual(kept);
    }),
    { numRuns: 8, seed: 32 },
  );
  expect(moved).toBeGreaterThan(20);
});

/** The changes of a store that another one has not. */
function changesOf(open: OpenStore, known: ReadonlySet<string>): JournalChange[] {
  const rows = open.reader
    .prepare<[], Record<string, string> & { signature: Buffer; bytes: Buffer }>(
      `SELECT change.document_id, hash, device_id, signature, received_at, bytes, kind, document.roadmap_id AS roadmap_id
       FROM change JOIN document ON document.id = change.document_id ORDER BY seq`,
    )
    .all();
  return rows
    .filter((row) => !known.has(must(row['hash'], 'a hash')))
    .map((row) => ({
      documentId: must(row['document_id'], 'a document'),
      hash: must(row['hash'], 'a hash'),
      deviceId: must(row['device_id'], 'a device'),
      signature: row.signature,
      receivedAt: must(row['received_at'], 'an instant'),
      bytes: row.bytes,
      kind: row['kind'] as JournalChange['kind'], // the column has a check
      roadmapId: row['roadmap_id'] ?? null,
    }));
}

/** Gives each of two stores what only the other has. */
function exchange(one: OpenStore, other: OpenStore): void {
  const hashes = (open: OpenStore): Set<string> => new Set(column(open, 'SELECT hash FROM change'));
  const [ofOne, ofOther] = [hashes(one), hashes(other)];
  const [toOther, toOne] = [changesOf(one, ofOther), changesOf(other, ofOne)];
  one.store.restore(toOne);
  other.store.restore(toOther);
}

/** Rows that every device must agree on; who received what first is its own. */
const shared = (open: OpenStore): Record<string, readonly unknown[]> => ({
  ...live(open),
  archived_issue: must(open.rows()['archived_issue'], 'rows'),
});

/** What somebody may do to an issue elsewhere. */
const edits: readonly ((open: OpenStore, issueId: string) => void)[] = [
  (open, issueId) => void accepted(open.command('update-issue', { issueId, patch: { title: 'Renamed elsewhere' } })),
  (open, issueId) => void accepted(open.command('update-issue', { issueId, patch: { body: 'Written elsewhere' } })),
  (open, issueId) => void accepted(open.command('update-issue', { issueId, patch: { labels: ['elsewhere'] } })),
  (open, issueId) => void accepted(open.command('set-status', { issueIds: [issueId], category: 'planned' })),
  (open, issueId) => void accepted(open.command('add-comment', { issueId, text: 'But then …' })),
  (open, issueId) => void accepted(open.command('add-external', { issueId, kind: 'target', name: 'Elsewhere' })),
  (open, issueId) => {
    const roadmapId = must(column(open, `SELECT roadmap_id FROM issue WHERE id = '${issueId}'`)[0], 'a roadmap');
    accepted(open.command('add-item', { roadmapId, issueId, kind: 'task', text: 'One more' }));
  },
  (open, issueId) => {
    const itemId = must(column(open, `SELECT id FROM checklist_item WHERE issue_id = '${issueId}'`)[0], 'an item');
    accepted(open.command('check-item', { itemIds: [itemId], done: true }));
  },
];

/** Two devices that start from the same finished plan of five issues. */
function twoDevices(): { one: OpenStore; other: OpenStore; ids: string[] } {
  const first = openStore();
  const roadmapId = must(accepted(first.command('create-roadmap', { title: 'Harbour' }))['roadmapId'], 'an id');
  const ids = Array.from({ length: 5 }, (_, index) => {
    const issueId = must(accepted(first.command('create-issue', { roadmapId, title: `Work ${index}`, body: 'Text' }))['issueId'], 'an id');
    accepted(first.command('add-item', { roadmapId, issueId, kind: 'task', text: 'Do it' }));
    accepted(first.command('add-comment', { issueId, text: 'Hm.' }));
    return issueId;
  });
  accepted(first.command('add-dependency', { issueId: ids[1], dependsOnId: ids[0] }));
  accepted(first.command('update-issue', { issueId: ids[2] ?? '', patch: { parentId: ids[0] } }));
  finishAll(first);
  const other = fork(first);
  return { one: openStore(first.folder), other, ids };
}

test.each(edits.map((edit, index) => [index, edit] as const))(
  'a change made elsewhere at the same time brings an issue back with that change, the same on both devices (%i)',
  (_, edit) => {
    const { one, other, ids } = twoDevices();
    const edited = must(ids[0], 'an issue');
    archiveIssues(one, ids, temporaryFolder());
    expect(column(one, 'SELECT id FROM issue')).toEqual([]);
    edit(other, edited);
    const row = other.reader.prepare('SELECT title, body, status_category FROM issue WHERE id = ?').get(edited);
    exchange(one, other);
    expect(column(one, 'SELECT id FROM issue')).toEqual([edited]);
    expect(one.reader.prepare('SELECT title, body, status_category FROM issue WHERE id = ?').get(edited)).toEqual(row);
    expect(shared(one)).toEqual(shared(other));
    expect(column(one, 'SELECT issue_id FROM archived_issue WHERE archived = 1 ORDER BY issue_id')).toEqual(ids.slice(1).toSorted());
    // What is back can be archived anew; taking the change back does so by itself, because nothing differs any more.
    accepted(one.command('set-status', { issueIds: [edited], category: 'done' }));
    if (column(one, 'SELECT id FROM issue').length > 0) archiveIssues(one, [edited], temporaryFolder());
    expect(column(one, 'SELECT id FROM issue')).toEqual([]);
    exchange(one, other);
    expect(shared(one)).toEqual(shared(other));
    expect(column(other, 'SELECT id FROM issue')).toEqual([]);
  },
);

test('two devices that archive, change and restore apart from each other agree afterwards', () => {
  let archivedOnBoth = 0;
  fc.assert(
    fc.property(plans, commands, commands, fc.nat({ max: 2 }), (files, here, there, salt) => {
      const first = openStore();
      first.importFiles(files);
      finishAll(first);
      const other = fork(first);
      const one = openStore(first.folder);
      const folder = temporaryFolder();
      const ids = someIssues(one, salt);
      if (ids.length > 0) archiveIssues(one, ids, folder);
      carryOut(one, here);
      carryOut(other, there);
      const elsewhere = column(other, 'SELECT id FROM issue WHERE open = 0 ORDER BY id').slice(0, 3);
      if (elsewhere.length > 0) archiveIssues(other, elsewhere, folder);
      exchange(one, other);
      expect(shared(one)).toEqual(shared(other));
      const kept = one.rows();
      expect(rebuilt(one)).toEqual(kept);
      archivedOnBoth += column(one, 'SELECT issue_id FROM archived_issue WHERE archived = 1').length;
    }),
    { numRuns: 8, seed: 33 },
  );
  expect(archivedOnBoth).toBeGreaterThan(8);
});

test('nothing is moved, and no file stays, when the job ends early at any pause', () => {
  const open = openStore();
  const roadmapId = must(accepted(open.command('create-roadmap', { title: 'Harbour' }))['roadmapId'], 'an id');
  for (let index = 0; index < 120; index++)
    accepted(open.command('create-issue', { roadmapId, title: `Work ${index}`, body: 'Text '.repeat(400) }));
  finishAll(open);
  const ids = column(open, 'SELECT id FROM issue ORDER BY id').map((id) => IssueId.parse(id));
  const before = open.rows();
  const folder = temporaryFolder();
  let pauses = 0;
  for (let stop = 1; ; stop++) {
    const run = archive({ issueIds: ids, folder, dryRun: false }, open.store);
    let ended = false;
    for (let pause = 0; pause < stop && !ended; pause++) ended = run.next().done === true;
    if (ended) break;
    pauses += 1;
    run.return(null as never); // what a cancelled job answers is not looked at
    expect(open.rows()).toEqual(before);
    expect(readdirSync(folder)).toEqual([]);
  }
  expect(pauses).toBeGreaterThan(5);
  expect(column(open, 'SELECT id FROM issue')).toEqual([]);
  expect(readdirSync(folder).filter((name) => existsSync(join(folder, name)))).toHaveLength(1);
});
