import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChangeWriter } from '#electron/engine/document/change-writer.ts';
import type { DocumentChange } from '#electron/engine/document/document-change.ts';
import { finish } from '#electron/engine/document/finish.ts';
import { NewDocument, type NewKind, shapeOf } from '#electron/engine/document/new-document.ts';
import { bucketPath, textBucketPath } from '#electron/engine/document/place.ts';
import { initialActor, type MadeChange, PlanDocument } from '#electron/engine/document/plan-document.ts';
import { readNewDocument } from '#electron/engine/document/read-new-document.ts';
import type { Collection, RecordOf } from '#electron/engine/document/record.ts';
import { changeChunk, openChunk } from '#electron/engine/store/change-chunk.ts';
import { must } from '#shared/base/must.ts';
import { ChecklistKind } from '#shared/plan/checklist.ts';
import { DependencyStrength } from '#shared/plan/dependency.ts';
import { StatedTotal } from '#shared/plan/roadmap.ts';
import type { Scalar } from '#electron/engine/document/value-column.ts';

const actor = 'ab'.repeat(16);
const text = fc.string({ unit: 'binary', maxLength: 40 }).map((one) => one.toWellFormed().replaceAll('\ufffd', '?'));
const id = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const count = fc.nat(Number.MAX_SAFE_INTEGER);
const number = fc.oneof(fc.double({ min: 0, max: 1e9, noNaN: true }), count).map((one) => one + 0);
const rank = fc.stringMatching(/^[0-9a-z]{0,12}$/);
const nothing = fc.constant(null);

const dependency = fc.record({
  issueId: id,
  dependsOnId: id,
  strength: fc.constantFrom(...DependencyStrength.options),
  note: text,
  deletedAt: nothing,
});
const item = fc.record({
  issueId: fc.option(id),
  milestoneId: fc.option(id),
  parentId: fc.option(id),
  kind: fc.constantFrom(...ChecklistKind.options),
  group: text,
  text,
  done: fc.option(fc.boolean()),
  rank,
  deletedAt: fc.option(text),
});
const total = fc.record({
  position: count,
  by: fc.constantFrom(...StatedTotal.shape.by.options),
  name: text,
  issues: fc.option(count),
  hours: fc.option(number),
  deletedAt: nothing,
});
const risk = fc.record({
  title: text,
  group: text,
  likelihood: text,
  impact: text,
  mitigations: fc.array(text, { maxLength: 3 }),
  issueIds: fc.uniqueArray(text, { maxLength: 4 }),
  rank,
  deletedAt: nothing,
});

type Made = { readonly collection: Collection; readonly id: string; readonly record: RecordOf[Collection] };

const made = (collection: Collection, record: fc.Arbitrary<object>): fc.Arbitrary<Made> =>
  // Only the form of a record matters here.
  fc.record({ collection: fc.constant(collection), id, record: record as unknown as fc.Arbitrary<RecordOf[Collection]> });

const records = fc.uniqueArray(
  fc.oneof(made('dependency', dependency), made('item', item), made('statedTotal', total), made('risk', risk)),
  {
    minLength: 1,
    maxLength: 30,
    selector: ({ collection, id: own }) => `${collection} ${own}`,
  },
);

const filed = (kind: NewKind, documentId: string, { hash, bytes }: MadeChange): DocumentChange => ({
  documentId,
  kind,
  roadmapId: 'plan',
  hash,
  bytes,
  deviceId: '',
  signature: new Uint8Array(0),
  receivedAt: '',
});

test('a roadmap that was imported elsewhere is read as it was written, and saved as there', () => {
  fc.assert(
    fc.property(records, fc.nat(30), (wanted, cut) => {
      const written = new NewDocument(actor, 'roadmap', 'plan');
      const changes = [...written.initial];
      for (const [index, { collection, id: own, record }] of wanted.entries()) {
        written.create(collection, own, record);
        if (index === cut || index === wanted.length - 1)
          changes.push(must(written.commit({ message: `Part ${index} ü`, time: index }), 'a change'));
      }
      const born = must(
        readNewDocument(
          'roadmap',
          'plan',
          changes.map((change) => filed('roadmap', 'plan', change)),
        ),
        'a document',
      );
      expect(born.document.heads()).toEqual(written.heads());
      expect(Buffer.from(finish(born.document.snapshot())).equals(Buffer.from(finish(written.snapshot())))).toBe(true);
      expect([...born.touched].reduce((sum, [, among]) => sum + among.size, 0)).toBe(wanted.length);
      const loaded = PlanDocument.load(
        'cd'.repeat(16),
        null,
        changes.map(({ bytes }) => bytes),
      );
      for (const { collection, id: own } of wanted) {
        const read = must(born.document.read(collection, own), 'a record');
        // Automerge tells the members of a set in an order of its own.
        const issueIds = 'issueIds' in read ? { issueIds: read.issueIds.toSorted((one, other) => (one < other ? -1 : 1)) } : {};
        expect({ ...read, ...issueIds }).toEqual(loaded.read(collection, own));
        expect(born.touched.get(collection)?.get(own)?.record).toBe(born.document.read(collection, own));
      }
      loaded.free();
    }),
    { numRuns: 100 },
  );
});

