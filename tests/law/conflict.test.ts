import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conflictList } from '#electron/engine/query/conflict-list.ts';
import { createReader } from '#electron/engine/query/reader.ts';
import type { ConflictRow } from '#shared/contract/conflict.ts';
import { must } from '#shared/base/must.ts';
import { accepted, type OpenStore, openStore } from '#tests/support/open-store.ts';
import { missingChanges, openSecondDevice } from '#tests/support/second-device.ts';
import { keepInMemory } from '#tests/support/temporary-folder.ts';

keepInMemory();

// Law 5 for what people wrote beside each other: devices with the same changes show the same conflicts, whatever came when and in
// which pieces, and the same as when all rows are made anew; a choice, once it has come everywhere, leaves none anywhere.

const people = ['Ada', 'Ben', 'Cleo'] as const;
const someone = fc.nat({ max: people.length - 1 });
/** So few issues and values that people meet. */
const issueNumber = fc.nat({ max: 2 });

type Deed =
  | { readonly kind: 'set'; readonly issue: number; readonly patch: Readonly<Record<string, unknown>> }
  | { readonly kind: (typeof otherDeeds)[number]; readonly issue: number };

const otherDeeds = [
  'delete',
  'delete',
  'restore',
  'undo',
  'rename',
  'comment',
  'item',
  'delete-roadmap',
  'restore-roadmap',
  'restart',
] as const;

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      issue: issueNumber,
      patch: fc.oneof(
        fc.record({ title: fc.constantFrom('One', 'Two', 'Three') }),
        fc.record({ priority: fc.constantFrom('P0', 'P1', null) }),
        fc.record({ status: fc.constantFrom({ category: 'done' }, { category: 'in-progress' }) }),
        fc.record({ estimate: fc.constantFrom(null, { likely: 8, optimistic: 4, pessimistic: 16 }) }),
        fc.record({ labels: fc.constantFrom(['a'], ['b'], []) }),
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom(...otherDeeds), issue: issueNumber }),
  },
);

type Move =
  | { readonly kind: 'deed'; readonly who: number; readonly deed: Deed }
  | { readonly kind: 'give'; readonly who: number; readonly to: number; readonly part: number; readonly whole: boolean };

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('deed' as const), who: someone, deed: anyDeed }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('give' as const),
      who: someone,
      to: someone,
      part: fc.integer({ min: 1, max: 4 }),
      whole: fc.boolean(),
    }),
  },
);

function carryOut(open: OpenStore, roadmapId: string, issueIds: readonly string[], deed: Deed): void {
  const issueId = must(issueIds[deed.issue], 'an issue');
  // Some of it is refused, which changes nothing.
  if (deed.kind === 'set') open.command('update-issue', { issueId, patch: deed.patch });
  else if (deed.kind === 'delete') open.command('delete-issue', { issueIds: [issueId] });
  else if (deed.kind === 'restore') open.command('restore', { kind: 'issue', ids: [issueId] });
  else if (deed.kind === 'undo') open.command('undo', {});
  else if (deed.kind === 'comment') open.command('add-comment', { issueId, text: 'Hm' });
  else if (deed.kind === 'item') open.command('add-item', { roadmapId, issueId, kind: 'task', text: 'Do it' });
  else if (deed.kind === 'delete-roadmap') open.command('delete-roadmap', { roadmapId });
  else if (deed.kind === 'restore-roadmap') open.command('restore', { kind: 'roadmap', ids: [roadmapId] });
  else open.command('rename-workspace', { name: `Name ${deed.issue}` });
}

function give(from: OpenStore, to: OpenStore, part: number, whole: boolean): void {
  const missing = missingChanges(from, to);
  const some = missing.slice(0, Math.ceil((missing.length * part) / 4));
  if (some.length === 0) return;
  if (whole) to.store.restore(some);
  else to.store.receive(some);
}

