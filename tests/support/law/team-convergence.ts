// The law of teams: four devices of a team, some of which shut out others, work apart and give each other what they have in any order;
// once all have the same, they count the same changes and read the same plan, without what does not count.
import fc from 'fast-check';
import { expect } from 'vitest';
import { TeamRefusal } from '#electron/engine/document/team-refusal.ts';
import type { ActDraft, Role } from '#electron/engine/team/membership-entry.ts';
import { must } from '#shared/base/must.ts';
import { actorOf, foreignChange, keyOf } from '../foreign-change.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { randomPlanFile, type RandomPlanFile } from '../plan-file-arbitrary.ts';
import { missingChanges } from '../second-device.ts';
import { teamOf } from '../team.ts';
import { sharedRows } from '../shared-rows.ts';
import { everyCommand, everyCommandPlan } from './every-command.ts';
import { lawParameters, type LawRuns, LawTally } from './law-tally.ts';
import { checkInvariants } from './plan-invariant.ts';
import { oneStep, type RandomStep, takeStep } from './random-step.ts';

const people = ['Ada', 'Ben', 'Cleo', 'Dan'] as const;
const someone = fc.nat({ max: people.length - 1 });

/** What happens: somebody does something, says who belongs, sends two changes of one number, gives what another lacks, or starts anew. */
type Move =
  | { readonly kind: 'step'; readonly who: number; readonly step: RandomStep }
  | { readonly kind: 'act'; readonly who: number; readonly whom: number; readonly act: 'revoke-person' | 'revoke-device' | Role | 'admit' }
  | { readonly kind: 'twins'; readonly who: number; readonly to: number; readonly and: number }
  | { readonly kind: 'give'; readonly who: number; readonly to: number; readonly salt: number }
  | { readonly kind: 'restart'; readonly who: number };

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 14, arbitrary: fc.record({ kind: fc.constant('step' as const), who: someone, step: oneStep }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('act' as const),
      who: fc.oneof({ weight: 3, arbitrary: fc.nat({ max: 1 }) }, someone),
      whom: someone,
      act: fc.constantFrom('revoke-person', 'revoke-device', 'viewer', 'editor', 'owner', 'admit'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('twins' as const), who: someone, to: someone, and: someone }) },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('give' as const), who: someone, to: someone, salt: fc.nat({ max: 1000 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), who: someone }) },
);

/** Every command by the founder, and each of them given to somebody. */
const everyMove: readonly Move[] = everyCommand.flatMap((step, index): Move[] => [
  { kind: 'step', who: 0, step },
  { kind: 'give', who: 0, to: 1 + (index % 3), salt: index * 4 },
]);

/** What was done, and what became of it, over all sequences. */
class TeamTally extends LawTally {
  entries = 0;
  /** Steps of those who knew that they did not belong to the team any more. */
  shutOut = 0;
  /** Changes that did not count in the end, by why. */
  readonly reasons: Record<string, number> = {};
}

/** Gives everything, or some of it in any order. */
function give(from: OpenStore, to: OpenStore, salt: number): void {
  const way = salt % 4;
  const entries = from.store.team.entries();
  const part = ({ hash }: { hash: string }): string => hash.slice(salt % 40);
  const shuffle = <Item extends { hash: string }>(items: readonly Item[]): Item[] =>
    items.toSorted((one, other) => (part(one) < part(other) ? -1 : 1));
  if (way !== 1) to.store.team.addEntries(way === 2 ? shuffle(entries).slice(salt % 3) : entries);
  const missing = missingChanges(from, to);
  const chosen = way === 0 ? missing : way === 3 ? missing.slice(0, Math.ceil((missing.length * (salt % 7)) / 7)) : shuffle(missing);
  const piece = way === 2 ? 1 + (salt % 7) * 5 : Math.max(1, chosen.length);
  for (let first = 0; first < chosen.length; first += piece) to.store.receive(chosen.slice(first, first + piece));
}

