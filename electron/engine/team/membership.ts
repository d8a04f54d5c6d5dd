// Who belongs to a workspace, and which changes count: pure functions of the signed entries, whatever order they came in.
//
// An entry holds when its author was entitled to it by what the author knew (the entries before it), and no revocation
// takes it back: a revocation voids everything by its target that is not in the history which the revocation names. Where
// revocations take back each other, the one by the more senior person stands: whoever was taken in closer to the founding
// entry, and of two that are equally close the one whose entry has the smaller hash. So one outcome exists for two owners who
// revoke each other, and nobody who was taken in later can shut out those who took them in without their knowledge.
import type { MembershipEntry, Role } from './membership-entry.ts';

/** A device of a member. */
interface MemberDevice {
  readonly id: string;
  readonly name: string;
  readonly personId: string;
  /** Shut out, alone or with its person. */
  readonly revoked: boolean;
  /** ISO instant at which it was taken in, by the clock of whoever did. */
  readonly at: string;
}

/** Somebody who belongs to the workspace, or did. */
export interface Member {
  readonly personId: string;
  readonly name: string;
  readonly role: Role;
  readonly revoked: boolean;
  /** ISO instant at which they were taken in, by the clock of whoever did. */
  readonly at: string;
  readonly devices: readonly MemberDevice[];
}

/** A change as far as it matters whether it counts. */
export interface SignedChange {
  readonly documentId: string;
  readonly hash: string;
  /** Hex public key of the device whose signature holds. */
  readonly deviceId: string;
  /** The newest entries of the chain that the change says its author knew; none before there was a chain. */
  readonly membership: readonly string[];
}

/** Whether a change counts; `unknown` until the entries that it names have come. */
export type Standing = 'counts' | 'refused' | 'unknown';

/** Whether a change is in the history of heads of its document; `null` while not all of that history has come. */
export type InHistory = (change: SignedChange, heads: readonly string[]) => boolean | null;

interface Person {
  name: string;
  role: Role;
  revoked: boolean;
  at: string;
}

interface Device {
  name: string;
  personId: string;
  revoked: boolean;
  at: string;
}

/** Members as some of the entries make them. */
interface State {
  readonly people: Map<string, Person>;
  readonly devices: Map<string, Device>;
}

/** Judgements that are remembered. */
const mostJudged = 1000;

const headsOf = (entry: MembershipEntry): Readonly<Record<string, readonly string[]>> => ('heads' in entry.act ? entry.act.heads : {});

/** The role of a device that is in; `null` when it is not. */
function roleOf({ people, devices }: State, deviceId: string): Role | null {
  const device = devices.get(deviceId);
  const person = device === undefined ? undefined : people.get(device.personId);
  return device === undefined || person === undefined || device.revoked || person.revoked ? null : person.role;
}

/** Whether the author may do what the entry does, where the members are as `state` says. */
function entitled(state: State, { act, author }: MembershipEntry): boolean {
  const role = roleOf(state, author);
  if (role === null) return false;
  if (role === 'owner') return true;
  // Everybody looks after their own devices; everything else is for owners.
  const own = state.devices.get(author)?.personId;
  if (act.act === 'add-device') return act.personId === own;
  return act.act === 'revoke-device' && state.devices.get(act.deviceId)?.personId === own;
}

/** Whether what an entry speaks of is there, and what it brings is new. */
function fits(state: State, { act }: MembershipEntry): boolean {
  const { people, devices } = state;
  if (act.act === 'found') return people.size === 0;
  // Who was shut out may be taken in again, under the old name or a new one.
  if (act.act === 'admit') return people.get(act.person.id)?.revoked !== false && roleOf(state, act.device.id) === null;
  if (act.act === 'add-device') return people.get(act.personId)?.revoked === false && roleOf(state, act.device.id) === null;
  if (act.act === 'revoke-device') return devices.has(act.deviceId);
  return people.has(act.personId);
}

