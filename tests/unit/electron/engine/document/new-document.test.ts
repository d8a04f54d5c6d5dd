import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NewDocument } from '#electron/engine/document/new-document.ts';
import { PlanDocument } from '#electron/engine/document/plan-document.ts';
import type { RecordOf } from '#electron/engine/document/record.ts';

const actor = 'ab'.repeat(16);
const text = fc.string({ unit: 'binary', maxLength: 40 });
const id = fc.stringMatching(/^[a-z0-9]{1,12}$/);

const issue = fc.record({
  title: text,
  labels: fc.uniqueArray(text, { maxLength: 4 }),
  rank: text,
  points: fc.option(fc.double({ noNaN: true })),
});
const item = fc.record({ text, done: fc.option(fc.boolean()), issueId: fc.option(id), position: fc.maxSafeInteger() });
const records = fc.uniqueArray(
  fc.oneof(
    fc.record({ collection: fc.constant('issue' as const), id, record: issue }),
    fc.record({ collection: fc.constant('item' as const), id, record: item }),
  ),
  { minLength: 1, maxLength: 40, selector: ({ collection, id: own }) => `${collection} ${own}` },
);

function drained(document: NewDocument): Uint8Array {
  const writing = document.snapshot();
  for (;;) {
    const { done, value } = writing.next();
    if (done === true) return value;
  }
}

/** What is read from the changes and what is read from the snapshot must be one document, down to how Automerge saves it. */
function expectOneDocument(written: NewDocument, changes: readonly Uint8Array[]): PlanDocument {
  const fromChanges = PlanDocument.load('cd'.repeat(16), null, changes);
  const fromSnapshot = PlanDocument.load('cd'.repeat(16), drained(written), []);
  expect(fromSnapshot.heads()).toEqual(fromChanges.heads());
  expect(written.heads()).toEqual(fromChanges.heads());
  expect(Buffer.from(fromSnapshot.save()).equals(Buffer.from(fromChanges.save()))).toBe(true);
  fromChanges.free();
  return fromSnapshot;
}

test('a roadmap written without being in memory is the same from its changes and from its snapshot', () => {
  fc.assert(
    fc.property(records, fc.nat(40), (wanted, cut) => {
      const written = new NewDocument(actor, 'roadmap', 'plan');
      const changes = written.initial.map(({ bytes }) => bytes);
      for (const [index, { collection, id: own, record }] of wanted.entries()) {
        // Only the form of a record matters to how it is written.
        written.create(collection, own, { ...record, deletedAt: null } as unknown as RecordOf[typeof collection]);
        if (index !== cut && index !== wanted.length - 1) continue;
        const made = written.commit({ message: `Part ${index} ü`, time: index });
        if (made !== null) changes.push(made.bytes);
      }
      const document = expectOneDocument(written, changes);
      for (const { collection, id: own, record } of wanted) {
        const read: Record<string, unknown> = { ...document.read(collection, own) };
        const labels =
          'labels' in record
            ? { labels: record.labels.map((label) => label.toWellFormed()).toSorted((one, other) => (one < other ? -1 : 1)) }
            : {};
        expect(Object.keys(read)).toEqual(expect.arrayContaining([...Object.keys(record), 'deletedAt']));
        expect(read).toMatchObject(labels);
      }
      document.free();
    }),
    { numRuns: 100 },
  );
});

test('so are bodies', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(id, text), { minLength: 1, maxLength: 30, selector: ([own]) => own }), (bodies) => {
      const written = new NewDocument(actor, 'text', 'plan.00');
      for (const [own, body] of bodies) written.createText(own, body);
      const made = written.commit({ message: 'Bodies', time: 5 });
      const document = expectOneDocument(
        written,
        [...written.initial, ...(made === null ? [] : [made])].map(({ bytes }) => bytes),
      );
      for (const [own, body] of bodies) expect(document.readText(own)).toBe(body.toWellFormed());
      document.free();
    }),
    { numRuns: 100 },
  );
});