const conflicts = (open: OpenStore): readonly unknown[] => open.rows()['conflict'] ?? [];
const count = ({ reader }: OpenStore, where: string): number =>
  Number(reader.prepare<[], number>(`SELECT count(*) FROM conflict WHERE ${where}`).pluck().get());

/** What waits for a choice, as people are shown it. */
const shown = ({ reader, folder }: OpenStore): readonly ConflictRow[] =>
  conflictList.answer(createReader(reader, folder), { issueId: null, offset: 0, limit: 500 }).rows;

/** Chooses everything there is to choose on one device, now the first value and now the last; brings back every second deleted issue. */
function chooseAll(open: OpenStore): number {
  let chosen = 0;
  for (const [index, { kind, recordId, recordKind, field, values }] of shown(open).entries()) {
    const operation = values.at(index % 2 === 0 ? 0 : -1)?.operation ?? '';
    if (kind === 'value') accepted(open.command('resolve-conflict', { recordId, field, operation }));
    else if (kind === 'deleted' && index % 2 === 0) accepted(open.command('restore', { kind: recordKind, ids: [recordId] }));
    else if (kind === 'deleted') accepted(open.command('resolve-conflict', { recordId, field: 'deletedAt' }));
    else continue;
    chosen += 1;
  }
  return chosen;
}

test('devices with the same changes show the same conflicts, and the same as when they are looked for anew', () => {
  const seen = { values: 0, edits: 0, chosen: 0 };
  fc.assert(
    fc.property(fc.array(anyMove, { minLength: 10, maxLength: 40, size: 'max' }), (moves) => {
      const origin = openStore();
      const { roadmapId = '' } = accepted(origin.command('create-roadmap', { title: 'Plan' }));
      const issueIds = [1, 2, 3].map(
        (number) => accepted(origin.command('create-issue', { roadmapId, title: `Issue ${number}` }))['issueId'] ?? '',
      );
      origin.close();
      const devices = people.slice(1).map((name) => openSecondDevice(origin.folder, name));
      devices.unshift(openStore(origin.folder, undefined, people[0]));
      const device = (who: number): OpenStore => must(devices[who], 'a device');
      for (const move of moves) {
        if (move.kind === 'give') give(device(move.who), device(move.to), move.part, move.whole);
        else if (move.deed.kind !== 'restart') carryOut(device(move.who), roadmapId, issueIds, move.deed);
        else {
          const { folder, deviceKeyPath, close } = device(move.who);
          close();
          devices[move.who] = openStore(folder, deviceKeyPath, people[move.who]);
        }
      }
      for (let turn = 0; turn < 2 * people.length; turn += 1) give(device(turn % 3), device((turn + 1) % 3), 4, false);
      const rows = conflicts(device(0));
      for (const open of devices) {
        expect(conflicts(open)).toEqual(rows);
        open.store.rebuild();
        expect(conflicts(open)).toEqual(rows);
      }
      seen.values += count(device(0), `kind = 'field' AND at IS NOT NULL`);
      seen.edits += count(device(0), `kind = 'edit'`);
      // What comes back may bring choices along; each of them is made once.
      for (let turn = 0; turn < 3; turn += 1) {
        seen.chosen += chooseAll(device(turn));
        for (const [to, open] of devices.entries()) if (to !== turn) give(device(turn), open, 4, false);
      }
      for (const open of devices) {
        expect(shown(open)).toEqual([]);
        expect(open.rows()['issue']).toEqual(device(0).rows()['issue']);
      }
      for (const open of devices) open.discard();
    }),
    // Its second and its seventeenth sequence once failed: a deletion taken back elsewhere was still told, and a roadmap and its entry share an id.
    { numRuns: 18, seed: 4242, endOnFailure: true },
  );
  // A law under which nobody met says nothing.
  expect(seen.values).toBeGreaterThan(10);
  expect(seen.edits).toBeGreaterThan(3);
  expect(seen.chosen).toBeGreaterThan(8);
});
