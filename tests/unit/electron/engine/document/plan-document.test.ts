import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { initialChange, PlanDocument } from '#electron/engine/document/plan-document.ts';

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const mark = { message: '', time: 0 };

test('an initial document has the same bytes on every device', () => {
  // Changing one of these splits the documents of everybody who has a workspace: write an upgrade instead.
  const frozen = {
    space: digest(initialChange('space', 'space').bytes),
    roadmap: digest(initialChange('roadmap', 'r1').bytes),
    text: digest(initialChange('text', 'r1.00').bytes),
  };
  expect(frozen).toEqual({
    space: '74fdfe6509b7d740f4c606258a0f46e922b5d2784e2e14f6663283ae74550f26',
    roadmap: 'a2469f236fd94d0268517209197816c834815d3e5e6c8c4798f3b4eb3c87ba81',
    text: '0d8531ff0732c5f890e193d4d9ddc7869cf2cf64398ae2befad957c05df4a88a',
  });
});

test('documents of different ids begin with different changes', () => {
  expect(initialChange('roadmap', 'r1').hash).not.toBe(initialChange('roadmap', 'r2').hash);
});

const comment = { issueId: 'i1', author: 'Ann', at: '2026-01-05T09:00:00.000Z', text: 'Hm', deletedAt: null };

test('two devices that create records apart from each other have both after a merge', () => {
  const { bytes } = initialChange('roadmap', 'r1');
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
  const { bytes } = initialChange('roadmap', 'r1');
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

test('a body takes in what two people wrote at once', () => {
  const { bytes } = initialChange('text', 'r1.00');
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
  const { bytes } = initialChange('roadmap', 'r1');
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
