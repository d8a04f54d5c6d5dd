import { rmSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readChangeMessage } from '#electron/engine/document/change-message.ts';
import { checkStore } from '#electron/engine/document/check-store.ts';
import { spaceId } from '#electron/engine/document/place.ts';
import { verifyAudit } from '#electron/engine/job/audit-task.ts';
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import { databasePath } from '#electron/engine/store/connection.ts';
import { journalPath } from '#electron/engine/store/journal.ts';
import { signEntry } from '#electron/engine/team/membership-entry.ts';
import { must } from '#shared/base/must.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { actorOf, foreignChange, keyOf } from '#tests/support/foreign-change.ts';
import { missingChanges } from '#tests/support/second-device.ts';
import { admit, carryAll, foundTeam, teamOf } from '#tests/support/team.ts';

const quiet = { tell: () => {} };
const person = (author: string): OpenStore => openStore(undefined, undefined, author);
const addIssue = (open: OpenStore, roadmapId: string, title: string): string =>
  must(accepted(open.command('create-issue', { roadmapId, title }))['issueId'], 'an id');
const titles = ({ reader }: OpenStore): string[] => reader.prepare<[], string>('SELECT title FROM issue ORDER BY title').pluck().all();
const members = ({ reader }: OpenStore): unknown[] =>
  reader.prepare('SELECT name, role, revoked, position FROM member ORDER BY position').all();
const newRoadmap = (open: OpenStore): string => must(accepted(open.command('create-roadmap', { title: 'Kiln' }))['roadmapId'], 'an id');
const reopened = (open: OpenStore): OpenStore => openStore(open.folder, open.deviceKeyPath, open.store.author);

test('without a team nothing is said of one, and everything that is signed counts', () => {
  const [ada, ben] = [person('Ada'), person('Ben')];
  expect(ada.store.team.membership.workspaceId).toBeNull();
  expect([ada.store.team.entries(), ada.store.team.refusal()]).toEqual([[], null]);
  newRoadmap(ben);
  expect(ada.store.receive(missingChanges(ben, ada))).toMatchObject({ refused: [], waiting: [] });
  expect(ada.store.team.sign({ act: 'revoke-person', personId: 'x' })).toMatchObject({ ok: false, error: { code: 'unavailable' } });
});

test('a team is founded, joined by an untouched workspace, and edited by both', () => {
  const [ada, ben] = [person('Ada'), person('Ben')];
  const roadmapId = newRoadmap(ada);
  addIssue(ada, roadmapId, 'Fire the kiln');
  teamOf(ada, [ben]);
  expect(titles(ben)).toEqual(['Fire the kiln']);
  expect(members(ben)).toEqual([
    { name: 'Ada', role: 'owner', revoked: 0, position: 0 },
    { name: 'Ben', role: 'editor', revoked: 0, position: 1 },
  ]);
  addIssue(ben, roadmapId, 'Glaze');
  addIssue(ada, roadmapId, 'Mix clay');
  expect(carryAll(ben, ada)).toMatchObject({ refused: [], waiting: [] });
  expect(carryAll(ada, ben)).toMatchObject({ refused: [], waiting: [] });
  expect(titles(ben)).toEqual(['Fire the kiln', 'Glaze', 'Mix clay']);
  expect(ben.rows()['member']).toEqual(ada.rows()['member']);
  const before = ben.rows();
  ben.store.rebuild();
  expect(ben.rows()).toEqual(before);
});

test('changes name what their author knew of the chain, once there is one', () => {
  const [ada, ben] = [person('Ada'), person('Ben')];
  newRoadmap(ada);
  const named = (): readonly (readonly string[] | undefined)[] =>
    missingChanges(ada, null)
      .flatMap(({ bytes }) => readChangeMessage(readChangeHead(bytes)?.message ?? '') ?? [])
      .map(({ membership }) => membership);
  expect(new Set(named())).toEqual(new Set([undefined]));
  foundTeam(ada);
  newRoadmap(ada);
  expect(named().at(-1)).toEqual([ada.store.team.membership.workspaceId]);
  admit(ada, ben, 'editor');
  newRoadmap(ada);
  expect(named().at(-1)).toEqual(ada.store.team.membership.heads);
});

