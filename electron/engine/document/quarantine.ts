// Changes of the log that do not count, kept so that they count again should the members say so. Documents are made without them.
import type { ChangeLog } from '#electron/engine/store/change-log.ts';
import type { RefusalReason, RefusedChange, RefusedChanges, RefusedStep } from '#electron/engine/store/refused-change.ts';
import type { Membership, Standing } from '#electron/engine/team/membership.ts';
import type { ChangeFact } from './change-fact.ts';
import type { ChangeHistory } from './change-history.ts';
import type { ChangeJudge, Quarantined } from './change-judge.ts';
import { readChangeMessage } from './change-message.ts';
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import { refusals } from './refusal.ts';

/** Kept of one device at most: a member that was shut out could go on sending. */
const mostChanges = 5000;
const mostBytes = 16 * 1024 * 1024;

/** What a {@link Quarantine} works with. */
interface QuarantineParts {
  readonly log: ChangeLog;
  readonly refused: RefusedChanges;
  readonly history: ChangeHistory;
  readonly judge: ChangeJudge;
}

/** What a change says about itself, as it is shown. */
function stepOf(bytes: Uint8Array): RefusedStep {
  const said = readChangeMessage(readChangeHead(bytes)?.message ?? '');
  const entries = (said?.entries ?? []).map(({ issueId, field, before, after, subject = null }) => [
    issueId,
    field,
    before,
    after,
    subject,
  ]);
  return { author: said?.author ?? '', command: said?.command ?? '', at: said?.at ?? '', entries: JSON.stringify(entries.slice(0, 200)) };
}

/** What was judged anew. */
export interface Settlement {
  /** Documents that hold other changes than before. */
  readonly documents: ReadonlySet<string>;
  /** Hashes of changes that do not count any more. */
  readonly gone: readonly string[];
  /** Changes that count again, in the order of the log. */
  readonly back: readonly RefusedChange[];
}

/** The changes of one workspace that do not count. */
export class Quarantine {
  readonly #parts: QuarantineParts;
  /** Heads that revocations name and that have not come. */
  #missing: ReadonlySet<string> | null = null;

  constructor(parts: QuarantineParts) {
    this.#parts = parts;
  }

  /** Members or log are others: what is missing is found out anew. */
  reload(): void {
    this.#missing = null;
  }

  /** Heads that entries of the chain name and that have not come: once they do, more can be told. */
  missing(membership: Membership): ReadonlySet<string> {
    const { log } = this.#parts;
    return (this.#missing ??= new Set(membership.restrictingHeads().filter((hash) => !log.has(hash))));
  }

  /** Keeps changes of members and those who were it, up to so many of each device; gives those that are kept. Part of a transaction. */
  keep(quarantined: Iterable<Quarantined>, membership: Membership): Quarantined[] {
    const { log, refused } = this.#parts;
    const kept: Quarantined[] = [];
    for (const one of quarantined) {
      const { change, reason } = one;
      const { hash, documentId, deviceId, bytes } = change;
      const there = refused.of(deviceId);
      if (!membership.hasNamed(deviceId) || there.count >= mostChanges || there.bytes + bytes.length > mostBytes) continue;
      log.append(change);
      refused.put({ hash, documentId, deviceId, reason, bytes: bytes.length }, stepOf(bytes));
      kept.push(one);
    }
    return kept;
  }

  /** Keeps aside what was to count again, because no document can be made of it. Part of a transaction. */
  keepAside({ hash, documentId, deviceId, reason, bytes }: RefusedChange): void {
    const { log, refused } = this.#parts;
    refused.put({ hash, documentId, deviceId, reason, bytes }, stepOf(log.change(hash)?.bytes ?? new Uint8Array()));
  }

  /** Lets something count again after all. Part of a transaction. */
  release(hash: string): void {
    this.#parts.refused.remove(hash);
  }

  /** Judges every change of the log anew; notes what counts and what does not. Part of a transaction. */
  settle(membership: Membership): Settlement {
    const { log, refused, history, judge } = this.#parts;
    const before = new Map(refused.all().map((change) => [change.hash, change]));
    const facts = log.hashesAfter(0).flatMap(({ hash }) => history.fact(hash) ?? []);
    const none = new Map<string, ChangeFact>();
    const standing = (fact: ChangeFact): Standing => {
      if (judge.isInitial(log.documentPlace(fact.documentId).kind, fact)) return 'counts';
      const found = judge.standing(fact, membership, none);
      // What cannot be told yet stays as it is.
      return found === 'unknown' ? (before.get(fact.hash)?.reason === 'refused' ? 'refused' : 'counts') : found;
    };
    const isFounding = (fact: ChangeFact): boolean => judge.founding(fact, membership, none) === 'counts';
    const after = refusals(facts, { standing, isFounding });
    const documents = new Set<string>();
    const gone: string[] = [];
    const back: RefusedChange[] = [];
    for (const one of before.values()) {
      if (after.has(one.hash)) continue;
      refused.remove(one.hash);
      documents.add(one.documentId);
      back.push(one);
    }
    for (const { hash, documentId, deviceId } of facts) {
      const reason: RefusalReason | undefined = after.get(hash);
      if (reason === undefined || before.get(hash)?.reason === reason) continue;
      const bytes = log.change(hash)?.bytes ?? new Uint8Array();
      refused.put({ hash, documentId, deviceId, reason, bytes: bytes.length }, stepOf(bytes));
      if (before.has(hash)) continue;
      documents.add(documentId);
      gone.push(hash);
    }
    for (const id of documents) log.dropSnapshot(id);
    this.#missing = null;
    back.sort((one, other) => (log.seqOf(one.hash) ?? 0) - (log.seqOf(other.hash) ?? 0));
    return { documents, gone, back };
  }
}
