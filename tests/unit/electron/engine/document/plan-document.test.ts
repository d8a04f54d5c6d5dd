import { createHash } from 'node:crypto';
import * as Automerge from '@automerge/automerge';
import { expect, test } from 'vitest';
import { initialChanges, PlanDocument } from '#electron/engine/document/plan-document.ts';
import { SavedDocument } from '#electron/engine/document/saved-document.ts';
import { must } from '#shared/base/must.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const mark = { message: '', time: 0 };

test('an initial document has the same bytes on every device', () => {
  // Changing one of these splits the documents of everybody who has a workspace: write an upgrade instead.
  const digests = (kind: 'space' | 'roadmap' | 'text' | 'archive', id: string): string[] =>
    initialChanges(kind, id).map(({ bytes }) => digest(bytes));
  expect({
    space: digests('space', 'space'),
    roadmap: digests('roadmap', 'r1'),
    text: digests('text', 'r1.00'),
    archive: digests('archive', 'r1.archive'),
  }).toEqual({
    space: [
      '74fdfe6509b7d740f4c606258a0f46e922b5d2784e2e14f6663283ae74550f26',
      'e83141f40b41304d808b5dbd42de66776cd28104fc1f156d951c714a297c24a8',
    ],
    roadmap: ['a2469f236fd94d0268517209197816c834815d3e5e6c8c4798f3b4eb3c87ba81'],
    text: ['0d8531ff0732c5f890e193d4d9ddc7869cf2cf64398ae2befad957c05df4a88a'],
    archive: ['512b270300344b2f2a2f547da3fb0b618f5fa90ea67a1ec800ca4ca765a5032f'],
  });
});

test('documents of different ids begin with different changes', () => {
  expect(initialChanges('roadmap', 'r1')[0]?.hash).not.toBe(initialChanges('roadmap', 'r2')[0]?.hash);
});

/** The first change of a document. */
const first = (kind: 'space' | 'roadmap' | 'text', id: string): Uint8Array => must(initialChanges(kind, id)[0], 'a first change').bytes;

test('a document that was worked on before the upgrade merges with one that was made after it', () => {
  const all = initialChanges('space', 'space').map(({ bytes }) => bytes);
  const old = PlanDocument.load('aa'.repeat(16), null, [first('space', 'space')]);
  const young = PlanDocument.load('bb'.repeat(16), null, all);
  old.create('person', 'p1', { name: 'Ann', hoursPerWeek: 20, deletedAt: null });
  young.create('person', 'p2', { name: 'Ben', hoursPerWeek: null, deletedAt: null });
  const changes = [old, young].map((document) => document.commit(mark)?.bytes ?? new Uint8Array());
  old.apply([...all, ...changes]);
  young.apply(changes);
  expect(old.heads()).toEqual(young.heads());
  old.create('flag', 'f1', {
    name: 'fast',
    description: '',
    on: true,
    rolloutPercent: 50,
    milestoneId: null,
    createdAt: comment.at,
    deletedAt: null,
  });
  young.apply([must(old.commit(mark), 'a change').bytes]);
  expect(young.read('flag', 'f1')?.name).toBe('fast');
  expect([...young.records('person')].map(([id]) => id).toSorted()).toEqual(['p1', 'p2']);
});

const comment = { issueId: 'i1', author: 'Ann', at: '2026-01-05T09:00:00.000Z', text: 'Hm', deletedAt: null };

test('two devices that create records apart from each other have both after a merge', () => {
  const bytes = first('roadmap', 'r1');
  const [one, other] = [PlanDocument.load('aa'.repeat(16), null, [bytes]), PlanDocument.load('bb'.repeat(16), null, [bytes])];
  one.create('comment', 'c1', comment);
  other.create('comment', 'c2', { ...comment, text: 'Yes' });
  const changes = [one, other].map((document) => document.commit(mark)?.bytes ?? new Uint8Array());
  one.apply(changes);
  other.apply(changes);
  expect(one.heads()).toEqual(other.heads());
  expect([...one.records('comment')].map(([id]) => id).toSorted()).toEqual(['c1', 'c2']);
  expect([...other.records('comment')].map(([id]) => id).toSorted()).toEqual(['c1', 'c2']);
});