test('changes that come in any order are taken once what they build on is there', () => {
  const [ada, ben] = [person('Ada'), person('Ben')];
  teamOf(ada, [ben]);
  const roadmapId = newRoadmap(ada);
  addIssue(ada, roadmapId, 'Glaze');
  const missing = missingChanges(ada, ben).toReversed();
  const all = new Set(missing.map(({ hash }) => hash));
  const early = ben.store.receive(missing.slice(0, -2));
  expect([early.refused, early.waiting.length > 0]).toEqual([[], true]);
  const rest = ben.store.receive(missing.slice(-2));
  expect(rest).toMatchObject({ refused: [], waiting: [] });
  expect(early.taken + rest.taken).toBe(all.size);
  expect(titles(ben)).toEqual(['Glaze']);
  expect(ben.store.receive(missing)).toEqual({ taken: 0, refused: [], waiting: [] });
});

test('what no member made is not taken: strangers, viewers, borrowed actors, other signatures, other places', () => {
  const [ada, ben, eve] = [person('Ada'), person('Ben'), person('Eve')];
  newRoadmap(ada);
  teamOf(ada, [ben], 'viewer');
  const heads = ada.store.team.membership.heads;
  const [adaKey, benKey, eveKey] = [keyOf(ada), keyOf(ben), keyOf(eve)];
  const genuine = foreignChange(ada, adaKey, actorOf(adaKey), heads);
  const bad = [
    foreignChange(ada, eveKey, actorOf(eveKey), heads),
    foreignChange(ada, eveKey, actorOf(eveKey)),
    foreignChange(ada, benKey, actorOf(benKey), heads),
    foreignChange(ada, adaKey, actorOf(eveKey), heads),
    { ...genuine, signature: eveKey.sign(genuine.hash) },
    { ...genuine, bytes: genuine.bytes.slice(0, -1) },
    { ...genuine, hash: genuine.hash.replace(/^./u, (digit) => (digit === '0' ? '1' : '0')) },
    { ...genuine, documentId: 'elsewhere' },
    { ...genuine, kind: 'roadmap' as const, roadmapId: 'space' },
    { ...genuine, kind: 'membership' as const, documentId: 'membership' },
  ];
  const before = [ada.rows(), ada.log()['document']];
  for (const change of bad) expect(ada.store.receive([change])).toEqual({ taken: 0, refused: [change.hash], waiting: [] });
  expect([ada.rows(), ada.log()['document']]).toEqual(before);
  // What members signed is kept, in case it turns out to count; a stranger's is not.
  const kept = ada.reader.prepare<[], string>('SELECT hash FROM refused_change').pluck().all();
  expect(new Set(kept)).toEqual(new Set([bad[2]?.hash, bad[3]?.hash]));
  const later = foreignChange(ada, adaKey, actorOf(adaKey), ['f'.repeat(64)]);
  expect(ada.store.receive([later])).toEqual({ taken: 0, refused: [], waiting: [later.hash] });
  // The genuine one comes with a bad copy of itself.
  expect(ada.store.receive([bad[4] ?? genuine, genuine])).toMatchObject({ taken: 1, refused: [] });
});

test('a change that inflates to more than anybody makes is refused', () => {
  const ada = person('Ada');
  const content = Buffer.alloc(65 * 1024 * 1024);
  const small = deflateRawSync(content);
  const size = Array.from({ length: 4 }, (_, place) => ((small.length >>> (7 * place)) & 0x7f) | (place === 3 ? 0 : 0x80));
  const bytes = Buffer.concat([Buffer.from('856f4a8300000000', 'hex'), Buffer.of(2, ...size), small]);
  const key = keyOf(ada);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const place = { documentId: spaceId, kind: 'space', roadmapId: null, receivedAt: '' } as const;
  expect(ada.store.receive([{ ...place, hash, deviceId: key.deviceId, signature: key.sign(hash), bytes }])).toMatchObject({
    refused: [hash],
  });
});

