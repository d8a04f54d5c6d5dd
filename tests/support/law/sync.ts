// Laws 2 and 5 with sync: devices of a team, connected by a network that the test rules, do random things while connections come
// and go, devices stop and crash, and people are taken in and shut out. Whenever a device says that another has everything,
// that is true; once all are connected they have the same documents and rows, and what was acknowledged is there.
import fc from 'fast-check';
import { createHash, createPrivateKey } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { TeamRefusal } from '#electron/engine/document/team-refusal.ts';
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';
import { type Course, type OpenStore, openStore } from '../open-store.ts';
import { randomPlanFile } from '../plan-file-arbitrary.ts';
import { sharedRows } from '../shared-rows.ts';
import { type SimulatedDevice, SimulatedNetwork } from '../sync/simulated-network.ts';
import { foundTeam } from '../team.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { type LawRuns, LawTally } from './law-tally.ts';
import { checkInvariants } from './plan-invariant.ts';
import { oneStep, type RandomStep, takeStep } from './random-step.ts';

/** Who, and what a move needs beside it. */
const dice = { who: fc.nat(), other: fc.nat(), salt: fc.nat() };

/** Something that happens to the network or the devices. */
interface Chaos {
  readonly kind: 'wait' | 'chaos';
  readonly who: number;
  readonly other: number;
  readonly salt: number;
}

/** What happens; `who` and `other` are taken modulo those who are there. */
type Move = { readonly kind: 'step'; readonly who: number; readonly step: RandomStep } | Chaos;

const anyMove: fc.Arbitrary<Move> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('step' as const), who: fc.nat(), step: oneStep }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ...dice }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('chaos' as const), ...dice }) },
);

/** What a sequence is made of. */
interface Script {
  readonly people: number;
  /** Whether anybody is shut out or given another role. */
  readonly restricts: boolean;
  readonly clocks: readonly number[];
  readonly file: Parameters<OpenStore['importFiles']>[0][number];
  readonly moves: readonly Move[];
}

/** Sequences of about `length` steps. */
function scripts(length: number): fc.Arbitrary<Script> {
  return fc.record({
    people: fc.constantFrom(2, 2, 2, 3, 3, 3, 4, 4, 5, 6, 8),
    restricts: fc.constantFrom(false, false, false, true),
    clocks: fc.array(fc.integer({ min: -20, max: 40 }), { minLength: 8, maxLength: 8 }),
    file: randomPlanFile,
    moves: fc.array(anyMove, { minLength: Math.ceil(length * 1.2), maxLength: length * 2, size: 'max' }),
  });
}