test('so are bodies', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(id, text), { minLength: 1, maxLength: 30, selector: ([own]) => own }), (bodies) => {
      const written = new NewDocument(actor, 'text', 'plan.00');
      for (const [own, body] of bodies) written.createText(own, body);
      const changes = [...written.initial, must(written.commit({ message: 'Bodies', time: 5 }), 'a change')];
      const born = readNewDocument(
        'text',
        'plan.00',
        changes.map((change) => filed('text', 'plan.00', change)),
      );
      expect(born?.document.textIds()).toEqual(bodies.map(([own]) => own));
      for (const [own, body] of bodies) expect(born?.document.readText(own)).toBe(body);
      expect(Buffer.from(finish(must(born, 'a document').document.snapshot())).equals(Buffer.from(finish(written.snapshot())))).toBe(true);
    }),
    { numRuns: 100 },
  );
});

const good = { issueId: 'a', dependsOnId: 'b', strength: 'hard', note: '', deletedAt: null };

/** Reads a document whose one further change was written by hand. */
function readOdd(kind: NewKind, write: (writer: ChangeWriter, containers: ReadonlyMap<string, number>) => void): unknown {
  const documentId = kind === 'roadmap' ? 'plan' : 'plan.00';
  const { initial } = new NewDocument(actor, kind, documentId);
  const { containers, lastOperations } = shapeOf(kind);
  const firstOperation = (lastOperations.at(-1) ?? 0) + 1;
  const writer = new ChangeWriter({ actor, initialActor, sequence: 1, firstOperation, after: initial.at(-1)?.hash ?? '' });
  write(writer, containers);
  const changes = [...initial, writer.finish({ message: '', time: 0 })];
  return readNewDocument(
    kind,
    documentId,
    changes.map((change) => filed(kind, documentId, change)),
  );
}

/** Writes a dependency as if it stood under `path`. */
function put(
  writer: ChangeWriter,
  containers: ReadonlyMap<string, number>,
  path: string,
  own: string,
  fields: Record<string, Scalar>,
): void {
  const object = writer.putMap({ counter: must(containers.get(path), 'a container'), initial: true }, own);
  for (const [field, value] of Object.entries(fields)) writer.putValue(object, field, value);
}

test('what an import would not have written is left to Automerge', () => {
  const path = bucketPath('dependency', 'x');
  const read = (write: (writer: ChangeWriter, containers: ReadonlyMap<string, number>) => void): unknown => readOdd('roadmap', write);
  expect(read((writer, containers) => put(writer, containers, path, 'x', good))).not.toBeNull();
  const { note: _, ...incomplete } = good;
  const elsewhere = path === '/dependency/00' ? '/dependency/01' : '/dependency/00';
  const odd: Readonly<Record<string, (writer: ChangeWriter, containers: ReadonlyMap<string, number>) => void>> = {
    'a field is missing': (writer, containers) => put(writer, containers, path, 'x', incomplete),
    'a field is too much': (writer, containers) => put(writer, containers, path, 'x', { ...good, more: 1 }),
    'a number stands for a text': (writer, containers) => put(writer, containers, path, 'x', { ...good, note: 1 }),
    'a bucket is not its own': (writer, containers) => put(writer, containers, elsewhere, 'x', good),
    'it was made twice': (writer, containers) => {
      put(writer, containers, path, 'x', good);
      put(writer, containers, path, 'x', good);
    },
    'a field was put twice': (writer, containers) => {
      const object = writer.putMap({ counter: must(containers.get(path), 'a container'), initial: true }, 'x');
      for (const [field, value] of [...Object.entries(good), ['note', 'again'] as const]) writer.putValue(object, field, value);
    },
    'a field belongs to an earlier record': (writer, containers) => {
      const object = writer.putMap({ counter: must(containers.get(path), 'a container'), initial: true }, 'x');
      put(writer, containers, bucketPath('dependency', 'y'), 'y', good);
      for (const [field, value] of Object.entries(good)) writer.putValue(object, field, value);
    },
    'a composite is no JSON': (writer, containers) =>
      put(writer, containers, bucketPath('milestone', 'x'), 'x', { status: '{', key: '', title: '' }),
  };
  for (const [what, write] of Object.entries(odd)) expect(read(write), what).toBeNull();
});

