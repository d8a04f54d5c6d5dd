import * as Automerge from '@automerge/automerge';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { initialChanges, PlanDocument } from '#electron/engine/document/plan-document.ts';
import type { RecordOf } from '#electron/engine/document/record.ts';
import { SavedDocument } from '#electron/engine/document/saved-document.ts';
import { must } from '#shared/base/must.ts';

// What is read from saved bytes is what Automerge reads from them, whatever several devices did to the document.

const id = fc.constantFrom('a', 'b', 'c', 'd');
const name = fc.constantFrom('red', 'green', '__proto__', '', 'länger als zwanzig Bytes');
const text = fc.string({ unit: 'binary', maxLength: 30 });
const plain = {
  title: text,
  points: fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true })),
  sourceLine: fc.option(fc.oneof(fc.integer({ min: -200, max: 200 }), fc.integer({ min: -(2 ** 48), max: 2 ** 48 - 1 }))),
  deletedAt: fc.option(fc.constant('2026-01-05T09:00:00.000Z')),
};
const issue = {
  ...plain,
  labels: fc.uniqueArray(name, { maxLength: 3 }),
  status: fc.record({ category: fc.constantFrom('done', 'planned'), name: text, verified: fc.boolean() }),
  estimate: fc.option(fc.record({ likely: fc.nat() })),
};
const wholeItem = { title: '', points: null, sourceLine: null, deletedAt: null };
const wholeOf = { item: wholeItem, issue: { ...wholeItem, labels: [], status: null, estimate: null } };
const written = fc.oneof(
  fc.record({ collection: fc.constant('issue' as const), id, fields: fc.record(issue, { requiredKeys: [] }) }),
  fc.record({ collection: fc.constant('item' as const), id, fields: fc.record(plain, { requiredKeys: [] }) }),
);

/** What one of three devices does; `sync` brings it level with another one. */
const step = fc.record({
  device: fc.nat(2),
  act: fc.oneof(
    fc.record({ kind: fc.constant('write' as const), written }),
    fc.record({ kind: fc.constant('body' as const), id, text }),
    fc.record({ kind: fc.constant('sync' as const), other: fc.nat(2) }),
  ),
});

interface Device {
  readonly roadmap: PlanDocument;
  readonly texts: PlanDocument;
}

const kinds = ['roadmap', 'texts'] as const;
const mark = { message: 'ü', time: 5 };

function openDevice(index: number): Device {
  const open = (kind: 'roadmap' | 'text'): PlanDocument =>
    PlanDocument.load(
      `${index}f`.repeat(16),
      null,
      initialChanges(kind, 'plan').map(({ bytes }) => bytes),
    );
  return { roadmap: open('roadmap'), texts: open('text') };
}

/** Changes by their hashes, of each document. */
type Made = ReadonlyMap<PlanDocument, Map<string, Uint8Array>>;

function commit(device: Device, made: Made): void {
  for (const kind of kinds) {
    const change = device[kind].commit(mark);
    if (change !== null) made.get(device[kind])?.set(change.hash, change.bytes);
  }
}

/** Brings the first level with the second. */
function sync(one: Device, other: Device, made: Made): void {
  for (const device of [one, other]) commit(device, made);
  for (const kind of kinds) {
    const theirs = must(made.get(other[kind]), 'a known document');
    one[kind].apply([...theirs.values()]);
    for (const [hash, bytes] of theirs) made.get(one[kind])?.set(hash, bytes);
  }
}

const everyId = ['a', 'b', 'c', 'd', 'nobody'];

function savedOf(document: PlanDocument, compressed: boolean): SavedDocument {
  const saved = must(SavedDocument.from(document.save({ compressed })), 'a document that can be read');
  expect(saved.heads()).toEqual(document.heads());
  return saved;
}