function apply({ people, devices }: State, { act, at }: MembershipEntry): void {
  if (act.act === 'found' || act.act === 'admit') {
    people.set(act.person.id, { name: act.person.name, role: act.act === 'found' ? 'owner' : act.role, revoked: false, at });
    devices.set(act.device.id, { name: act.device.name, personId: act.person.id, revoked: false, at });
  } else if (act.act === 'add-device') {
    devices.set(act.device.id, { name: act.device.name, personId: act.personId, revoked: false, at });
  } else if (act.act === 'revoke-device') {
    const device = devices.get(act.deviceId);
    if (device !== undefined) device.revoked = true;
  } else {
    const person = people.get(act.personId);
    if (person === undefined) return;
    if (act.act === 'revoke-person') person.revoked = true;
    else person.role = act.role;
  }
}

/** Whether an entry takes something away from those it is about: only such can make a change count no more, or again. */
export const restricts = ({ act }: MembershipEntry): boolean =>
  act.act === 'revoke-device' || act.act === 'revoke-person' || (act.act === 'set-role' && act.role !== 'owner');

const byPlace = (one: { depth: number; hash: string }, other: { depth: number; hash: string }): number =>
  one.depth - other.depth || (one.hash < other.hash ? -1 : Number(one.hash > other.hash));

/** An entry with its place in the chain. */
interface Placed {
  readonly entry: MembershipEntry;
  readonly hash: string;
  /** Length of the longest way to the founding entry. */
  readonly depth: number;
  /** All entries before it. */
  readonly past: ReadonlySet<string>;
}

/** Whether a change is in the history that an entry names. */
function isWithin({ entry }: Placed, change: SignedChange, inHistory: InHistory): boolean | null {
  const heads = headsOf(entry)[change.documentId] ?? [];
  return heads.length === 0 ? false : inHistory(change, heads);
}

/** What the entries that an author knew, and those that it did not, say of its changes. */
interface Judgement {
  /** What the author might do by what it knew. */
  readonly role: Role | null;
  /** What shut it out without its knowledge: only what these name counts. */
  readonly restrictions: readonly Placed[];
}

/** Members of a workspace as signed entries tell them. */
export class Membership {
  /** Hash of the founding entry, by which the workspace is known; `null` while there is none. */
  readonly workspaceId: string | null;
  /** The entries that nobody has followed yet, sorted: what a new entry and every change name. */
  readonly heads: readonly string[];
  /** Hashes of entries that some entry follows and that have not come. */
  readonly missing: readonly string[];
  readonly #placed = new Map<string, Placed>();
  readonly #ordered: readonly Placed[];
  readonly #dead = new Set<string>();
  #voided: ReadonlySet<string> = new Set();
  #holding = new Map<string, boolean>();
  /** By device and by what it knew: many changes know the same. */
  readonly #judged = new Map<string, Judgement | null>();
  #now: State | null = null;
  #named: Set<string> | null = null;