test('a text in a place that is not its own, and one that was changed, are left to Automerge', () => {
  const container = (containers: ReadonlyMap<string, number>, path: string): { counter: number; initial: true } => ({
    counter: must(containers.get(path), 'a container'),
    initial: true,
  });
  const own = textBucketPath('x');
  const other = own === '/body/00' ? '/body/01' : '/body/00';
  const write = (path: string) => (writer: ChangeWriter, containers: ReadonlyMap<string, number>) =>
    void writer.putText(container(containers, path), 'x', 'Zwölf Boxkämpfer 🥊');
  expect(readOdd('text', write(own))).not.toBeNull();
  expect(readOdd('text', write(other))).toBeNull();
  const written = new NewDocument(actor, 'text', 'plan.00');
  written.createText('x', 'Some words');
  const changes = [...written.initial, must(written.commit({ message: '', time: 0 }), 'a change')];
  const document = PlanDocument.load(
    'cd'.repeat(16),
    null,
    changes.map(({ bytes }) => bytes),
  );
  document.setText('x', 'Other words');
  changes.push(must(document.commit({ message: '', time: 1 }), 'a change'));
  document.free();
  expect(
    readNewDocument(
      'text',
      'plan.00',
      changes.map((change) => filed('text', 'plan.00', change)),
    ),
  ).toBeNull();
});

test('bytes that were tampered with are refused, not misread', () => {
  const written = new NewDocument(actor, 'roadmap', 'plan');
  written.create('dependency', 'x', good as RecordOf['dependency']);
  const changes = [...written.initial, must(written.commit({ message: '', time: 0 }), 'a change')];
  const last = must(changes.at(-1), 'a change');
  for (let at = 0; at < last.bytes.length; at += 1) {
    const bytes = Uint8Array.from(last.bytes);
    bytes[at] = (bytes[at] ?? 0) ^ 0x15;
    const all = [...changes.slice(0, -1), { ...last, bytes }].map((change) => filed('roadmap', 'plan', change));
    expect(readNewDocument('roadmap', 'plan', all)).toBeNull();
  }
});

/** What Automerge makes of the same changes; it must be what was read, wherever anything was. */
function expectAsAutomerge(kind: NewKind, documentId: string, changes: readonly MadeChange[]): boolean {
  const born = readNewDocument(
    kind,
    documentId,
    changes.map((change) => filed(kind, documentId, change)),
  );
  if (born === null) return false;
  const loaded = PlanDocument.load(
    'cd'.repeat(16),
    null,
    changes.map(({ bytes }) => bytes),
  );
  expect(born.document.heads()).toEqual(loaded.heads());
  // Automerge makes the changes anew when it loads this, and compares their hashes: they are spelled as they are written here.
  const saved = PlanDocument.load('cd'.repeat(16), finish(born.document.snapshot()), []);
  expect(Buffer.from(saved.save()).equals(Buffer.from(loaded.save()))).toBe(true);
  saved.free();
  if (kind === 'text') expect(born.document.textIds().toSorted()).toEqual(loaded.textIds().toSorted());
  for (const issueId of born.document.textIds()) expect(born.document.readText(issueId)).toBe(loaded.readText(issueId));
  for (const [collection, among] of born.touched) {
    for (const own of among.keys()) expect(born.document.read(collection, own)).toEqual(loaded.read(collection, own));
  }
  loaded.free();
  return true;
}

const spot = fc.record({ at: fc.nat(), bits: fc.integer({ min: 1, max: 255 }), cut: fc.nat(3) });

test('a member who writes changes with a program of their own is read as by Automerge, or left to it', () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.constantFrom<NewKind>('roadmap', 'text'), fc.array(spot, { minLength: 1, maxLength: 3 }), (kind, spots) => {
      const documentId = kind === 'roadmap' ? 'plan' : 'plan.00';
      const written = new NewDocument(actor, kind, documentId);
      if (kind === 'text') for (const own of ['x', 'y', 'z']) written.createText(own, `Words of ${own}: aé🥊`);
      else for (const own of ['x', 'y', 'z']) written.create('dependency', own, { ...good, strength: 'hard', note: `Of ${own}` });
      const { bytes } = must(written.commit({ message: 'As it was', time: 3 }), 'a change');
      let content = Buffer.from(must(openChunk(bytes), 'a change').content);
      for (const { at, bits, cut } of spots) {
        const place = at % content.length;
        content[place] = (content[place] ?? 0) ^ bits;
        if (cut > 0) content = Buffer.concat([content.subarray(0, place), content.subarray(place + cut - 1)]);
      }
      // Whole by its hash, whatever it holds.
      if (expectAsAutomerge(kind, documentId, [...written.initial, changeChunk(content)])) taken += 1;
    }),
    {
      numRuns: 1500,
      examples: [
        // A run that could be shorter, and a name that is no UTF-8.
        ['roadmap', [{ at: 995360627, bits: 1, cut: 0 }]],
        ['roadmap', [{ at: 1761488217, bits: 128, cut: 0 }]],
      ],
    },
  );
  // Of letters and times others may stand there.
  expect(taken).toBeGreaterThan(10);
});
