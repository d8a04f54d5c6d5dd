import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { collectionsOf } from '#electron/engine/document/record.ts';
import { must } from '#shared/base/must.ts';
import { randomCommand, settleArguments } from '#tests/support/command-arbitrary.ts';
import { type OpenStore, openStore } from '#tests/support/open-store.ts';
import { randomPlanFile } from '#tests/support/plan-file-arbitrary.ts';
import { carryChanges, openSecondDevice } from '#tests/support/second-device.ts';

// Law 6: undo restores everything but the append-only rows, redo brings it back.

/** Everything that undo has to restore: all rows but what is only ever added to. */
function plan(open: OpenStore): unknown {
  // The times of an issue are those of its history.
  const { activity: _activity, issue_time: _time, trash: _trash, ...rows } = open.rows();
  return { ...rows, plan_file: open.log()['plan_file'] };
}

const step = randomCommand.filter(({ name }) => name !== 'undo' && name !== 'redo');

const steps = (open: OpenStore): number =>
  must(open.reader.prepare<[], { n: number }>(`SELECT count(*) AS n FROM undo_step WHERE side = 'undo'`).get(), 'a count').n;

test('undo restores every row of the plan, redo brings it back, and undoing everything ends where it began', () => {
  const seen = { undone: 0, refused: 0 };
  fc.assert(
    fc.property(
      randomPlanFile,
      randomPlanFile,
      fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
      (first, second, commands) => {
        const open = openStore();
        const states = [plan(open)];
        const check = (name: string): void => {
          const before = must(states.at(-1), 'a state');
          const after = plan(open);
          // What changed nothing leaves no step.
          if (steps(open) < states.length) {
            seen.refused += 1;
            expect(after).toEqual(before);
            return;
          }
          states.push(after);
          expect(open.command('undo', {}), name).toMatchObject({ ok: true, value: { kept: [] } });
          expect(plan(open), `undo of ${name}`).toEqual(before);
          expect(open.command('redo', {}), name).toMatchObject({ ok: true, value: { kept: [] } });
          expect(plan(open), `redo of ${name}`).toEqual(after);
          seen.undone += 1;
        };
        open.importFiles([first]);
        check('import');
        for (const [index, command] of commands.entries()) {
          open.command(command.name, settleArguments(command, open));
          check(command.name);
          if (index === 8) {
            open.importFiles([{ path: first.path, text: second.text }]);
            check('import again');
          }
        }
        while (states.length > 1) {
          states.pop();
          expect(open.command('undo', {}).ok).toBe(true);
          expect(plan(open)).toEqual(states.at(-1));
        }
        open.close();
      },
    ),
    { numRuns: Number(process.env['RUNS'] ?? 6), seed: Number(process.env['SEED'] ?? 3), endOnFailure: true },
  );
  expect(seen.undone).toBeGreaterThan(40);
});

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

test('undo and redo never change what somebody else has written, nor take away what they work on', () => {
  const seen = { undone: 0, kept: 0 };
  const anyMove = fc.oneof(
    { weight: 5, arbitrary: fc.record({ who: fc.constant('Ada' as const), command: step }) },
    { weight: 5, arbitrary: fc.record({ who: fc.constant('Ben' as const), command: step }) },
    { weight: 3, arbitrary: fc.constant({ who: 'both' as const }) },
    { weight: 4, arbitrary: fc.constant({ who: 'undo' as const }) },
    { weight: 1, arbitrary: fc.constant({ who: 'redo' as const }) },
  );
  fc.assert(
    fc.property(randomPlanFile, fc.array(anyMove, { minLength: 20, maxLength: 60, size: 'max' }), (first, moves) => {
      const begun = openStore();
      begun.importFiles([first]);
      begun.close();
      const ben = openSecondDevice(begun.folder, 'Ben');
      const ada = openStore(begun.folder);
      for (const move of moves) {
        if (move.who === 'both') {
          carryChanges(ada, ben);
          carryChanges(ben, ada);
        } else if (move.who === 'Ada' || move.who === 'Ben') {
          const open = move.who === 'Ada' ? ada : ben;
          open.command(move.command.name, settleArguments(move.command, open));
        } else {
          const actors = new Set(
            ben.reader
              .prepare<[], { actor: string }>(`SELECT actor FROM own_actor WHERE author = 'Ben'`)
              .all()
              .map(({ actor }) => actor),
          );
          const [before, shown] = [heldBy(ada, actors), visible(ada)];
          const result = ada.command(move.who, {});
          if (!result.ok) continue;
          seen.undone += 1;
          const { command, kept } = z.object({ command: z.string(), kept: z.array(z.string()) }).parse(result.value);
          seen.kept += kept.length;
          const after = heldBy(ada, actors);
          expect(after.values).toEqual(before.values);
          if (move.who === 'redo' || !/^(create|add|import)-/u.test(command)) continue;
          const stillShown = visible(ada);
          expect([...before.records].filter((id) => shown.has(id) && !stillShown.has(id))).toEqual([]);
        }
      }
      carryChanges(ada, ben);
      carryChanges(ben, ada);
      const rows = ada.rows();
      ada.store.rebuild();
      expect(ada.rows()).toEqual(rows);
      ada.close();
      ben.close();
    }),
    { numRuns: Number(process.env['RUNS'] ?? 12), seed: Number(process.env['SEED'] ?? 5), endOnFailure: true },
  );
  expect(seen.undone).toBeGreaterThan(10);
  expect(seen.kept).toBeGreaterThan(2);
});
