import * as Automerge from '@automerge/automerge';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createChangeLog } from '#electron/engine/store/change-log.ts';
import { openReader, openWriter } from '#electron/engine/store/connection.ts';
import { lackingChanges } from '#electron/engine/sync/lacking-change.ts';
import { temporaryFolder, keepInMemory } from '#tests/support/temporary-folder.ts';

// What somebody lacks who has some heads is what is not in their history; it is found without loading the document.

keepInMemory();

type Plan = Record<string, number>;

test('what is lacking is everything that is not in the history of what is known', () => {
  const step = fc.tuple(fc.constantFrom('change', 'merge'), fc.nat({ max: 3 }), fc.nat({ max: 3 }));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.nat({ max: 3 }), fc.nat({ max: 40 }), (steps, which, when) => {
      const first = Automerge.from<Plan>({ a: 0 });
      const sides = Array.from({ length: 4 }, () => Automerge.clone(first));
      const at = (index: number): Automerge.Doc<Plan> => sides[index] ?? first;
      let known = Automerge.getHeads(first);
      for (const [index, [kind, one, other]] of steps.entries()) {
        if (kind === 'change') sides[one] = Automerge.change(at(one), (draft) => void (draft['a'] = index));
        else if (one !== other) sides[one] = Automerge.merge(at(one), at(other));
        if (index === when) known = Automerge.getHeads(at(which));
      }
      const all = sides.reduce((sum, side) => Automerge.merge(sum, side), Automerge.clone(first));
      const folder = temporaryFolder();
      const writer = openWriter(folder);
      if (!writer.ok) throw new Error(writer.error.message);
      const log = createChangeLog(writer.value);
      const seqs = new Map<string, number>();
      for (const bytes of Automerge.getAllChanges(all)) {
        const { hash } = Automerge.decodeChange(bytes);
        seqs.set(hash, log.append({ documentId: 'd', hash, deviceId: '', signature: Buffer.alloc(0), receivedAt: '', bytes }));
      }
      const deps = new Map(
        Automerge.getAllChanges(all).map((bytes) => [Automerge.decodeChange(bytes).hash, Automerge.decodeChange(bytes).deps]),
      );
      const past = new Set(known);
      for (const hash of past) for (const dep of deps.get(hash) ?? []) past.add(dep);
      const expected = [...seqs].filter(([hash]) => !past.has(hash)).map(([, seq]) => seq);
      const reader = openReader(folder);
      if (!reader.ok) throw new Error(reader.error.message);
      const heads = Automerge.getHeads(all);
      expect(lackingChanges(reader.value, 'd', heads, [...known, 'ee'.repeat(32)])).toEqual(expected);
      expect(lackingChanges(reader.value, 'd', heads, heads)).toEqual([]);
      expect(lackingChanges(reader.value, 'd', heads, [])).toEqual([...seqs.values()]);
      reader.value.close();
      writer.value.close();
    }),
    { numRuns: 60, seed: 73 },
  );
});
