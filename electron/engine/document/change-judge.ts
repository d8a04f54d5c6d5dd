// Whether changes that came from elsewhere are taken in: each by itself (its bytes, its signature, its place, its numbers), by the
// members, and by what it builds on. Writes nothing.
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import { verifySignature } from '#electron/engine/store/device-key.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import type { RefusalReason } from '#electron/engine/store/refused-change.ts';
import type { Membership, Standing } from '#electron/engine/team/membership.ts';
import { type ChangeFact, changeFact } from './change-fact.ts';
import type { ChangeHistory, Coming } from './change-history.ts';
import { actorPrefix } from './device-actor.ts';
import { type DocumentChange, isDocumentChange } from './document-change.ts';
import { isFiled } from './place.ts';
import { initialActor, initialChanges } from './plan-document.ts';

/** Longest change in bytes when inflated: an import makes them of a few MB. */
const mostBytes = 64 * 1024 * 1024;

/** A change that is what it says it is and does not count. */
export interface Quarantined {
  readonly change: DocumentChange;
  readonly reason: RefusalReason;
}

/** What became of changes, each after those that it builds on. */
export interface Verdict {
  readonly taken: readonly DocumentChange[];
  readonly quarantined: readonly Quarantined[];
  /** Hashes of those that nobody should keep: they are not what they say, or what no Sextant makes. */
  readonly dropped: ReadonlySet<string>;
  /** What cannot be told yet, or builds on what has not come. */
  readonly waiting: readonly JournalChange[];
  /** Hashes of what waits for a newer version of Sextant: what that begins documents with, and what builds on it. */
  readonly ofNewer: ReadonlySet<string>;
  /** Facts of the changes that were judged. */
  readonly facts: Coming;
}

/** A change whose bytes, signature and place are as they must be. */
interface Genuine {
  readonly change: DocumentChange;
  readonly fact: ChangeFact;
}

function readGenuine(change: JournalChange): Genuine | null {
  if (!isDocumentChange(change) || !isFiled(change)) return null;
  const head = readChangeHead(change.bytes, mostBytes);
  if (head === null || head.hash !== change.hash) return null;
  if (!verifySignature(change.deviceId, change.hash, change.signature)) return null;
  return { change, fact: changeFact(change.documentId, change.deviceId, head) };
}

/** Judges changes by themselves and by the members. */
export class ChangeJudge {
  readonly #history: ChangeHistory;
  readonly #isRefused: (hash: string) => boolean;
  /** By id of a document, the hashes that it begins with. */
  readonly #initial = new Map<string, ReadonlySet<string>>();

  /** @param isRefused - whether a change of the log does not count. */
  constructor(history: ChangeHistory, isRefused: (hash: string) => boolean) {
    this.#history = history;
    this.#isRefused = isRefused;
  }

  /** Judges changes that are not in the log. */
  judge(changes: readonly JournalChange[], membership: Membership): Verdict {
    const dropped = new Set<string>();
    const candidates = new Map<string, Genuine>();
    for (const change of changes) {
      const genuine = readGenuine(change);
      if (genuine === null) dropped.add(change.hash);
      else candidates.set(change.hash, genuine);
    }
    // Somebody else may have sent the same change as it is.
    for (const hash of candidates.keys()) dropped.delete(hash);
    const facts = new Map([...candidates].map(([hash, { fact }]) => [hash, fact]));
    const taken = new Map<string, DocumentChange>();
    const quarantined = new Map<string, Quarantined>();
    const waiting: JournalChange[] = [];
    const ofNewer = new Set<string>();
    for (const { change, fact } of inOrder(candidates)) {
      const isHere = (hash: string): boolean => taken.has(hash) || quarantined.has(hash) || this.#history.fact(hash) !== null;
      const isInitial = this.isInitial(change.kind, fact);
      const builds = fact.deps.some((hash) => quarantined.has(hash) || (!taken.has(hash) && this.#isRefused(hash)));
      const isOfNewer = !isInitial && this.#isOfNewerVersion(change.kind, fact);
      const standing = isInitial ? 'counts' : isOfNewer ? 'unknown' : this.standing(fact, membership, facts);
      if (isOfNewer || fact.deps.some((hash) => ofNewer.has(hash))) ofNewer.add(fact.hash);
      if (fact.deps.some((hash) => dropped.has(hash))) dropped.add(fact.hash);
      else if (!fact.deps.every(isHere) || standing === 'unknown') waiting.push(change);
      else if (!isInitial && !this.#history.isNumbered(fact, facts)) dropped.add(fact.hash);
      else if (standing === 'counts' && !builds) taken.set(fact.hash, change);
      else quarantined.set(fact.hash, { change, reason: standing === 'counts' ? 'builds-on-refused' : 'refused' });
    }
    return { taken: [...taken.values()], quarantined: [...quarantined.values()], dropped, waiting, ofNewer, facts };
  }

  /** Whether a change counts, whatever it builds on; not for those with which a document begins, which always do. */
  standing(fact: ChangeFact, membership: Membership, coming: Coming): Standing {
    if (membership.workspaceId === null) return 'counts';
    // Where somebody else's actor is used, only what was there when the workspace was founded counts.
    if (!fact.actor.startsWith(actorPrefix(fact.deviceId))) return this.founding(fact, membership, coming);
    return membership.standing(fact, (_, heads) => this.#history.has(fact.documentId, fact.hash, heads, coming));
  }

  /** Whether a change counts because it was there when the workspace was founded. */
  founding(fact: ChangeFact, membership: Membership, coming: Coming): Standing {
    return membership.standingOfFounding(fact, (_, heads) => this.#history.has(fact.documentId, fact.hash, heads, coming));
  }

  /** Whether a change is one of those with which a document begins. */
  isInitial(kind: DocumentKind, { documentId, hash, actor }: ChangeFact): boolean {
    return actor === initialActor && this.#initialOf(kind, documentId).has(hash);
  }

  /**
   * Whether a change may be what a newer version of Sextant begins documents with, which nobody can tell who does not have it. Refused, it
   * would take with it all that was done upon it; so it waits, and what follows upon it, until this device is brought up to date.
   */
  #isOfNewerVersion(kind: DocumentKind, { documentId, actor, sequence }: ChangeFact): boolean {
    return actor === initialActor && sequence > this.#initialOf(kind, documentId).size;
  }

  #initialOf(kind: DocumentKind, documentId: string): ReadonlySet<string> {
    const known = this.#initial.get(documentId);
    if (known !== undefined) return known;
    const hashes = new Set(initialChanges(kind, documentId).map(({ hash }) => hash));
    if (this.#initial.size >= 1000) this.#initial.clear();
    this.#initial.set(documentId, hashes);
    return hashes;
  }
}

/** Changes, each after those among them that it builds on. A change names others by their hashes, so there is no circle. */
function* inOrder(candidates: ReadonlyMap<string, Genuine>): Generator<Genuine> {
  const given = new Set<string>();
  for (const first of candidates.keys()) {
    const open = [first];
    for (let hash = open.at(-1); hash !== undefined; hash = open.at(-1)) {
      const genuine = candidates.get(hash);
      const before = given.has(hash) ? undefined : genuine?.fact.deps.find((one) => candidates.has(one) && !given.has(one));
      if (before !== undefined) {
        open.push(before);
        continue;
      }
      open.pop();
      if (genuine === undefined || given.has(hash)) continue;
      given.add(hash);
      yield genuine;
    }
  }
}