  /** @param entries - whose signatures hold (see `readEntry`), each once, in any order; of several founding ones the smallest hash counts. */
  constructor(entries: readonly MembershipEntry[]) {
    const roots = entries.filter(({ act, after }) => act.act === 'found' && after.length === 0).map(({ hash }) => hash);
    this.workspaceId = roots.toSorted()[0] ?? null;
    const known = new Map(entries.map((entry) => [entry.hash, entry]));
    this.missing = [...new Set(entries.flatMap(({ after }) => after))].filter((hash) => !known.has(hash)).toSorted();
    this.#place(entries);
    this.#ordered = [...this.#placed.values()].toSorted(byPlace);
    const followed = new Set(this.#ordered.flatMap(({ entry }) => entry.after));
    this.heads = this.#ordered.flatMap(({ hash }) => (followed.has(hash) ? [] : [hash])).toSorted();
    this.#settle();
  }

  /** The members, in the order in which they were taken in. */
  members(): Member[] {
    const { people, devices } = this.#present();
    return [...people].map(([personId, person]) => ({
      personId,
      ...person,
      devices: [...devices]
        .filter(([, device]) => device.personId === personId)
        .map(([id, device]) => ({ id, ...device, revoked: device.revoked || person.revoked })),
    }));
  }

  /** What a device may do now; `null` when it does not belong to the workspace (any more). */
  role(deviceId: string): Role | null {
    return roleOf(this.#present(), deviceId);
  }

  /** Whether any entry ever spoke of a device, whatever became of it. */
  hasNamed(deviceId: string): boolean {
    this.#named ??= new Set(this.#ordered.flatMap(({ entry: { act } }) => ('device' in act ? [act.device.id] : [])));
    return this.#named.has(deviceId);
  }

  /** All heads that entries name that take something away: until these have come, not everything can be told. */
  restrictingHeads(): string[] {
    return this.#ordered.flatMap(({ entry }) => (restricts(entry) ? Object.values(headsOf(entry)).flat() : []));
  }

  /** Whether an entry holds: its author was entitled to it and nobody has voided it. */
  holds(hash: string): boolean {
    const placed = this.#placed.get(hash);
    return placed !== undefined && !this.#voided.has(hash) && this.#isEntitled(placed);
  }

  /** Whether an entry by the device would hold, were it made now. */
  allows(deviceId: string, act: MembershipEntry['act']): boolean {
    const state = this.#present();
    const entry = { act, author: deviceId } as MembershipEntry; // all that is looked at
    return entitled(state, entry) && fits(state, entry);
  }

  /** Whether a change counts. */
  standing(change: SignedChange, inHistory: InHistory): Standing {
    if (this.workspaceId === null) return 'unknown';
    const later = this.#standingOfLater(change, (placed) => isWithin(placed, change, inHistory));
    if (later === 'counts') return later;
    // Asked last: it takes the most to answer.
    const first = this.standingOfFounding(change, inHistory);
    return first === 'refused' ? later : first;
  }

  /** As {@link Membership.standing}, for a change that counts only if it was there when the workspace was founded: then whoever signed it. */
  standingOfFounding(change: SignedChange, inHistory: InHistory): Standing {
    const founding = this.workspaceId === null ? undefined : this.#placed.get(this.workspaceId);
    if (founding === undefined) return 'unknown';
    const found = isWithin(founding, change, inHistory);
    return found === null ? 'unknown' : found ? 'counts' : 'refused';
  }

  /** The standing of what was not there when the workspace was founded. */
  #standingOfLater(change: SignedChange, within: (placed: Placed) => boolean | null): Standing {
    const judgement = this.#judge(change);
    if (judgement === null) return 'unknown';
    const { role, restrictions } = judgement;
    if (role === null || role === 'viewer') return 'refused';
    const found = new Set(restrictions.map(within));
    if (found.has(false)) return 'refused';
    return found.has(null) ? 'unknown' : 'counts';
  }

  /** `null` until the entries that the change names have come. */
  #judge({ deviceId, membership }: SignedChange): Judgement | null {
    const key = [deviceId, ...membership].join(' ');
    const known = this.#judged.get(key);
    if (known !== undefined) return known;
    const judgement = this.#judgeAnew(deviceId, membership);
    // What a device knew is whatever it says: no more is kept than honest ones bring about.
    if (this.#judged.size >= mostJudged) this.#judged.clear();
    this.#judged.set(key, judgement);
    return judgement;
  }

  #judgeAnew(deviceId: string, membership: readonly string[]): Judgement | null {
    if (membership.some((hash) => !this.#placed.has(hash))) return null;
    const known = new Set(membership.flatMap((hash) => [hash, ...(this.#placed.get(hash)?.past ?? [])]));
    const state = this.#stateOf(this.#ordered.filter(({ hash }) => known.has(hash)));
    const restrictions = this.#ordered.filter(
      (placed) => restricts(placed.entry) && !known.has(placed.hash) && this.holds(placed.hash) && this.#shutsOut(placed, deviceId, state),
    );
    return { role: roleOf(state, deviceId), restrictions };
  }

  #present(): State {
    return (this.#now ??= this.#stateOf(this.#ordered));
  }

  /** Entries all of whose pasts have come, from the founding entry on. */
  #place(entries: readonly MembershipEntry[]): void {
    const followers = Map.groupBy(
      entries.flatMap((entry) => entry.after.map((before) => ({ before, entry }))),
      ({ before }) => before,
    );
    const left = new Map(entries.map((entry) => [entry.hash, new Set(entry.after).size]));
    const ready = entries.filter(({ hash }) => hash === this.workspaceId);
    for (const entry of ready) {
      const before = [...new Set(entry.after)].flatMap((hash) => this.#placed.get(hash) ?? []);
      const past = new Set(before.flatMap((one) => [one.hash, ...one.past]));
      const depth = before.reduce((most, one) => Math.max(most, one.depth + 1), 0);
      this.#placed.set(entry.hash, { entry, hash: entry.hash, depth, past });
      for (const { entry: next } of new Set(followers.get(entry.hash))) {
        const missing = (left.get(next.hash) ?? 0) - 1;
        left.set(next.hash, missing);
        if (missing === 0) ready.push(next);
      }
    }
  }

  #stateOf(placed: readonly Placed[]): State {
    const state: State = { people: new Map(), devices: new Map() };
    for (const one of placed) if (this.holds(one.hash) && fits(state, one.entry)) apply(state, one.entry);
    return state;
  }

  #before({ past }: Placed): State {
    return this.#stateOf(this.#ordered.filter(({ hash }) => past.has(hash)));
  }

  #isEntitled(placed: Placed): boolean {
    const known = this.#holding.get(placed.hash);
    if (known !== undefined) return known;
    const state = this.#before(placed);
    const isFirst = placed.hash === this.workspaceId;
    const { act, author } = placed.entry;
    const holds = act.act === 'found' ? isFirst && act.device.id === author : entitled(state, placed.entry) && fits(state, placed.entry);
    this.#holding.set(placed.hash, holds);
    return holds;
  }

  /** Whether a restriction is about the device, which `state` knows. */
  #shutsOut({ entry: { act } }: Placed, deviceId: string, state: State): boolean {
    if (act.act === 'revoke-device') return act.deviceId === deviceId;
    const personId = state.devices.get(deviceId)?.personId;
    if (act.act === 'revoke-person') return act.personId === personId;
    return act.act === 'set-role' && act.role === 'viewer' && act.personId === personId;
  }

  /** Whether a restriction takes the entry back: its author could not have made it with what is left to them. */
  #takesBack(restriction: Placed, placed: Placed): boolean {
    if (placed.hash === restriction.hash || placed.hash === this.workspaceId || restriction.past.has(placed.hash)) return false;
    const { act } = restriction.entry;
    const { author } = placed.entry;
    if (act.act === 'revoke-device') return act.deviceId === author;
    const personId = this.#before(placed).devices.get(author)?.personId;
    if (act.act === 'revoke-person') return act.personId === personId;
    if (act.act !== 'set-role' || act.personId !== personId) return false;
    // Their own devices are still theirs to look after.
    const { act: done } = placed.entry;
    return !(done.act === 'add-device' && done.personId === personId);
  }

