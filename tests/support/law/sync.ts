// Laws 2 and 5 with sync: devices of a team, connected by a network that the test rules, do random things while connections come
// and go, devices stop and crash, and people are taken in and shut out. Whenever a device says that another has everything,
// that is true; once all are connected they have the same documents and rows, and what was acknowledged is there.
import fc from 'fast-check';
import { cpSync, mkdirSync, statSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { TeamRefusal } from '#electron/engine/document/team-refusal.ts';
import { journalPath } from '#electron/engine/store/journal.ts';
import { must } from '#shared/base/must.ts';
import { seededRandom } from '#shared/base/random.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { sharedRows } from '../shared-rows.ts';
import { runAs } from '../sync/program-version.ts';
import { SimulatedNetwork } from '../sync/simulated-network.ts';
import { foundTeam } from '../team.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import type { LawRuns } from './law-tally.ts';
import { checkInvariants } from './plan-invariant.ts';
import { type RandomStep, takeStep } from './random-step.ts';
import { Clock, type Person, writeKey } from './sync-person.ts';
import { type Chaos, type Script, scripts } from './sync-script.ts';
import { SyncTally } from './sync-tally.ts';

/** Why connections between honest devices may end, some of which set their clocks in the middle of a message. */
const honestEnding =
  /^(The connection is lost|There is another connection|There is a newer connection|This device stops|It does not belong to the workspace( any more)?|It knows another workspace|It says that this device does not belong to the workspace any more|It has fallen silent|It stopped in the middle of a message|It did not say who it is|The team works with a newer Sextant|Its invitation is |The invitation is )/u;

const day = 86_400_000;

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
    try {
      this.#run();
    } finally {
      for (const person of this.#people) person.device.open.discard();
      for (const open of this.#gone) open.discard();
    }
    this.#tally.sequences += 1;
    this.#tally.devices += this.#people.length;
  }

  #run(): void {
    const founder = this.#addPerson(null);
    runAs(founder.program, () => {
      founder.device.open.importFiles([this.#script.file]);
      foundTeam(founder.device.open);
      founder.device.desk['set-sync']({ enabled: true });
    });
    for (const move of this.#script.moves) {
      if (move.kind === 'steps') for (const step of move.steps) this.#step(this.#pick(move.who), step);
      else if (move.kind === 'wait') this.#wait(move.salt);
      else this.#chaos(move);
      this.#revive();
      if (move.kind !== 'steps') this.#checkClaims();
    }
    this.#end();
  }

  #pick(number: number): Person {
    return must(this.#people[number % this.#people.length], 'a person');
  }

  #clock(who: number, ahead: number, starts: number): Clock {
    return new Clock(Date.UTC(2026 + ahead, 0, 5, 9) + starts * 1e7, `s${who}${String(starts).padStart(5, '0')}x`);
  }

  #addPerson(invitedBy: Person | null): Person {
    const who = this.#people.length;
    const folder = temporaryFolder();
    const keyPath = join(folder, 'key', 'device.key');
    mkdirSync(join(folder, 'key'));
    writeKey(keyPath, `${this.#seed} ${who}`);
    const ahead = this.#script.clocks[who] ?? 0;
    const clock = this.#clock(who, ahead, 0);
    const name = `Person ${who}`;
    const program = this.#script.next?.[who] === true ? 'next' : 'present';
    const open = runAs(program, () => openStore(folder, keyPath, name, clock));
    const device = this.#network.join(open, program);
    const rest = { starts: 0, fuse: null, journal: 0, left: null, part: 0, restricted: false, invitedBy };
    const person: Person = { name, keyPath, ahead, program, clock, device, ...rest };
    this.#people.push(person);
    open.onCommit(() => this.#committed(person, open));
    return person;
  }

  /** Crashes a device in the middle of what it does, when it is time for that: of what it goes on to say nothing is heard. */
  #committed(person: Person, { folder }: OpenStore): void {
    const { fuse } = person;
    const before = person.journal;
    if (person.left !== null) return;
    person.journal = statSync(journalPath(folder)).size;
    if (fuse === null || (fuse.commits -= 1) > 0) return;
    person.fuse = null;
    person.left = temporaryFolder();
    cpSync(folder, person.left, { recursive: true });
    if (fuse.beforeJournal && before > 0) truncateSync(journalPath(person.left), before);
    this.#network.leave(person.device);
    this.#tally.halfway += 1;
  }

  /** Starts whoever has crashed. */
  #revive(): void {
    for (const person of this.#people) if (person.left !== null) this.#restart(person, person.left);
  }

  #step(person: Person, step: RandomStep): void {
    const { open } = person.device;
    // Who waits for an invitation has no plan yet, and makes none: joining would be refused.
    if (open.store.team.membership.workspaceId === null) return;
    const before = open.store.log.lastSeq();
    person.clock.turn(1);
    try {
      const done = runAs(person.program, () => takeStep(open, step, this.#tally));
      if (done && writesBody(step)) this.#tally.texts += 1;
    } catch (error) {
      if (!(error instanceof TeamRefusal)) throw error;
      this.#tally.refused += 1;
    }
    for (const { hash } of open.store.log.hashesAfter(before)) this.#acknowledged.set(hash, person);
    this.#revive();
  }

  /** Lets the network do a little, or all that there is to do. */
  #wait(salt: number): void {
    for (let steps = salt % 5 === 0 ? Number.POSITIVE_INFINITY : salt % 80; steps > 0 && this.#network.step(); steps--) {
      for (const { clock } of this.#people) clock.turn(1);
      this.#revive();
    }
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
    switch (salt % 18) {
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
        this.#tally.partitions += 1;
        for (const [index, one] of this.#people.entries()) one.part = (otherNumber >>> index) & 1;
        for (const one of this.#people)
          for (const two of this.#people) if (one.part !== two.part) this.#network.cut(one.device, two.device);
        return;
      case 7:
        for (const one of this.#people) one.part = 0;
        return this.#connect();
      case 8:
        return this.#restart(person, null);
      case 9: {
        const left = temporaryFolder();
        cpSync(person.device.open.folder, left, { recursive: true });
        return this.#restart(person, left);
      }
      case 10:
        return this.#pass(12_000);
      case 11:
        // Somebody sets a clock, by up to three years either way.
        this.#tally.turns += 1;
        return person.clock.turn(((otherNumber % 2000) - 1000) * day);
      case 12:
      case 13:
        person.fuse ??= { commits: 1 + (otherNumber % 3), beforeJournal: otherNumber % 2 === 0 };
        return;
      case 14:
      case 15:
        return this.#people.length < this.#script.people ? this.#invite(person, salt) : undefined;
      default:
        if (this.#script.restricts) this.#restrict(person, other, otherNumber);
    }
  }

  /** Lets time pass for everybody. */
  #pass(milliseconds: number): void {
    for (const { clock, device, program } of this.#people) {
      clock.turn(milliseconds);
      runAs(program, () => device.center.tick());
    }
  }

  /** Stops a device and starts it again; after a crash, in which nothing is closed or said, with what was `left` on its disk. */
  #restart(person: Person, left: string | null): void {
    const { open } = person.device;
    if (left === null) runAs(person.program, () => person.device.center.close());
    else this.#tally.crashes += 1;
    this.#network.leave(person.device);
    this.#tally.bytes += person.device.traffic.received;
    this.#tally.deliveries += person.device.traffic.deliveries;
    open.close();
    if (left !== null) this.#gone.push(open);
    person.starts += 1;
    person.clock = this.#clock(this.#people.indexOf(person), person.ahead, person.starts);
    // Nobody goes back to an older one.
    if (this.#script.next !== null && person.program === 'present' && person.starts % 3 === 0) this.#update(person);
    const again = runAs(person.program, () => openStore(left ?? open.folder, person.keyPath, person.name, person.clock));
    person.left = person.fuse = null;
    person.journal = 0;
    person.device = this.#network.join(again, person.program);
    again.onCommit(() => this.#committed(person, again));
  }

  #update(person: Person): void {
    person.program = 'next';
    this.#tally.updates += 1;
  }

  #invite(person: Person, salt: number): void {
    const role = salt % 7 === 0 ? 'viewer' : salt % 2 === 0 ? 'owner' : 'editor';
    const invited = runAs(person.program, () => person.device.desk.invite({ role, personId: null, hours: 1_000_000 }));
    if (!invited.ok) return;
    const newcomer = this.#addPerson(person);
    newcomer.part = person.part;
    // Links of people whose clocks are years apart have run out for one of them.
    const joined = runAs(newcomer.program, () => newcomer.device.desk['join-team']({ link: invited.value.link }));
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
    const done = runAs(person.program, () => {
      if (salt % 3 === 0) return desk['revoke-person']({ personId: member.personId });
      return salt % 7 === 0 ? desk['revoke-device']({ deviceId: deviceOf(other) }) : desk['set-role']({ personId: member.personId, role });
    });
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
    for (const one of this.#people) {
      one.part = 0;
      one.fuse = null;
    }
    this.#settle();
    // What waited for a newer program is there once everybody has it.
    if (this.#people.some(({ program }) => program === 'next')) {
      for (const person of this.#people) {
        if (person.program === 'next') continue;
        this.#update(person);
        this.#restart(person, null);
      }
      this.#settle();
    }
    runAs(must(this.#people[0], 'the founder').program, () => this.#checkEnd());
  }

  #settle(): void {
    for (let turn = 0; turn < 8; turn++) {
      this.#pass(12_000);
      this.#connect();
      this.#network.settle();
      this.#checkClaims();
    }
  }

  #checkEnd(): void {
    const founder = must(this.#people[0], 'the founder');
    const { membership } = founder.device.open.store.team;
    const left = this.#people.filter((person) => membership.role(deviceOf(person)) !== null && !this.#isStranded(person));
    for (const { device } of this.#people) {
      const strange = device.endings.filter((reason) => !honestEnding.test(reason));
      expectAlike('why connections ended', strange.join('; ').slice(0, 1000), '');
      this.#tally.bytes += device.traffic.received;
      this.#tally.deliveries += device.traffic.deliveries;
    }
    this.#tally.connections += this.#network.made;
    this.#checkEqual(left);
    for (const person of left) {
      const peers = person.device.center.live().peers.map(({ deviceId, inSync }) => [deviceId, inSync] as const);
      const expected = left.filter((other) => other !== person).map((other) => [deviceOf(other), true] as const);
      expectAlike(`what ${person.name} says`, new Map(peers), new Map(expected));
    }
    const { open } = founder.device;
    checkInvariants(open, 'several');
    // Others need not have what those wrote who were shut out, or whose admission does not hold, and did not know it.
    const lost = [...this.#acknowledged].filter(([hash, author]) => {
      // What builds on their changes waits, on the device that made it, to be taken over.
      const isRefused = author.device.open.reader.prepare('SELECT 1 FROM refused_change WHERE hash = ?').get(hash) !== undefined;
      const counts = !author.restricted && left.includes(author) && !isRefused;
      return !author.device.open.store.log.has(hash) || (counts && !open.store.log.has(hash));
    });
    expectAlike(
      'acknowledged changes that are gone',
      lost.map(([hash, { name }]) => `${hash} of ${name}`),
      [],
    );
  }

  /** Was taken in by somebody who was shut out before the plan had gone over: only they may hand it over, and nobody heeds them. */
  #isStranded({ device, invitedBy }: Person): boolean {
    return device.center.joining() !== null && invitedBy?.restricted === true;
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

function writesBody(step: RandomStep): boolean {
  if (step.kind !== 'command' || step.command.name !== 'update-issue') return false;
  const { patch } = step.command.args;
  return typeof patch === 'object' && patch !== null && 'body' in patch;
}

const deviceOf = ({ device }: Person): string => device.open.store.deviceId;

/** The changes that count; others are kept by whoever happened to get them. */
const hashes = ({ reader }: OpenStore): unknown =>
  reader.prepare('SELECT hash FROM change WHERE hash NOT IN (SELECT hash FROM refused_change) ORDER BY hash').pluck().all();

/** Hours may pass before the last sequence, and nothing that waits for this thread is printed before. */
function tell(what: string): void {
  writeSync(2, `${what}\n`);
}

/** How long sequences are, and which were found to break the law once and are tried first. */
export interface SyncRuns extends LawRuns {
  readonly length: number;
  readonly failed: readonly (readonly [seed: number, length: number])[];
}

/** Runs one sequence for each of `runs` seeds from `seed` on, which is named when it fails: it runs alone as the only one of `failed`. */
export function checkSync({ runs, seed, length, failed }: SyncRuns): SyncTally {
  const tally = new SyncTally();
  const all = [...failed, ...Array.from({ length: runs }, (_, index) => [seed * 1_000_000 + index, length] as const)];
  const broken: Error[] = [];
  let tried = 0;
  for (const [one, its] of all) {
    const script = must(fc.sample(scripts(its), { seed: one, numRuns: 1 })[0], 'a sequence');
    try {
      new Sequence(one, script, tally).run();
    } catch (error) {
      const told = `The sequence of seed ${one} with length ${its} breaks the law: ${String(error).slice(0, 4000)}`;
      tell(told);
      broken.push(new Error(told, { cause: error }));
    }
    tried += 1;
    if (tried % 10 === 0 && tried < all.length) tell(`${tally.summary(`${tried} of ${all.length}`, seed)}; ${tally.events}`);
  }
  if (broken.length > 0) throw broken.length === 1 ? broken[0] : new AggregateError(broken, `${broken.length} sequences break the law.`);
  return tally;
}
