// Devices that meet in a folder only, of which each has a copy of its own, kept by a tool that is late, brings half of a file, files out of
// order, or leaves copies of other names: in the end all have the same documents and rows.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect } from 'vitest';
import { devicePlace } from '#electron/engine/sync/folder-place.ts';
import { must } from '#shared/base/must.ts';
import { passFolder, chooseFolder } from '../bundle-job.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { randomPlanFile, type RandomPlanFile } from '../plan-file-arbitrary.ts';
import { missingChanges } from '../second-device.ts';
import { sharedRows } from '../shared-rows.ts';
import { admit, teamOf } from '../team.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { lawParameters, type LawRuns, LawTally } from './law-tally.ts';
import { oneStep, type RandomStep, takeStep } from './random-step.ts';

const people = ['Ada', 'Ben', 'Cleo'] as const;
const someone = fc.nat({ max: people.length - 1 });

/** What happens: somebody does something, the tool brings some of somebody's files to somebody, somebody looks into the folder, or begins anew. */
type Move =
  | { readonly kind: 'step'; readonly who: number; readonly step: RandomStep }
  | { readonly kind: 'bring'; readonly who: number; readonly to: number; readonly salt: number }
  | { readonly kind: 'pass'; readonly who: number }
  | { readonly kind: 'restart'; readonly who: number };

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('step' as const), who: someone, step: oneStep }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('bring' as const), who: someone, to: someone, salt: fc.nat({ max: 1000 }) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pass' as const), who: someone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), who: someone }) },
);

/** A device with its copy of the folder. */
interface Place {
  readonly open: OpenStore;
  readonly copy: string;
}

const workspaceOf = ({ open }: Place): string => must(open.store.team.membership.workspaceId, 'a team');

/** Brings the files of one device to the copy of another: all as they are, or as `salt` says some of them, or the half of one. */
function bring(from: Place, to: Place, salt: number): void {
  const own = devicePlace(from.copy, workspaceOf(from), from.open.store.deviceId);
  const there = devicePlace(to.copy, workspaceOf(from), from.open.store.deviceId);
  if (from === to || !existsSync(own)) return;
  mkdirSync(there, { recursive: true });
  const names = readdirSync(own);
  for (const [index, name] of names.entries()) {
    if (salt % 3 === 1 && (index + salt) % 2 === 0) continue;
    const bytes = readFileSync(join(own, name));
    const half = salt % 3 === 2 && index === salt % names.length;
    writeFileSync(join(there, name), half ? bytes.subarray(0, bytes.length / 2) : bytes);
    if (half) writeFileSync(join(there, name.replace('.sextant', ' (conflicted copy).sextant')), bytes.subarray(0, 10));
    if (half) writeFileSync(join(there, name.replace('.sextant', '.sync-conflict-20261120-101010-ABCDEFG.sextant')), 'x');
  }
  if (salt % 3 !== 0) return;
  for (const name of readdirSync(there)) if (!names.includes(name)) rmSync(join(there, name));
}

/** What was done, and what passes did. */
class FolderTally extends LawTally {
  written = 0;
  read = 0;
  waited = 0;
}

async function look({ open }: Place, tally: FolderTally): Promise<void> {
  const done = await passFolder(open);
  if (!done.ok) throw new Error(done.error.message);
  tally.written += done.value.written;
  tally.read += done.value.read;
  tally.waited += done.value.waiting;
}

async function settle(places: readonly Place[], tally: FolderTally): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    for (const place of places) await look(place, tally);
    for (const from of places) for (const to of places) bring(from, to, 0);
  }
  for (const place of places) await look(place, tally);
}

const heads = ({ reader }: OpenStore): unknown => reader.prepare('SELECT id, heads FROM document ORDER BY id').all();

function expectEqual(places: readonly Place[]): void {
  const [first, ...others] = places.map(({ open }) => open);
  const rows = sharedRows(must(first, 'a device'));
  for (const other of others) {
    expect(heads(other)).toEqual(heads(must(first, 'a device')));
    expect(sharedRows(other)).toEqual(rows);
  }
}

async function begin(open: OpenStore): Promise<Place> {
  const copy = temporaryFolder();
  const set = await chooseFolder(open, copy);
  if (!set.ok) throw new Error(set.error.message);
  return { open, copy };
}

/** Checks that devices that meet in a folder converge; in the end a fourth one comes that has only the members, and has all. */
export async function checkSharedFolder({ runs, seed }: LawRuns): Promise<FolderTally> {
  const tally = new FolderTally();
  await fc.assert(
    fc.asyncProperty(randomPlanFile, fc.array(anyMove, { minLength: 10, maxLength: 40, size: 'max' }), async (first, moves) => {
      const stores = people.map((name) => openStore(undefined, undefined, name));
      const [founder, ...others] = stores;
      must(founder, 'a founder').importFiles([first]);
      teamOf(must(founder, 'a founder'), others);
      const places = await Promise.all(stores.map(begin));
      const at = (who: number): Place => must(places[who], 'a device');
      for (const move of moves) {
        if (move.kind === 'step') takeStep(at(move.who).open, move.step, tally);
        else if (move.kind === 'bring') bring(at(move.who), at(move.to), move.salt);
        else if (move.kind === 'pass') await look(at(move.who), tally);
        else {
          const { open, copy } = at(move.who);
          open.close();
          places[move.who] = { open: openStore(open.folder, open.deviceKeyPath, people[move.who]), copy };
        }
      }
      await settle(places, tally);
      expectEqual(places);
      const newcomer = openStore(undefined, undefined, 'Dan');
      admit(at(0).open, newcomer, 'editor');
      // All that it has is the beginning; the rest comes with the folder.
      const space = missingChanges(at(0).open, null).filter(({ kind }) => kind === 'space');
      const joined = newcomer.store.team.join(at(0).open.store.team.entries(), space);
      if (!joined.ok) throw new Error(joined.error.message);
      places.push(await begin(newcomer));
      await settle(places, tally);
      expectEqual(places);
      for (const { open, copy } of places) {
        open.discard();
        rmSync(copy, { recursive: true, force: true });
      }
      tally.sequences += 1;
    }),
    lawParameters<[RandomPlanFile, Move[]]>({ runs, seed }, []),
  );
  return tally;
}
