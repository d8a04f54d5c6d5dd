// Law 6, two people: undo and redo never change what somebody else has written, nor take away what they work on.
import fc from 'fast-check';
import { expect } from 'vitest';
import { z } from 'zod';
import { collectionsOf } from '#electron/engine/document/record.ts';
import { must } from '#shared/base/must.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { carryChanges, openSecondDevice } from '../second-device.ts';
import { everyCommand, everyCommandPlan } from './every-command.ts';
import { lawParameters, type LawRuns, LawTally } from './law-tally.ts';
import { oneStep, type RandomStep, takeStep } from './random-step.ts';

/** Tables whose rows are records of their own. */
const recordTables = ['roadmap', 'milestone', 'issue', 'checklist_item', 'comment', 'dependency', 'external', 'person', 'sprint'] as const;

interface Holding {
  /** Place of a field → its value, for all fields that the actors wrote last. */
  readonly values: ReadonlyMap<string, unknown>;
  /** Ids of records that have such a field. */
  readonly records: ReadonlySet<string>;
}

/** What some actors wrote last in the documents of a store. */
function heldBy(open: OpenStore, actors: ReadonlySet<string>): Holding {
  const values = new Map<string, unknown>();
  const records = new Set<string>();
  const documents = open.reader
    .prepare<[], { id: string; kind: string }>(`SELECT id, kind FROM document WHERE kind IN ('space', 'roadmap')`)
    .all();
  for (const { id: documentId, kind } of documents) {
    const document = must(open.store.document(documentId), 'a document');
    for (const collection of collectionsOf(kind === 'space' ? 'space' : 'roadmap')) {
      for (const [id, record] of document.records(collection)) {
        for (const [field, value] of Object.entries(record)) {
          if (Array.isArray(value)) continue;
          const { operations } = document.present(collection, id, field);
          if (!operations.every((operation) => actors.has(operation.slice(operation.indexOf('@') + 1)))) continue;
          values.set(`${documentId} ${collection} ${id} ${field}`, value);
          records.add(id);
        }
      }
    }
  }
  return { values, records };
}

function visible(open: OpenStore): Set<string> {
  return new Set(
    recordTables.flatMap((table) =>
      open.reader
        .prepare<[], { id: string }>(`SELECT id FROM ${table}`)
        .all()
        .map(({ id }) => id),
    ),
  );
}

/** What is done: by somebody, or the two exchange what they have. */
type Move =
  | { readonly who: 'Ada' | 'Ben'; readonly step: RandomStep }
  | { readonly who: 'both' }
  | { readonly who: 'Ada'; readonly undo: 'undo' | 'redo' };

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ who: fc.constant('Ada' as const), step: oneStep }) },
  { weight: 5, arbitrary: fc.record({ who: fc.constant('Ben' as const), step: oneStep }) },
  { weight: 3, arbitrary: fc.constant({ who: 'both' as const }) },
  { weight: 4, arbitrary: fc.constant({ who: 'Ada' as const, undo: 'undo' as const }) },
  { weight: 1, arbitrary: fc.constant({ who: 'Ada' as const, undo: 'redo' as const }) },
);

/** Every command, four by Ada, four by Ben, while Ada takes back and brings back what she did last. */
const everyMove: readonly Move[] = everyCommand.flatMap((step, index): Move[] => [
  ...(index % 4 === 0 ? [{ who: 'both' } as const] : []),
  { who: index % 8 < 4 ? 'Ada' : 'Ben', step },
  { who: 'Ada', undo: 'undo' },
  { who: 'Ada', undo: 'redo' },
]);

const patch = (who: 'Ada' | 'Ben', fields: object): Move => ({
  who,
  step: { kind: 'command', command: { name: 'update-issues', args: { issueIds: [{ from: 'issue', number: 1 }], patch: fields } } },
});

/** Ada takes back changes of two fields, one of which Ben has changed since, so that it stays. */
const keptMoves: readonly Move[] = [
  [patch('Ada', { component: 'Core', priority: 'P0' }), patch('Ben', { priority: 'P2' })],
  [patch('Ada', { sprint: 'Sprint 1', points: 3 }), patch('Ben', { sprint: 'Sprint 2' })],
  [patch('Ada', { kind: 'bug', flag: 'v2' }), patch('Ben', { kind: 'epic' })],
].flatMap((moves): Move[] => [...moves.flatMap((move): Move[] => [move, { who: 'both' }]), { who: 'Ada', undo: 'undo' }]);

/** What was done, how often Ada took back, and how much of it stayed because Ben had gone on from there. */
class TwoTally extends LawTally {
  undone = 0;
  kept = 0;
}

const answer = z.object({ command: z.string(), kept: z.array(z.string()) });

function undoAsAda(ada: OpenStore, ben: OpenStore, name: 'undo' | 'redo', tally: TwoTally): void {
  const actors = new Set(ben.reader.prepare<[], string>(`SELECT actor FROM own_actor WHERE author = 'Ben'`).pluck().all());
  const [before, shown] = [heldBy(ada, actors), visible(ada)];
  const result = ada.command(name, {});
  tally.note({ kind: 'command', name }, result.ok);
  if (!result.ok) return;
  tally.undone += 1;
  const { command, kept } = answer.parse(result.value);
  tally.kept += kept.length;
  expect(heldBy(ada, actors).values, `${name} of ${command}`).toEqual(before.values);
  if (name === 'redo' || !/^(create|add|import)-/u.test(command)) return;
  const stillShown = visible(ada);
  expect(
    [...before.records].filter((id) => shown.has(id) && !stillShown.has(id)),
    `${name} of ${command}`,
  ).toEqual([]);
}

/** Checks law 6 for two people. */
export function checkUndoBetweenTwo({ runs, seed }: LawRuns): TwoTally {
  const tally = new TwoTally();
  fc.assert(
    fc.property(randomPlanFile, fc.array(anyMove, { minLength: 8, maxLength: 24, size: 'max' }), (first, moves) => {
      const begun = openStore();
      begun.importFiles([first]);
      begun.close();
      const ben = openSecondDevice(begun.folder, 'Ben');
      const ada = openStore(begun.folder);
      const exchange = (): void => {
        carryChanges(ada, ben);
        carryChanges(ben, ada);
      };
      for (const move of moves) {
        if (move.who === 'both') exchange();
        else if ('undo' in move) undoAsAda(ada, ben, move.undo, tally);
        else takeStep(move.who === 'Ada' ? ada : ben, move.step, tally);
      }
      exchange();
      const rows = ada.rows();
      ada.store.rebuild();
      expect(ada.rows()).toEqual(rows);
      ada.discard();
      ben.discard();
      tally.sequences += 1;
    }),
    lawParameters({ runs, seed }, [
      [everyCommandPlan, [...everyMove]],
      [everyCommandPlan, [...keptMoves]],
    ]),
  );
  return tally;
}
