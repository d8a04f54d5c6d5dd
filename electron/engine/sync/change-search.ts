// Changes that this device has lost and asks of the others by name. What comes is kept for a repair; the log, in which they are
// missing or damaged, is left alone until then.
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import { verifySignature } from '#electron/engine/store/device-key.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { actorPrefix } from '#electron/engine/document/device-actor.ts';

/** Hashes of one question. */
const atOnce = 1000;

/** Who can be asked. */
interface Asked {
  ask(documentId: string, hashes: readonly string[]): void;
}

/** A search that is under way. */
export class ChangeSearch {
  /** Change → document. */
  readonly #wanted: ReadonlyMap<string, string>;
  /** The device that founded the team: its changes from before may bear the names of other actors. */
  readonly #founder: string;
  readonly #asked = new WeakSet<Asked>();
  readonly found = new Map<string, JournalChange>();

  constructor(wanted: Readonly<Record<string, readonly string[]>>, founder: string) {
    this.#wanted = new Map(Object.entries(wanted).flatMap(([id, hashes]) => hashes.map((hash): [string, string] => [hash, id])));
    this.#founder = founder;
  }

  /** How many are still to be found. */
  get left(): number {
    return this.#wanted.size - this.found.size;
  }

  /** Asks somebody for what is still to be found, once. */
  ask(device: Asked): void {
    if (this.#asked.has(device)) return;
    this.#asked.add(device);
    const left = [...this.#wanted].filter(([hash]) => !this.found.has(hash));
    for (const [id, entries] of Map.groupBy(left, ([, document]) => document)) {
      const hashes = entries.map(([hash]) => hash);
      for (let at = 0; at < hashes.length; at += atOnce) device.ask(id, hashes.slice(at, at + atOnce));
    }
  }

  /** Takes a change if it is one of those; answers whether it was. Its hash is that of its bytes already. */
  take(change: JournalChange): boolean {
    if (this.#wanted.get(change.hash) !== change.documentId) return false;
    const { deviceId, hash, signature, bytes } = change;
    const actor = readChangeHead(bytes)?.actor ?? '';
    // A member might sign again what somebody else has made.
    const isTheirs = actor.startsWith(actorPrefix(deviceId)) || deviceId === this.#founder;
    if (isTheirs && verifySignature(deviceId, hash, signature)) this.found.set(hash, change);
    return true;
  }
}
