import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ThreadAnswer } from '#electron/engine/document/thread-message.ts';
import { storageProblem } from '#electron/engine/document/open-plan-store.ts';
import { JobQueue } from '#electron/engine/job/job-queue.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { generatePlan } from '#tests/support/plan-generator.ts';
import { teamOf } from '#tests/support/team.ts';

const { text } = generatePlan({ seed: 5, issues: 260, bodyLength: 20, checklistItems: 1 });
const files = [{ path: '/plans/large.md', text }];

/** How many roadmaps are kept in the form that loads fastest. */
const snapshots = ({ reader }: OpenStore): number =>
  Number(reader.prepare(`SELECT count(*) FROM document_snapshot JOIN document ON id = document_id WHERE kind = 'roadmap'`).pluck().get());

/** The id of some issue. */
const someIssue = ({ reader }: OpenStore): string => String(reader.prepare('SELECT min(id) FROM issue').pluck().get());

function expectSameAnew(open: OpenStore): void {
  const rows = open.rows();
  open.store.rebuild();
  expect(open.rows()).toEqual(rows);
}

test('an import leaves its snapshot for later, and what is changed in between is not lost by it', () => {
  const open = openStore();
  expect(open.importFiles(files)).toMatchObject({ ok: true });
  expect(open.store.owesSnapshots).toBe(true);
  const making = open.store.finishSnapshots(0);
  making.next();
  expect(snapshots(open)).toBe(0);
  accepted(open.command('update-issue', { issueId: someIssue(open), patch: { title: 'Changed meanwhile' } }));
  while (making.next().done !== true);
  expect([snapshots(open), open.store.owesSnapshots]).toEqual([1, false]);
  open.close();
  const again = openStore(open.folder);
  expect(again.reader.prepare('SELECT title FROM issue WHERE id = ?').pluck().get(someIssue(again))).toBe('Changed meanwhile');
  expectSameAnew(again);
});

test('closing keeps what is left', () => {
  const open = openStore();
  open.importFiles(files);
  open.close();
  const again = openStore(open.folder);
  expect(snapshots(again)).toBe(1);
  expectSameAnew(again);
});

test('the queue answers an import first and keeps its snapshot then, without being asked', async () => {
  const open = openStore();
  const owed: boolean[] = [];
  const send = (answer: ThreadAnswer): void => {
    if (answer.type === 'result') owed.push(open.store.owesSnapshots);
  };
  const queue = new JobQueue(open.store, send, (error) => storageProblem(open.folder, error));
  queue.add(1, 'import-plan', { files });
  while (owed.length === 0) await turn();
  expect(owed).toEqual([true]);
  while (open.store.owesSnapshots) await turn();
  expect(snapshots(open)).toBe(1);
});

/** Ada shuts out Ben, who has imported a plan meanwhile, and whose device has `begun` to keep it when it hears of that. */
function shutOut(begun: boolean): OpenStore {
  const [ada, ben] = [openStore(undefined, undefined, 'Ada'), openStore(undefined, undefined, 'Ben')];
  teamOf(ada, [ben]);
  ben.importFiles(files);
  expect(ada.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' })).toMatchObject({ ok: true });
  expect(ben.rows()['roadmap']).toHaveLength(1);
  const making = ben.store.finishSnapshots(0);
  if (begun) expect(making.next().done).toBe(false);
  ben.store.team.addEntries(ada.store.team.entries());
  expect(ben.rows()['roadmap']).toEqual([]);
  if (begun) while (making.next().done !== true);
  ben.close();
  return openStore(ben.folder, ben.deviceKeyPath, 'Ben');
}

test('what does not count any more does not come back with a snapshot that was left for later', () => {
  const again = shutOut(false);
  expect(again.rows()['roadmap']).toEqual([]);
  expectSameAnew(again);
});

test('nor with a snapshot that was begun', () => {
  const again = shutOut(true);
  expect(again.rows()['roadmap']).toEqual([]);
  expectSameAnew(again);
});
