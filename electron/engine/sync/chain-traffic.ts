// What two members say to each other about who belongs to the workspace: which entries of the chain they have, and those the other lacks.
import { type MembershipEntry, readEntry } from '#electron/engine/team/membership-entry.ts';
import { BadFrame } from './frame.ts';
import type { Message } from './sync-message.ts';
import type { SyncStore } from './sync-store.ts';

/** Bytes of entries in one frame, but for a single one that is longer. */
const entriesAtOnce = 65_536;
/** Entries by devices of one person that do not hold, before their devices are not listened to any more. */
const mostIdleEntries = 200;

/** Which entries somebody has. */
export type Chain = Extract<Message, { t: 'chain' }>;

const chainName = (heads: readonly string[], count: number): string => `${count} ${heads.toSorted().join(' ')}`;

/** The membership chain on one connection. */
export class ChainTraffic {
  readonly #store: SyncStore;
  readonly #remoteId: string;
  readonly #send: (message: Message, parts?: readonly Uint8Array[]) => void;
  /** Which entries the other side has, as it told last, and which it was told that this one has. */
  #theirs = '';
  #told = '';

  constructor(store: SyncStore, remoteId: string, send: (message: Message, parts?: readonly Uint8Array[]) => void) {
    this.#store = store;
    this.#remoteId = remoteId;
    this.#send = send;
  }

  /** Whether both sides have the same entries, as the other one told last. */
  get isEqual(): boolean {
    return this.#theirs === this.#own();
  }

  #own(): string {
    const { team } = this.#store;
    return chainName(team.membership.heads, team.entries().length);
  }

  /** Tells which entries are here. */
  tell(): void {
    const { team } = this.#store;
    this.#told = this.#own();
    this.#send({ t: 'chain', heads: [...team.membership.heads], count: team.entries().length });
  }

  /** Hears which entries the other side has, and asks for what is not here; answers whether all of it is. */
  heard({ heads, count }: Chain): boolean {
    const known = this.#store.team.entries().map(({ hash }) => hash);
    const has = new Set(known);
    this.#theirs = chainName(heads, count);
    if (heads.some((hash) => !has.has(hash))) {
      this.#send({ t: 'chain-want', known });
      return false;
    }
    if (this.#told !== this.#own()) this.tell();
    return true;
  }

  /** Sends the entries that are not among those `known` to the other side. */
  sendLacking(known: readonly string[]): void {
    const has = new Set(known);
    let parts: Uint8Array[] = [];
    let size = 0;
    for (const { bytes, signature } of this.#store.team.entries().filter(({ hash }) => !has.has(hash))) {
      // One that names the heads of many documents may be long.
      if (parts.length > 0 && size + bytes.length > entriesAtOnce) {
        this.#send({ t: 'entries' }, parts);
        parts = [];
        size = 0;
      }
      parts.push(bytes, signature);
      size += bytes.length + signature.length;
    }
    this.#send({ t: 'entries' }, parts);
  }

  /** Takes in entries that came. @throws {BadFrame} */
  take(parts: readonly Uint8Array[]): void {
    const { team } = this.#store;
    const has = new Set(team.entries().map(({ hash }) => hash));
    const fresh = readEntries(parts).filter(({ hash }) => !has.has(hash));
    if (this.#idleEntries(fresh) > mostIdleEntries) throw new BadFrame('It says too much about who belongs here that does not hold.');
    if (fresh.length > 0) team.addEntries(fresh);
  }

  /** How many entries the person of the other side has made that do not hold, or may not: who is no owner makes hardly any. */
  #idleEntries(fresh: readonly MembershipEntry[]): number {
    const { team } = this.#store;
    const person = team.membership.members().find(({ devices }) => devices.some(({ id }) => id === this.#remoteId));
    const own = new Set(person?.role === 'owner' ? [] : person?.devices.map(({ id }) => id));
    const idle = team.entries().filter(({ hash, author }) => own.has(author) && !team.membership.holds(hash));
    return idle.length + fresh.filter(({ author }) => own.has(author)).length;
  }
}

/** Entries out of the parts of a frame, each followed by its signature. @throws {BadFrame} */
export function readEntries(parts: readonly Uint8Array[]): MembershipEntry[] {
  if (parts.length % 2 !== 0) throw new BadFrame('An entry came without its signature.');
  return Array.from({ length: parts.length / 2 }, (_, index) => {
    const entry = readEntry({ bytes: parts[2 * index] ?? new Uint8Array(0), signature: parts[2 * index + 1] ?? new Uint8Array(0) });
    if (!entry.ok) throw new BadFrame(entry.error.message);
    return entry.value;
  });
}