test('a set keeps what two devices added, and odd names', () => {
  const bytes = first('roadmap', 'r1');
  const one = PlanDocument.load('aa'.repeat(16), null, [bytes]);
  one.create('risk', 'k1', {
    title: 'Late',
    group: '',
    likelihood: '',
    impact: '',
    mitigations: ['Start early'],
    issueIds: ['__proto__'],
    rank: 'a',
    deletedAt: null,
  });
  const created = one.commit(mark)?.bytes ?? new Uint8Array();
  const other = PlanDocument.load('bb'.repeat(16), null, [bytes, created]);
  one.set('risk', 'k1', { issueIds: ['__proto__', 'i1'] });
  other.set('risk', 'k1', { issueIds: ['__proto__', 'i2'] });
  one.apply([other.commit(mark)?.bytes ?? new Uint8Array()]);
  expect(one.read('risk', 'k1')?.issueIds).toEqual(['__proto__', 'i1', 'i2']);
  expect(one.read('risk', 'k1')?.mitigations).toEqual(['Start early']);
});

test('a record that is not there has no versions of any field, in memory as in its saved bytes', () => {
  const document = PlanDocument.load('aa'.repeat(16), null, [first('roadmap', 'r1')]);
  document.create('comment', 'c1', { ...comment, issueId: 'of somebody who does not count' });
  document.commit(mark);
  const saved = must(SavedDocument.from(document.save()), 'a document');
  for (const one of [document, saved]) {
    expect(one.versions('comment', 'c1', 'text').map(({ value }) => value)).toEqual(['Hm']);
    expect(one.versions('issue', 'of somebody who does not count', 'deletedAt')).toEqual([]);
  }
});

test('a body takes in what two people wrote at once', () => {
  const bytes = first('text', 'r1.00');
  const one = PlanDocument.load('aa'.repeat(16), null, [bytes]);
  one.createText('i1', 'The parser reads.');
  const created = one.commit(mark)?.bytes ?? new Uint8Array();
  const other = PlanDocument.load('bb'.repeat(16), null, [bytes, created]);
  one.setText('i1', 'The new parser reads.');
  other.setText('i1', 'The parser reads plans.');
  one.apply([other.commit(mark)?.bytes ?? new Uint8Array()]);
  expect(one.readText('i1')).toBe('The new parser reads plans.');
});

test('a document comes back from its snapshot and the changes after it', () => {
  const bytes = first('roadmap', 'r1');
  const document = PlanDocument.load('aa'.repeat(16), null, [bytes]);
  document.create('comment', 'c1', comment);
  document.commit({ message: 'first', time: 5 });
  const snapshot = document.save();
  document.set('comment', 'c1', { text: 'Changed' });
  const change = document.commit({ message: 'second', time: 6 });
  const again = PlanDocument.load('bb'.repeat(16), snapshot, [change?.bytes ?? new Uint8Array()]);
  expect(again.heads()).toEqual(document.heads());
  expect(again.read('comment', 'c1')).toEqual({ ...comment, text: 'Changed' });
  expect([...again.messages().values()]).toEqual(['', 'first', 'second']);
});

test('records are not read in the middle of a change, which would end it unseen', () => {
  const document = PlanDocument.load('aa'.repeat(16), null, [first('roadmap', 'r1')]);
  document.create('comment', 'c1', comment);
  expect(() => document.read('comment', 'c1')).toThrow('committed');
  expect(() => [...document.records('comment')]).toThrow('committed');
  expect(document.isAlive('comment', 'c1')).toBe(true);
  expect(document.commit(mark)).not.toBeNull();
  expect(document.read('comment', 'c1')).toEqual(comment);
});

test('a bucket in whose place somebody puts another one is not read any longer', () => {
  const initial = initialChanges('space', 'space').map(({ bytes }) => bytes);
  const ann = PlanDocument.load('aa'.repeat(16), null, initial);
  ann.create('person', 'p1', { name: 'Ann', hoursPerWeek: 20, deletedAt: null });
  const made = must(ann.commit(mark), 'a change').bytes;
  expect(ann.read('person', 'p1')?.name).toBe('Ann');
  // No Sextant does this; somebody with a program of their own may.
  const [theirs] = Automerge.applyChanges(Automerge.init<{ person: Record<string, object> }>({ actor: 'bb'.repeat(16) }), [
    ...initial,
    made,
  ]);
  const replaced = Automerge.change(theirs, ({ person }) => {
    for (const bucket of Object.keys(person)) person[bucket] = { p2: { name: new Automerge.ImmutableString('Ben'), deletedAt: null } };
  });
  const before = ann.heads();
  ann.apply([must(Automerge.getLastLocalChange(replaced), 'a change')]);
  expect([ann.read('person', 'p1'), ann.read('person', 'p2')?.name]).toEqual([null, 'Ben']);
  expect([...(ann.changedBetween(before, ann.heads()).records.get('person') ?? [])].toSorted()).toEqual(['p1', 'p2']);
  expect([ann.read('person', 'p1'), ann.read('person', 'p2')?.name]).toEqual([null, 'Ben']);
});