function say({ store }: OpenStore, other: OpenStore, act: Extract<Move, { kind: 'act' }>['act']): boolean {
  const personId = `person-${other.store.author}`;
  const { deviceId } = other.store;
  const draft: ActDraft =
    act === 'revoke-person'
      ? { act, personId }
      : act === 'revoke-device'
        ? { act, deviceId }
        : act === 'admit'
          ? { act, person: { id: personId, name: 'again' }, role: 'editor', device: { id: deviceId, name: 'again' }, invitationId: null }
          : { act: 'set-role', personId, role: act };
  return store.team.sign(draft).ok;
}

/** Takes a step; whether whoever takes it belongs to the team, so far as is known there. Who does not changes nothing. */
function mayTake(open: OpenStore, step: RandomStep, tally: LawTally): boolean {
  if (open.store.team.refusal() === null) {
    takeStep(open, step, tally);
    return true;
  }
  const before = open.log();
  try {
    takeStep(open, step, tally);
  } catch (error) {
    // A job tells of it as the disk would, which whoever runs jobs turns into an answer.
    if (!(error instanceof TeamRefusal)) throw error;
  }
  expect(open.log()).toEqual(before);
  return false;
}

/** Two changes with one number, each sent to somebody. */
function sendTwins(by: OpenStore, to: OpenStore, and: OpenStore, name: string): void {
  const key = keyOf(by);
  const { heads } = by.store.team.membership;
  to.store.receive([foreignChange(by, key, actorOf(key), heads, `One ${name}`)]);
  and.store.receive([foreignChange(by, key, actorOf(key), heads, `Other ${name}`)]);
}

const facts = ({ reader }: OpenStore): unknown => ({
  heads: reader.prepare('SELECT id, heads FROM document ORDER BY id').all(),
  refused: reader.prepare('SELECT hash, reason FROM refused_change ORDER BY hash').all(),
});

/** Checks the law. */
export function checkTeamConvergence({ runs, seed }: LawRuns): TeamTally {
  const tally = new TeamTally();
  fc.assert(
    fc.property(randomPlanFile, fc.array(anyMove, { minLength: 15, maxLength: 45, size: 'max' }), (first, moves) => {
      const devices = people.map((name) => openStore(undefined, undefined, name));
      const device = (who: number): OpenStore => must(devices[who], 'a device');
      device(0).importFiles([first]);
      teamOf(device(0), devices.slice(1));
      const promoted = device(0).store.team.sign({ act: 'set-role', personId: 'person-Ben', role: 'owner' });
      expect(promoted.ok).toBe(true);
      for (const [at, move] of moves.entries()) {
        const own = device(move.who);
        if (move.kind === 'step') tally.shutOut += Number(!mayTake(own, move.step, tally));
        else if (move.kind === 'give') give(own, device(move.to), move.salt);
        else if (move.kind === 'act') tally.entries += Number(say(own, device(move.whom), move.act));
        else if (move.kind === 'twins') sendTwins(own, device(move.to), device(move.and), String(at));
        else {
          own.close();
          devices[move.who] = openStore(own.folder, own.deviceKeyPath, people[move.who]);
        }
      }
      // Three times round, everybody has everything.
      for (let turn = 0; turn < 3 * people.length; turn++) give(device(turn % 4), device((turn + 1) % 4), 0);
      const one = device(0);
      const rows = sharedRows(one);
      for (const other of devices.slice(1)) {
        expect(facts(other)).toEqual(facts(one));
        expect(sharedRows(other)).toEqual(rows);
      }
      checkInvariants(one, 'several');
      for (const open of devices) {
        open.store.rebuild();
        expect(sharedRows(open)).toEqual(rows);
      }
      for (const { reason } of one.reader.prepare<[], { reason: string }>('SELECT reason FROM refused_change').all()) {
        tally.reasons[reason] = (tally.reasons[reason] ?? 0) + 1;
      }
      for (const open of devices) open.discard();
      tally.sequences += 1;
    }),
    lawParameters<[RandomPlanFile, Move[]]>({ runs, seed }, [[everyCommandPlan, [...everyMove]]]),
  );
  return tally;
}