/** DER of a secret ed25519 key up to its 32 bytes (RFC 8410). */
const secretPrefix = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Writes a key that follows from `name`, as if the device had made it. */
function writeKey(path: string, name: string): void {
  const secret = createHash('sha256').update(name).digest();
  const key = createPrivateKey({ key: Buffer.concat([secretPrefix, secret]), format: 'der', type: 'pkcs8' });
  writeFileSync(path, key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
}

/** Why connections between honest devices may end. */
const honestEnding =
  /^(The connection is lost|There is another connection|There is a newer connection|This device stops|It does not belong to the workspace( any more)?|It knows another workspace|It has fallen silent|It did not say who it is|Its invitation is |The invitation is )/u;

/** A person with a device. */
interface Person {
  readonly name: string;
  readonly keyPath: string;
  readonly clock: number;
  device: SimulatedDevice;
  starts: number;
  /** Part of the network in which it is. */
  part: number;
  /** Was shut out, or given another role. */
  restricted: boolean;
}

/** What came of many sequences. */
export class SyncTally extends LawTally {
  devices = 0;
  crashes = 0;
  cuts = 0;
  joined = 0;
  restrictions = 0;
  /** How often a device said that another had everything, and that was looked at. */
  claims = 0;
  bytes = 0;

  /** What happened beside commands. */
  get events(): string {
    const { devices, crashes, cuts, joined, restrictions, claims, bytes } = this;
    return `${devices} devices, ${joined} joined, ${crashes} crashes, ${cuts} cuts, ${restrictions} restrictions, ${claims} claims checked, ${Math.round(bytes / 1e6)} MB`;
  }
}

function expectAlike(what: string, actual: unknown, expected: unknown): void {
  expect(actual, what).toEqual(expected);
}

/** One sequence. */
class Sequence {
  readonly #seed: number;
  readonly #script: Script;
  readonly #tally: SyncTally;
  readonly #network: SimulatedNetwork;
  readonly #people: Person[] = [];
  /** Change that was acknowledged → who made it. */
  readonly #acknowledged = new Map<string, Person>();
  #gone: OpenStore[] = [];

  constructor(seed: number, script: Script, tally: SyncTally) {
    this.#seed = seed;
    this.#script = script;
    this.#tally = tally;
    this.#network = new SimulatedNetwork(seededRandom(seed));
  }

  run(): void {
    const founder = this.#addPerson();
    founder.device.open.importFiles([this.#script.file]);
    foundTeam(founder.device.open);
    founder.device.desk['set-sync']({ enabled: true });
    for (const move of this.#script.moves) {
      if (move.kind === 'step') this.#step(this.#pick(move.who), move.step);
      else if (move.kind === 'wait') this.#wait(move.salt);
      else this.#chaos(move);
      if (move.kind !== 'step') this.#checkClaims();
    }
    this.#end();
    for (const person of this.#people) person.device.open.discard();
    for (const open of this.#gone) open.discard();
    this.#tally.sequences += 1;
    this.#tally.devices += this.#people.length;
  }

  #pick(number: number): Person {
    return must(this.#people[number % this.#people.length], 'a person');
  }

  #course(who: number, clock: number, starts: number): Course {
    return { start: Date.UTC(2026 + clock, 0, 5, 9) + starts * 1e7, step: 1, seed: `s${who}${String(starts).padStart(5, '0')}x` };
  }

  #addPerson(): Person {
    const who = this.#people.length;
    const folder = temporaryFolder();
    const keyPath = join(folder, 'key', 'device.key');
    mkdirSync(join(folder, 'key'));
    writeKey(keyPath, `${this.#seed} ${who}`);
    const clock = this.#script.clocks[who] ?? 0;
    const name = `Person ${who}`;
    const open = openStore(folder, keyPath, name, this.#course(who, clock, 0));
    const device = this.#network.join(open);
    const person: Person = { name, keyPath, clock, device, starts: 0, part: 0, restricted: false };
    this.#people.push(person);
    return person;
  }

  #step(person: Person, step: RandomStep): void {
    const { open } = person.device;
    // Who waits for an invitation has no plan yet, and makes none: joining would be refused.
    if (open.store.team.membership.workspaceId === null) return;
    const before = open.store.log.lastSeq();
    try {
      takeStep(open, step, this.#tally);
    } catch (error) {
      if (!(error instanceof TeamRefusal)) throw error;
      this.#tally.refused += 1;
    }
    for (const { hash } of open.store.log.hashesAfter(before)) this.#acknowledged.set(hash, person);
  }

  /** Lets the network do a little, or all that there is to do. */
  #wait(salt: number): void {
    if (salt % 5 === 0) return this.#network.settle();
    for (let steps = salt % 80; steps > 0 && this.#network.step(); steps--);
  }

  /** Connects everybody who wishes it and is in the same part of the network. */
  #connect(): void {
    for (const one of this.#people) {
      for (const other of this.#people) {
        const wishes = one.device.wish?.enabled === true && one.device.wish.targets.some((to) => to.deviceId === deviceOf(other));
        if (wishes && one.part === other.part && !this.#network.connected(one.device, other.device))
          this.#network.connect(one.device, other.device);
      }
    }
  }

  #chaos({ who, other: otherNumber, salt }: Chaos): void {
    const person = this.#pick(who);
    const other = this.#pick(otherNumber);
    switch (salt % 14) {
      case 0:
      case 1:
      case 2:
        return this.#connect();
      case 3:
        // One connection more, whether there is one or not.
        if (person !== other) this.#network.connect(person.device, other.device);
        return;
      case 4:
      case 5:
        this.#tally.cuts += 1;
        return this.#network.cut(person.device, other.device);
      case 6:
        for (const [index, one] of this.#people.entries()) one.part = (otherNumber >>> index) & 1;
        for (const one of this.#people)
          for (const two of this.#people) if (one.part !== two.part) this.#network.cut(one.device, two.device);
        return;
      case 7:
        for (const one of this.#people) one.part = 0;
        return this.#connect();
      case 8:
        return this.#restart(person, false);
      case 9:
        return this.#restart(person, true);
      case 10:
        return person.device.center.tick();
      case 11:
      case 12:
        return this.#people.length < this.#script.people ? this.#invite(person, salt) : undefined;
      default:
        if (this.#script.restricts) this.#restrict(person, other, otherNumber);
    }
  }

  /** Stops a device and starts it again; in a crash nothing is closed or said, what is on disk is all that is left. */
  #restart(person: Person, crash: boolean): void {
    const { open } = person.device;
    let { folder } = open;
    if (crash) {
      this.#tally.crashes += 1;
      folder = temporaryFolder();
      cpSync(open.folder, folder, { recursive: true });
    } else person.device.center.close();
    this.#network.leave(person.device);
    open.close();
    if (crash) this.#gone.push(open);
    person.starts += 1;
    const again = openStore(folder, person.keyPath, person.name, this.#course(this.#people.indexOf(person), person.clock, person.starts));
    person.device = this.#network.join(again);
  }

  #invite(person: Person, salt: number): void {
    const role = salt % 7 === 0 ? 'viewer' : salt % 2 === 0 ? 'owner' : 'editor';
    const invited = person.device.desk.invite({ role, personId: null, hours: 1_000_000 });
    if (!invited.ok) return;
    const newcomer = this.#addPerson();
    newcomer.part = person.part;
    // Links of people whose clocks are years apart have run out for one of them.
    const joined = newcomer.device.desk['join-team']({ link: invited.value.link });
    if (!joined.ok) throw new Error(joined.error.message);
    this.#tally.joined += 1;
  }

  #restrict(person: Person, other: Person, salt: number): void {
    const { membership } = person.device.open.store.team;
    const member = membership.members().find(({ devices }) => devices.some(({ id }) => id === deviceOf(other)));
    // Somebody must be left.
    if (member === undefined || other === this.#people[0]) return;
    const { desk } = person.device;
    const role = (['viewer', 'editor', 'owner', 'viewer'] as const)[salt % 4] ?? 'viewer';
    const done =
      salt % 3 === 0
        ? desk['revoke-person']({ personId: member.personId })
        : salt % 7 === 0
          ? desk['revoke-device']({ deviceId: deviceOf(other) })
          : desk['set-role']({ personId: member.personId, role });
    if (!done.ok) return;
    other.restricted = true;
    this.#tally.restrictions += 1;
  }

  /** Whoever says that another has everything is right. */
  #checkClaims(): void {
    const byDevice = new Map(this.#people.map((person) => [deviceOf(person), person]));
    for (const { device } of this.#people) {
      for (const { deviceId, inSync } of device.center.live().peers) {
        if (!inSync) continue;
        const other = must(byDevice.get(deviceId), 'a person').device.open.store;
        this.#tally.claims += 1;
        const { team, log } = device.open.store;
        for (const { id, heads } of log.documents())
          for (const hash of heads) if (!other.log.has(hash)) throw new Error(`${id} was said to be on a device that has not all of it.`);
        const has = new Set(other.team.entries().map(({ hash }) => hash));
        for (const { hash } of team.entries())
          if (!has.has(hash)) throw new Error('A device has not all members, but was said to have them.');
      }
    }
  }

  /** All are connected until nobody has anything to say. */
  #end(): void {
    for (const one of this.#people) one.part = 0;
    for (let turn = 0; turn < 8; turn++) {
      this.#connect();
      this.#network.settle();
      this.#checkClaims();
    }
    const founder = must(this.#people[0], 'the founder');
    const { membership } = founder.device.open.store.team;
    const left = this.#people.filter((person) => membership.role(deviceOf(person)) !== null);
    for (const { device } of this.#people) {
      expectAlike(
        'why connections ended',
        device.endings.filter((reason) => !honestEnding.test(reason)),
        [],
      );
      this.#tally.bytes += device.traffic.received;
    }
    this.#checkEqual(left);
    for (const person of left) {
      const peers = person.device.center.live().peers.map(({ deviceId, inSync }) => [deviceId, inSync] as const);
      const expected = left.filter((other) => other !== person).map((other) => [deviceOf(other), true] as const);
      expectAlike(`what ${person.name} says`, new Map(peers), new Map(expected));
    }
    const { open } = founder.device;
    checkInvariants(open, 'several');
    // Nobody needs what those wrote who were shut out and did not know it.
    const lost = [...this.#acknowledged].filter(([hash, { restricted }]) => !restricted && !open.store.log.has(hash));
    expectAlike('acknowledged changes that are gone', lost, []);
  }

  /** Rows that were kept up to date are those that are made anew. */
  #checkAnew(open: OpenStore, name: string): void {
    const rows = sharedRows(open);
    open.store.rebuild();
    expectAlike(`rows of ${name}, which are to be like those made anew`, rows, sharedRows(open));
  }

  #checkEqual([first, ...others]: readonly Person[]): void {
    if (first === undefined) return;
    const one = first.device.open;
    const rows = sharedRows(one);
    this.#checkAnew(one, first.name);
    for (const { device, name } of others) {
      expectAlike(`documents of ${name}`, device.open.log()['document'], one.log()['document']);
      expectAlike(`changes of ${name}`, hashes(device.open), hashes(one));
      this.#checkAnew(device.open, name);
      expectAlike(`rows of ${name}`, sharedRows(device.open), rows);
    }
  }
}

const deviceOf = ({ device }: Person): string => device.open.store.deviceId;

/** The changes that count; others are kept by whoever happened to get them. */
const hashes = ({ reader }: OpenStore): unknown =>
  reader.prepare('SELECT hash FROM change WHERE hash NOT IN (SELECT hash FROM refused_change) ORDER BY hash').pluck().all();

/** How long sequences are, and which were found to break the law once and are tried first. */
export interface SyncRuns extends LawRuns {
  readonly length: number;
  readonly failed: readonly (readonly [seed: number, length: number])[];
}

/** Runs one sequence for each of `runs` seeds from `seed` on, which is named when it fails: it runs alone as the only one of `failed`. */
export function checkSync({ runs, seed, length, failed }: SyncRuns): SyncTally {
  const tally = new SyncTally();
  const all = [...failed, ...Array.from({ length: runs }, (_, index) => [seed * 1_000_000 + index, length] as const)];
  for (const [one, its] of all) {
    const script = must(fc.sample(scripts(its), { seed: one, numRuns: 1 })[0], 'a sequence');
    try {
      new Sequence(one, script, tally).run();
    } catch (error) {
      throw new Error(`The sequence of seed ${one} with length ${its} breaks the law: ${String(error).slice(0, 4000)}`, {
        cause: error,
      });
    }
  }
  return tally;
}
