import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restoreArguments } from '#renderer/feature/trash/trash-state.ts';
import { TrashKind } from '#shared/contract/trash.ts';

const someRows = fc.array(fc.record({ kind: fc.constantFrom(...TrashKind.options), recordId: fc.uuid() }), { maxLength: 30 });

test('restoring sends each record once, in one command, what others stand in first', () => {
  fc.assert(
    fc.property(someRows, (rows) => {
      const args = restoreArguments(rows);
      const commands = args === null ? [] : [args, ...(args.also ?? [])];
      const kinds = commands.map(({ kind }) => kind);
      expect(new Set(kinds).size).toBe(kinds.length);
      const sent = commands.flatMap(({ kind, ids }) => ids.map((recordId) => `${kind} ${recordId}`));
      expect(sent.toSorted()).toEqual(rows.map(({ kind, recordId }) => `${kind} ${recordId}`).toSorted());
      const before = (one: TrashKind, other: TrashKind): boolean =>
        !kinds.includes(one) || !kinds.includes(other) || kinds.indexOf(one) < kinds.indexOf(other);
      expect(before('roadmap', 'milestone') && before('issue', 'dependency') && before('issue', 'item') && before('issue', 'comment')).toBe(
        true,
      );
    }),
    { seed: 20_261_125 },
  );
});