  /** Where the person stands who made an entry: how they were taken in. */
  #seniority(placed: Placed): { depth: number; hash: string } {
    const personId = this.#before(placed).devices.get(placed.entry.author)?.personId;
    const takenIn = this.#ordered.find(
      ({ hash, entry: { act } }) =>
        (act.act === 'found' || act.act === 'admit') && act.person.id === personId && placed.past.has(hash) && this.holds(hash),
    );
    return takenIn ?? placed;
  }

  /** Finds what revocations take back, the most senior first; one that turns out not to hold itself takes back nothing. */
  #settle(): void {
    const restrictions = this.#ordered.filter(({ entry }) => restricts(entry));
    if (restrictions.length === 0) return;
    for (;;) {
      this.#forget(new Set());
      const senior = restrictions
        .map((placed) => ({ placed, rank: this.#seniority(placed) }))
        .toSorted((one, other) => byPlace(one.rank, other.rank) || byPlace(one.placed, other.placed));
      const effective: Placed[] = [];
      for (const { placed } of senior) {
        if (this.#dead.has(placed.hash) || !this.holds(placed.hash)) continue;
        effective.push(placed);
        const back = this.#ordered.filter((one) => this.#takesBack(placed, one)).map(({ hash }) => hash);
        if (back.length > 0) this.#forget(new Set([...this.#voided, ...back]));
      }
      const fallen = effective.filter(({ hash }) => !this.holds(hash));
      if (fallen.length === 0) return;
      for (const { hash } of fallen) this.#dead.add(hash);
    }
  }

  #forget(voided: ReadonlySet<string>): void {
    this.#voided = voided;
    this.#holding = new Map();
  }
}
