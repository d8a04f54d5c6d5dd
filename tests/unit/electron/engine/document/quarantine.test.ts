import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkStore } from '#electron/engine/document/check-store.ts';
import { exportJson } from '#electron/engine/job/export-json-task.ts';
import { importJson } from '#electron/engine/job/import-json.ts';
import { prepareQuery } from '#electron/engine/query/answer-query.ts';
import { createReader } from '#electron/engine/query/reader.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import type { QueryResult } from '#shared/contract/query.ts';
import { must } from '#shared/base/must.ts';
import { actorOf, foreignChange, keyOf } from '#tests/support/foreign-change.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { runJob } from '#tests/support/run-job.ts';
import { carryAll, teamOf } from '#tests/support/team.ts';

const quiet = { tell: () => {} };
const person = (author: string): OpenStore => openStore(undefined, undefined, author);
const addIssue = (open: OpenStore, roadmapId: string, title: string): string =>
  must(accepted(open.command('create-issue', { roadmapId, title }))['issueId'], 'an id');
const titles = ({ reader }: OpenStore): string[] => reader.prepare<[], string>('SELECT title FROM issue ORDER BY title').pluck().all();
const reasons = ({ reader }: OpenStore): string[] =>
  reader.prepare<[], string>('SELECT reason FROM refused_change ORDER BY reason').pluck().all();
const name = ({ reader }: OpenStore): unknown => reader.prepare('SELECT name FROM workspace').pluck().get();

/** Ada, Ben and Cleo with one plan. */
function threeWith(issues: readonly string[]): { ada: OpenStore; ben: OpenStore; cleo: OpenStore; roadmapId: string } {
  const [ada, ben, cleo] = [person('Ada'), person('Ben'), person('Cleo')];
  const roadmapId = must(accepted(ada.command('create-roadmap', { title: 'Kiln' }))['roadmapId'], 'an id');
  for (const title of issues) addIssue(ada, roadmapId, title);
  teamOf(ada, [ben, cleo]);
  return { ada, ben, cleo, roadmapId };
}

