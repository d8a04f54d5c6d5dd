import * as Automerge from '@automerge/automerge';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChangeWriter, type ObjectId } from '#electron/engine/document/change-writer.ts';
import type { Scalar } from '#electron/engine/document/value-column.ts';
import { hashOfChunk, smallerChunk } from '#electron/engine/store/change-chunk.ts';

const initialActor = '00'.repeat(16);
const actor = 'ab'.repeat(16);

type Handle = ReturnType<typeof Automerge.getBackend>;

/** One thing to put: into which of the maps made so far, and what. */
type Put =
  | { readonly into: number; readonly kind: 'map' }
  | { readonly into: number; readonly kind: 'value'; readonly value: Scalar }
  | { readonly into: number; readonly kind: 'text'; readonly text: string };

const anyText = fc.string({ unit: 'binary', maxLength: 60 });
const puts = fc.array(
  fc.oneof(
    fc.record({ into: fc.nat(9), kind: fc.constant('map' as const) }),
    fc.record({
      into: fc.nat(9),
      kind: fc.constant('value' as const),
      value: fc.oneof(anyText, fc.maxSafeInteger(), fc.integer({ min: -200, max: 200 }), fc.double(), fc.boolean(), fc.constant(null)),
    }),
    fc.record({ into: fc.nat(9), kind: fc.constant('text' as const), text: anyText }),
  ),
  { minLength: 1, maxLength: 80 },
);

function initial(): { hash: string; bytes: Uint8Array } {
  const handle = Automerge.getBackend(Automerge.init<unknown>({ actor: initialActor }));
  handle.putObjectFromHydrate('_root', 'first', { second: {} });
  const hash = handle.commit('', 0) ?? '';
  return { hash, bytes: handle.getLastLocalChange() ?? new Uint8Array() };
}

/** Automerge tells whole numbers from doubles by a name. */
function putValue(handle: Handle, object: string, key: string, value: Scalar): void {
  if (typeof value === 'string') handle.put(object, key, value, 'str');
  else if (typeof value === 'number') handle.put(object, key, value, Number.isSafeInteger(value) ? 'int' : 'f64');
  else handle.put(object, key, value);
}

/** Puts everything both ways; what is made by the first change of the document is map 0. */
function putAll(handle: Handle, writer: ChangeWriter, wanted: readonly Put[]): void {
  const theirs = ['2@' + initialActor];
  const own: ObjectId[] = [{ counter: 2, initial: true }];
  for (const [index, put] of wanted.entries()) {
    const at = put.into % own.length;
    const [object, id, key] = [theirs[at] ?? '', own[at] ?? { counter: 0, initial: true }, `key ${index % 2 === 0 ? 'ü' : 'a'} ${index}`];
    if (put.kind === 'map') {
      theirs.push(handle.putObject(object, key, {}));
      own.push(writer.putMap(id, key));
    } else if (put.kind === 'text') {
      handle.putObject(object, key, put.text);
      writer.putText(id, key, put.text);
    } else {
      putValue(handle, object, key, put.value);
      writer.putValue(id, key, put.value);
    }
  }
}

test('what is written is, byte for byte, the change that Automerge makes of it, and can be saved and loaded', () => {
  const first = initial();
  fc.assert(
    fc.property(puts, anyText, (wanted, message) => {
      const handle = Automerge.getBackend(Automerge.init<unknown>({ actor }));
      handle.applyChanges([first.bytes]);
      const writer = new ChangeWriter({ actor, initialActor, sequence: 1, firstOperation: 3, after: first.hash });
      putAll(handle, writer, wanted);
      const hash = handle.commit(message, 1_767_600_000);
      const theirs = handle.getLastLocalChange() ?? new Uint8Array();
      const own = writer.finish({ message, time: 1_767_600_000 });
      expect(own.hash).toBe(hash);
      expect(Buffer.from(own.bytes).equals(Buffer.from(smallerChunk(theirs)))).toBe(true);
      expect([hashOfChunk(own.bytes), hashOfChunk(theirs)]).toEqual([hash, hash]);
      const loaded = Automerge.loadIncremental(Automerge.init<unknown>(), first.bytes);
      const [applied] = Automerge.applyChanges(loaded, [own.bytes]);
      const again = Automerge.load<unknown>(Automerge.save(applied));
      expect(Automerge.getHeads(again)).toEqual([hash]);
      handle.free();
    }),
    { numRuns: 200 },
  );
});

test('a flipped bit in a change is found by its hash', () => {
  const { hash, bytes } = initial();
  fc.assert(
    fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
      const flipped = Uint8Array.from(bytes);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(hashOfChunk(flipped)).not.toBe(hash);
    }),
  );
  expect(hashOfChunk(bytes)).toBe(hash);
});