function expectSameRecords(document: PlanDocument, compressed: boolean): void {
  const saved = savedOf(document, compressed);
  for (const collection of ['issue', 'item', 'roadmap', 'comment'] as const) {
    expect([...saved.records(collection)]).toEqual([...document.records(collection)]);
    expect([...saved.deleted(collection)].toSorted()).toEqual([...document.deleted(collection)].toSorted());
    expect([...saved.conflicted(collection)].toSorted()).toEqual([...document.conflicted(collection)].toSorted());
    for (const own of everyId) {
      expect(saved.read(collection, own)).toEqual(document.read(collection, own));
      expect(saved.isAlive(collection, own)).toBe(document.isAlive(collection, own));
      expect(saved.objectId(collection, own)).toBe(document.objectId(collection, own));
      for (const field of document.read(collection, own) === null ? [] : ['title', 'points', 'status', 'deletedAt', 'unheard']) {
        expect(saved.versions(collection, own, field)).toEqual(document.versions(collection, own, field));
      }
    }
  }
}

function expectSameTexts(document: PlanDocument, compressed: boolean): void {
  const saved = savedOf(document, compressed);
  expect(everyId.map((own) => saved.readText(own))).toEqual(everyId.map((own) => document.readText(own)));
}

test('a document reads the same from its saved bytes, after whatever several devices did', () => {
  const seen = { records: 0, bodies: 0, deleted: 0, merged: 0 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40, size: 'max' }), fc.boolean(), (steps, compressed) => {
      const devices = [0, 1, 2].map(openDevice);
      const made: Made = new Map(devices.flatMap((device) => kinds.map((kind) => [device[kind], new Map<string, Uint8Array>()])));
      for (const { device: index, act } of steps) {
        const device = must(devices[index], 'a device');
        // Looking at a document in the middle of a change would end it.
        commit(device, made);
        if (act.kind === 'sync') {
          sync(device, must(devices[act.other], 'a device'), made);
          seen.merged += 1;
        } else if (act.kind === 'body') {
          if (device.texts.readText(act.id) === null) device.texts.createText(act.id, act.text);
          else device.texts.setText(act.id, act.text);
          seen.bodies += 1;
        } else {
          const { collection, id: own, fields } = act.written;
          // Only the form of a record matters to how it is written.
          if (device.roadmap.read(collection, own) !== null) device.roadmap.set(collection, own, fields);
          else device.roadmap.create(collection, own, { ...wholeOf[collection], ...fields } as unknown as RecordOf['issue']); // as above
          seen.records += 1;
          seen.deleted += Number(fields.deletedAt !== undefined);
        }
      }
      for (const device of devices) {
        commit(device, made);
        expectSameRecords(device.roadmap, compressed);
        expectSameTexts(device.texts, compressed);
        device.roadmap.free();
        device.texts.free();
      }
    }),
    { numRuns: 40, seed: 7 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(60);
});

test('bytes of which any one is another are not read', () => {
  const { roadmap } = openDevice(0);
  roadmap.create('comment', 'c1', { issueId: 'i1', author: 'Ann', at: '2026-01-05T09:00:00.000Z', text: 'Hm', deletedAt: null });
  roadmap.commit(mark);
  const bytes = roadmap.save();
  roadmap.free();
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, difference) => {
      const damaged = Uint8Array.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ difference;
      expect(SavedDocument.from(damaged)).toBeNull();
    }),
    { numRuns: 300 },
  );
  expect(SavedDocument.from(bytes.subarray(0, bytes.length - 1))).toBeNull();
  expect(SavedDocument.from(Buffer.concat([bytes, bytes]))).toBeNull();
  expect(SavedDocument.from(new Uint8Array())).toBeNull();
});

test('what no document of ours holds is left to Automerge', () => {
  const saved = (content: Record<string, unknown>): SavedDocument | null => SavedDocument.from(Automerge.save(Automerge.from(content)));
  expect(saved({ name: 'text', count: 3, deep: { truth: true } })).not.toBeNull();
  expect(saved({ list: [1, 2] })).toBeNull();
  expect(saved({ large: 2 ** 52 })).toBeNull();
  expect(saved({ count: new Automerge.Counter(1) })).toBeNull();
  expect(saved({ at: new Date(0) })).toBeNull();
  const marked = Automerge.change(Automerge.from({ text: 'a longer one' }), (draft) =>
    Automerge.mark(draft, ['text'], { start: 0, end: 3, expand: 'both' }, 'bold', true),
  );
  expect(SavedDocument.from(Automerge.save(marked))).toBeNull();
});