test('what somebody did who is shut out is taken out again, with what others built on it; what the revoker had read stays', async () => {
  const { ada, ben, cleo, roadmapId } = threeWith(['Mix clay']);
  addIssue(ben, roadmapId, 'Read by Ada');
  carryAll(ben, ada);
  const bad = addIssue(ben, roadmapId, 'Not read by Ada');
  carryAll(ben, cleo);
  accepted(cleo.command('set-priority', { issueIds: [bad], priority: 'P1' }));
  expect(titles(cleo)).toEqual(['Mix clay', 'Not read by Ada', 'Read by Ada']);
  expect(ada.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' })).toMatchObject({ ok: true });
  carryAll(ada, cleo);
  expect(titles(cleo)).toEqual(['Mix clay', 'Read by Ada']);
  expect(reasons(cleo)).toEqual(['builds-on-refused', 'refused', 'refused']);
  // What Cleo did cannot be taken back: it is not there.
  expect(cleo.command('undo', {})).toMatchObject({ ok: false });
  // Cleo goes on under a new actor, and everybody agrees.
  addIssue(cleo, roadmapId, 'Glaze');
  expect(carryAll(cleo, ada).waiting).toEqual([]);
  expect(titles(ada)).toEqual(['Glaze', 'Mix clay', 'Read by Ada']);
  expect(reasons(ada)).toEqual(reasons(cleo));
  const rows = cleo.rows();
  cleo.store.rebuild();
  expect(cleo.rows()).toEqual(rows);
  cleo.close();
  expect((await checkStore(cleo.folder, quiet)).findings).toEqual([]);
  for (const ending of ['', '-wal', '-shm']) rmSync(`${databasePath(cleo.folder)}${ending}`, { force: true });
  const anew = openStore(cleo.folder, cleo.deviceKeyPath, 'Cleo');
  expect([anew.rows(), reasons(anew)]).toEqual([rows, reasons(ada)]);
});

test('what was taken out comes back when the revocation is taken back by somebody more senior', () => {
  const { ada, ben, cleo, roadmapId } = threeWith([]);
  expect(ada.store.team.sign({ act: 'set-role', personId: 'person-Ben', role: 'owner' })).toMatchObject({ ok: true });
  for (const open of [ben, cleo]) carryAll(ada, open);
  addIssue(cleo, roadmapId, 'By Cleo');
  carryAll(cleo, ada);
  expect(ben.store.team.sign({ act: 'revoke-person', personId: 'person-Cleo' })).toMatchObject({ ok: true });
  // Ada shuts out Ben without knowing that; what Ben did without knowing it does not hold.
  expect(ada.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' })).toMatchObject({ ok: true });
  cleo.store.team.addEntries(ben.store.team.entries());
  expect([titles(cleo), reasons(cleo).length]).toEqual([[], 2]);
  cleo.store.team.addEntries(ada.store.team.entries());
  expect([titles(cleo), reasons(cleo)]).toEqual([['By Cleo'], []]);
  expect(cleo.store.team.refusal()).toBeNull();
});

test('of two changes with one number the same one counts everywhere, and a late twin pushes nothing out that others built on', () => {
  const { ada, ben, cleo, roadmapId } = threeWith([]);
  const key = keyOf(ben);
  const { heads } = ben.store.team.membership;
  const [first, second] = ['One', 'Other'].map((to) => foreignChange(ben, key, actorOf(key), heads, to));
  if (first === undefined || second === undefined) throw new Error('Expected two changes.');
  ada.store.receive([first]);
  cleo.store.receive([second]);
  expect([name(ada), name(cleo)]).toEqual(['One', 'Other']);
  ada.store.receive([second]);
  cleo.store.receive([first]);
  const winner = first.hash < second.hash ? 'One' : 'Other';
  expect([name(ada), name(cleo), reasons(ada)]).toEqual([winner, winner, ['equivocation']]);
  // Ada and Cleo build on it; a third one with the smallest hash comes too late.
  accepted(ada.command('rename-workspace', { name: 'Kiln works' }));
  carryAll(ada, cleo);
  for (let turn = 0; turn < 6; turn += 1) {
    const twin = foreignChange(ben, key, actorOf(key), heads, `Late ${turn}`);
    for (const open of [ada, cleo]) expect(open.store.receive([twin])).toMatchObject({ refused: [twin.hash] });
  }
  expect([name(ada), name(cleo)]).toEqual(['Kiln works', 'Kiln works']);
  addIssue(ada, roadmapId, 'Still works');
  expect(carryAll(ada, cleo)).toMatchObject({ refused: [] });
  expect(cleo.rows()['issue']).toEqual(ada.rows()['issue']);
});

test('an exported workspace leaves out what does not count, and is imported with its log', () => {
  const { ada, ben, roadmapId } = threeWith(['Mix clay']);
  ada.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' });
  addIssue(ben, roadmapId, 'Too late');
  expect(carryAll(ben, ada).refused.length).toBeGreaterThan(0);
  const exported = exportJson(ada.folder, null, true, quiet);
  const text = must(exported.ok ? exported.value.text : null, 'a text');
  const other = person('Dan');
  expect(runJob(importJson({ text }, other.store))).toMatchObject({ ok: true });
  expect([titles(other), other.store.team.entries(), other.store.team.refusal()]).toEqual([['Mix clay'], [], null]);
});

test('of somebody who was shut out not more is kept than a limit', () => {
  const { ada, ben } = threeWith([]);
  ada.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' });
  const key = keyOf(ben);
  const { heads } = ben.store.team.membership;
  for (let turn = 0; turn < 24; turn += 1) {
    const change = foreignChange(ben, key, actorOf(key), heads, randomBytes(1_000_000).toString('base64'));
    expect(ada.store.receive([change])).toEqual({ taken: 0, refused: [change.hash], waiting: [] });
  }
  const { bytes } = must(ada.reader.prepare<[], { bytes: number }>('SELECT sum(bytes) AS bytes FROM refused_change').get(), 'a sum');
  expect(bytes).toBeGreaterThan(5_000_000);
  expect(bytes).toBeLessThanOrEqual(16 * 1024 * 1024);
});

/** Answers the query. */
function asked(open: OpenStore): QueryResult<'quarantine'> {
  const query = prepareQuery('quarantine', {});
  if (!query.ok) throw new Error(query.error.message);
  return query.value.answer(createReader(open.reader, open.folder, 'Cleo'));
}

test('what honest people built on refused changes is shown with who and why, and is done again as a step that can be taken back', () => {
  const { ada, ben, cleo, roadmapId } = threeWith(['Mix clay', 'Glaze']);
  const own = must(cleo.reader.prepare<[], string>(`SELECT id FROM issue WHERE title = 'Glaze'`).pluck().get(), 'an issue');
  accepted(ben.command('update-issue', { issueId: own, patch: { title: 'By Ben' } }));
  carryAll(ben, cleo);
  accepted(cleo.command('set-priority', { issueIds: [own], priority: 'P1' }));
  accepted(cleo.command('change-labels', { issueIds: [own], add: ['hot'], remove: [] }));
  accepted(cleo.command('update-issue', { issueId: own, patch: { body: 'Twice' } }));
  const made = accepted(cleo.command('create-issue', { roadmapId, title: 'By Cleo', body: 'Text of Cleo' }))['issueId'];
  ada.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' });
  carryAll(ada, cleo);
  expect(titles(cleo)).toEqual(['Glaze', 'Mix clay']);
  const { rows, summary } = asked(cleo);
  expect(summary.total).toBeGreaterThan(3);
  const built = rows.filter(({ author, reason }) => author === 'Cleo' && reason === 'builds-on-refused');
  expect(built.map(({ command, sentence, deviceName }) => [command, sentence, deviceName])).toContainEqual([
    'set-priority',
    'It builds on a change by Ben, who was removed from the team before it had arrived.',
    'Cleo’s laptop',
  ]);
  expect(built.find(({ command }) => command === 'set-priority')?.entries).toEqual([
    { issueId: own, issueKey: expect.any(String), issueTitle: 'Glaze', subject: null, field: 'priority', before: null, after: 'P1' },
  ]);
  const before = cleo.rows();
  expect(accepted(cleo.command('take-over-changes', { hashes: built.flatMap(({ hashes }) => hashes) }))).toMatchObject({ kept: [] });
  const now = (id: string | undefined): unknown => cleo.reader.prepare('SELECT title, priority, body FROM issue WHERE id = ?').get(id);
  expect(now(made)).toEqual({ title: 'By Cleo', priority: null, body: 'Text of Cleo' });
  // What Ben did is not done again.
  expect(now(own)).toMatchObject({ title: 'Glaze', priority: 'P1' });
  expect(cleo.reader.prepare('SELECT label FROM issue_label').pluck().all()).toEqual(['hot']);
  expect(asked(cleo).rows.filter(({ author }) => author === 'Cleo')).toEqual([]);
  // The others see it, and it is in their quarantine no longer.
  expect(carryAll(cleo, ada).waiting).toEqual([]);
  expect(titles(ada)).toEqual(titles(cleo));
  expect(asked(ada).rows.filter(({ author }) => author === 'Cleo')).toEqual([]);
  accepted(cleo.command('undo', {}));
  expect(cleo.rows()['issue']).toEqual(before['issue']);
  expect(cleo.command('take-over-changes', { hashes: ['f'.repeat(64)] })).toMatchObject({ ok: false, error: { code: 'not-found' } });
});

test('why something does not count is said by whom it comes from: a device of somebody, somebody who reads only, two under one number', () => {
  const { ada, ben, cleo, roadmapId } = threeWith([]);
  const sentences = (open: OpenStore): string[] => [...new Set(asked(open).rows.map(({ sentence }) => sentence))].toSorted();
  addIssue(ben, roadmapId, 'By Ben');
  addIssue(cleo, roadmapId, 'By Cleo');
  ada.store.team.sign({ act: 'revoke-device', deviceId: ben.store.deviceId });
  ada.store.team.sign({ act: 'set-role', personId: 'person-Cleo', role: 'viewer' });
  carryAll(ben, ada);
  carryAll(cleo, ada);
  expect(sentences(ada)).toContain('It was made by Cleo, who may read only.');
  expect(sentences(ada)).toContain('It was made by Ben, whose device “Ben’s laptop” was removed from the team before it had arrived.');
  const { ada: own, ben: other } = threeWith([]);
  const key = keyOf(other);
  const { heads } = other.store.team.membership;
  const [first, second] = ['One', 'Other'].map((to) => foreignChange(other, key, actorOf(key), heads, to));
  own.store.receive([must(first, 'a change'), must(second, 'a change')]);
  expect(sentences(own)).toEqual(['It was made by Ben, whose device made two changes under one number, of which the other one counts.']);
});

test('of several changes of one thing that are taken over, the last one stands, whatever order they are named in', () => {
  const { ada, ben, cleo, roadmapId } = threeWith(['Mix clay']);
  const own = must(ada.reader.prepare<[], string>('SELECT id FROM issue').pluck().get(), 'an issue');
  addIssue(ben, roadmapId, 'By Ben');
  carryAll(ben, cleo);
  const said: readonly [string, object][] = [
    ['set-priority', { issueIds: [own], priority: 'P1' }],
    ['set-priority', { issueIds: [own], priority: 'P2' }],
    ['change-labels', { issueIds: [own], add: ['hot', 'cold'] }],
    ['change-labels', { issueIds: [own], remove: ['hot'] }],
    ['update-issue', { issueId: own, patch: { title: 'Mixed', body: 'One line.' } }],
    ['update-issue', { issueId: own, patch: { title: 'Mix clay', body: 'One line.\nAnd another.' } }],
  ];
  for (const [command, args] of said) accepted(cleo.command(command, args));
  ada.store.team.sign({ act: 'revoke-person', personId: 'person-Ben' });
  carryAll(ada, cleo);
  const built = asked(cleo).rows.filter(({ author }) => author === 'Cleo');
  expect(built.length).toBe(said.length);
  accepted(cleo.command('take-over-changes', { hashes: built.flatMap(({ hashes }) => hashes) }));
  const now = cleo.reader.prepare('SELECT title, priority, body FROM issue WHERE id = ?').get(own);
  expect(now).toEqual({ title: 'Mix clay', priority: 'P2', body: 'One line.\nAnd another.' });
  expect(cleo.reader.prepare('SELECT label FROM issue_label').pluck().all()).toEqual(['cold']);
});
