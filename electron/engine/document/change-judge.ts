// Whether changes that came from elsewhere are taken in: each by itself (its bytes, its signature, its place), by the members,
// and by what it builds on. Writes nothing.
import { type ChangeHead, readChangeHead } from '#electron/engine/store/change-head.ts';
import { verifySignature } from '#electron/engine/store/device-key.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import type { Membership, Standing } from '#electron/engine/team/membership.ts';
import type { ChangeHistory, Follows, LogOfChanges } from './change-history.ts';
import { readChangeMessage } from './change-message.ts';
import { actorPrefix } from './device-actor.ts';
import { type DocumentChange, isDocumentChange } from './document-change.ts';
import { isFiled } from './place.ts';
import { initialChanges } from './plan-document.ts';

/** Longest change in bytes when inflated: an import makes them of a few MB. */
const mostBytes = 64 * 1024 * 1024;

/** What became of changes, each after those that it builds on. */
export interface Verdict {
  readonly taken: readonly DocumentChange[];
  /** Hashes of those that do not count. */
  readonly refused: ReadonlySet<string>;
  /** What cannot be told yet, or builds on what has not come. */
  readonly waiting: readonly JournalChange[];
  /** What each of the changes that were judged builds on. */
  readonly follows: Follows;
}

/** A change whose bytes, signature and place are as they must be. */
interface Genuine {
  readonly change: DocumentChange;
  readonly head: ChangeHead;
}

function readGenuine(change: JournalChange): Genuine | null {
  if (!isDocumentChange(change) || !isFiled(change)) return null;
  const head = readChangeHead(change.bytes, mostBytes);
  if (head === null || head.hash !== change.hash) return null;
  return verifySignature(change.deviceId, change.hash, change.signature) ? { change, head } : null;
}

/** Judges changes that are not in the log. */
export class ChangeJudge {
  readonly #log: LogOfChanges;
  readonly #history: ChangeHistory;
  /** By kind and id of a document, the hashes that it begins with. */
  readonly #initial = new Map<string, ReadonlySet<string>>();

  constructor(log: LogOfChanges, history: ChangeHistory) {
    this.#log = log;
    this.#history = history;
  }

  /** Judges changes, none of which is in the log, by these members. */
  judge(changes: readonly JournalChange[], membership: Membership): Verdict {
    const refused = new Set<string>();
    const candidates = new Map<string, Genuine>();
    for (const change of changes) {
      const genuine = readGenuine(change);
      if (genuine === null) refused.add(change.hash);
      else candidates.set(change.hash, genuine);
    }
    // Somebody else may have sent the same change as it is.
    for (const hash of candidates.keys()) refused.delete(hash);
    const coming = new Map([...candidates].map(([hash, { head }]) => [hash, head.deps]));
    const taken = new Map<string, DocumentChange>();
    const waiting: JournalChange[] = [];
    for (const { change, head } of inOrder(candidates)) {
      const { documentId } = change;
      const isThere = (hash: string): boolean =>
        taken.has(hash) ? taken.get(hash)?.documentId === documentId : this.#log.documentOf(hash) === documentId;
      const standing = head.deps.some((hash) => refused.has(hash)) ? 'refused' : this.#standing({ change, head }, membership, coming);
      if (standing === 'refused') refused.add(change.hash);
      else if (standing === 'counts' && head.deps.every(isThere)) taken.set(change.hash, change);
      else waiting.push(change);
    }
    return { taken: [...taken.values()], refused, waiting, follows: coming };
  }

  /** Whether a change counts, whatever it builds on. */
  #standing({ change, head }: Genuine, membership: Membership, coming: Follows): Standing {
    const { documentId, hash, deviceId } = change;
    if (membership.workspaceId === null || this.#initialOf(change).has(hash)) return 'counts';
    const inHistory = (_: unknown, heads: readonly string[]): boolean | null => this.#history.has(documentId, hash, heads, coming);
    const signed = { documentId, hash, deviceId, membership: readChangeMessage(head.message)?.membership ?? [] };
    // Where somebody else's actor is used, only what was there when the workspace was founded counts.
    if (!head.actor.startsWith(actorPrefix(deviceId))) return membership.standingOfFounding(signed, inHistory);
    return membership.standing(signed, inHistory);
  }

  #initialOf({ kind, documentId }: DocumentChange): ReadonlySet<string> {
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
      const before = given.has(hash) ? undefined : genuine?.head.deps.find((one) => candidates.has(one) && !given.has(one));
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