test('a viewer is told that nothing can be changed, and who was shut out, too', () => {
  const [ada, ben, cleo] = [person('Ada'), person('Ben'), person('Cleo')];
  const roadmapId = newRoadmap(ada);
  teamOf(ada, [ben], 'viewer');
  expect(ben.command('create-issue', { roadmapId, title: 'Glaze' })).toMatchObject({ ok: false, error: { code: 'read-only' } });
  expect(() => ben.store.begin('Other')).not.toThrow();
  expect(ben.importFiles([{ path: 'plan.md', text: '# Plan\n\n- [ ] one\n' }])).toMatchObject({ ok: false });
  admit(ada, cleo, 'editor');
  expect(cleo.store.team.join(ada.store.team.entries(), missingChanges(ada, null))).toMatchObject({ ok: true });
  addIssue(cleo, roadmapId, 'Glaze');
  expect(ada.store.team.sign({ act: 'revoke-person', personId: 'person-Cleo' })).toMatchObject({ ok: true });
  carryAll(ada, cleo);
  expect(cleo.command('create-issue', { roadmapId, title: 'Fire' })).toMatchObject({ ok: false, error: { code: 'read-only' } });
});

test('only into a workspace in which nothing was done a team can be joined, and only by a member', () => {
  const [ada, ben, eve] = [person('Ada'), person('Ben'), person('Eve')];
  newRoadmap(ada);
  foundTeam(ada);
  admit(ada, ben, 'editor');
  const plan = missingChanges(ada, null);
  expect(eve.store.team.join(ada.store.team.entries(), plan)).toMatchObject({ ok: false, error: { code: 'invalid-argument' } });
  expect(ben.store.team.join(ada.store.team.entries(), plan.slice(0, 0))).toMatchObject({ ok: false });
  newRoadmap(ben);
  const refused = ben.store.team.join(ada.store.team.entries(), plan);
  expect(refused).toMatchObject({ ok: false, error: { code: 'duplicate', message: expect.stringContaining('already holds a plan') } });
  expect(ada.store.team.join(ada.store.team.entries(), plan)).toMatchObject({ ok: false, error: { code: 'duplicate' } });
});

test('a founding entry of somebody else changes nothing, and what is not allowed is not signed', () => {
  const [ada, ben, eve] = [person('Ada'), person('Ben'), person('Eve')];
  teamOf(ada, [ben]);
  const entries = ada.store.team.entries();
  const key = keyOf(eve);
  const device = { id: key.deviceId, name: 'x' };
  // One of these has a smaller hash than the founding entry.
  for (let nonce = 0; nonce < 8; nonce += 1) {
    const act = { act: 'found', person: { id: 'eve', name: 'Eve' }, device, heads: {}, nonce: String(nonce).padStart(64, '0') } as const;
    ada.store.team.addEntries([signEntry(key, act, [], '2026-01-01T00:00:00Z')]);
  }
  ada.store.team.addEntries([
    signEntry(key, { act: 'revoke-person', personId: 'person-Ada', heads: {} }, ['f'.repeat(64)], '2026-01-01T00:00:00Z'),
  ]);
  expect(ada.store.team.entries()).toEqual(entries);
  foundTeam(eve);
  expect(ben.store.team.sign({ act: 'revoke-person', personId: 'person-Ada' })).toMatchObject({ ok: false, error: { code: 'read-only' } });
  expect(ada.store.team.sign({ act: 'revoke-person', personId: 'nobody' })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(ada.store.team.sign({ act: 'found', person: { id: 'x', name: 'x' }, device, nonce: '0'.repeat(64) })).toMatchObject({
    ok: false,
    error: { code: 'duplicate' },
  });
});

test('who belongs is as durable as the plan: either copy is enough, the audit log holds it, and the check finds nothing', async () => {
  const [ada, ben] = [person('Ada'), person('Ben')];
  newRoadmap(ada);
  teamOf(ada, [ben]);
  const rows = ada.rows();
  expect(verifyAudit(ada.folder, quiet)).toMatchObject({ ok: true, value: { whole: true } });
  ada.close();
  expect((await checkStore(ada.folder, quiet)).findings).toEqual([]);
  rmSync(journalPath(ada.folder));
  const again = reopened(ada);
  expect(again.rows()).toEqual(rows);
  again.close();
  for (const ending of ['', '-wal', '-shm']) rmSync(`${databasePath(ada.folder)}${ending}`, { force: true });
  const anew = reopened(ada);
  expect(anew.rows()).toEqual(rows);
  expect(anew.store.team.entries().length).toBe(2);
  newRoadmap(ben);
  expect(carryAll(ben, anew)).toMatchObject({ refused: [], waiting: [] });
});
