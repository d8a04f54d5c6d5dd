// How changes that were made elsewhere become part of the workspace: judged and received from others, or judged anew because the members
// are others. What does not count is kept, and is in no document.
import type { ChangeLog, StoredChange } from '#electron/engine/store/change-log.ts';
import type { WriteConnection } from '#electron/engine/store/connection.ts';
import type { Journal, JournalChange } from '#electron/engine/store/journal.ts';
import type { PlanFileTable } from '#electron/engine/store/plan-file-table.ts';
import type { RefusedChanges } from '#electron/engine/store/refused-change.ts';
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import type { Membership } from '#electron/engine/team/membership.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { ChangeHistory, type Coming } from './change-history.ts';
import { ChangeJudge, type Quarantined, type Verdict } from './change-judge.ts';
import type { DocumentChange } from './document-change.ts';
import type { DocumentCache } from './document-cache.ts';
import type { LateRows } from './late-rows.ts';
import { type LostChanges, lostChanges } from './lost-change.ts';
import type { NewDocument } from './new-document.ts';
import { initialActor, type MadeChange, type PlanDocument } from './plan-document.ts';
import { Quarantine, type Settlement } from './quarantine.ts';
import type { Receipt } from './receipt.ts';
import { type Arrived, type PartOfRoadmap, receiveChanges, type SavedBytes } from './receive-changes.ts';
import type { TeamStore } from './team-store.ts';
import { WholePlan } from './whole-plan.ts';

/** What an {@link Intake} works with. */
export interface IntakeParts {
  /** The workspace. */
  readonly folder: string;
  readonly connection: WriteConnection;
  readonly log: ChangeLog;
  readonly refused: RefusedChanges;
  readonly journal: Journal;
  readonly cache: DocumentCache;
  readonly writer: RowWriter;
  readonly planFiles: PlanFileTable;
  readonly team: TeamStore;
  readonly deviceId: string;
  /** Milliseconds since 1970. */
  now(): number;
  sign(documentId: string, change: MadeChange, receivedAt: string): StoredChange;
  /** Puts changes that are in the database into the journal, too. */
  keep(changes: readonly JournalChange[]): void;
  /** Tells that rows were written. */
  tell(further: readonly string[]): void;
  /** Rows that are still to come. */
  readonly lateRows: LateRows;
  /** Keeps a new document in the form that loads fastest, when there is time. */
  unsaved(id: string, document: NewDocument): void;
  /** Keeps no snapshot of a document that is still to be kept in the form that loads fastest. */
  dropUnsaved(id: string): void;
  /** Begins to make changes as somebody new. */
  changeActor(): void;
  /** Lets nothing be taken back that was done with a change of this number or a later one; part of a transaction. */
  dropUndo(seq: number): void;
}

/** Changes held back until what they wait for has come: as many bytes at most. */
const mostWaiting = 32 * 1024 * 1024;

/** What has become of the changes of one call so far. */
interface Call {
  readonly facts: Coming;
  readonly quarantined: Map<string, Quarantined>;
  readonly dropped: Set<string>;
  /** Some were judged anew meanwhile, so what is in the log may not count any more. */
  settled: boolean;
}

/** Whether an error is the disk's or the database's, and says nothing about what was to be written. */
function isOfStorage(error: unknown): boolean {
  // SQLite and Node name their errors by a code.
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (code.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT')) || /^E[A-Z]+$/u.test(code);
}

const nothingSaved: SavedBytes = new Map();

/** Whether Automerge has another change of the same actor with the same number. */
const isTwin = (error: unknown): boolean => error instanceof Error && error.message.includes('duplicate seq');

/** Takes in changes, one call after another. */
export class Intake {
  readonly #parts: IntakeParts;
  readonly #history: ChangeHistory;
  readonly #judge: ChangeJudge;
  readonly #quarantine: Quarantine;
  /** What came too early, oldest first. */
  #waiting = new Map<string, JournalChange>();
  #held = 0;

  constructor(parts: IntakeParts) {
    const { log, refused } = parts;
    this.#parts = parts;
    this.#history = new ChangeHistory((hash) => log.change(hash));
    this.#judge = new ChangeJudge(this.#history, (hash) => refused.has(hash));
    this.#quarantine = new Quarantine({ log, refused, history: this.#history, judge: this.#judge });
  }

  /** What all rows, or those of a roadmap, are made of. */
  wholePlan(): WholePlan {
    const { cache, log, refused, writer, team } = this.#parts;
    const hashes = (): Set<string> => new Set(refused.all().map(({ hash }) => hash));
    return new WholePlan({ cache, log, writer, members: team.membership.members(), refused: hashes, now: this.#parts.now() });
  }

  /** How many changes wait for this program to be brought up to date, not counting those with which documents begin. */
  get held(): number {
    return this.#held;
  }

  #open(id: string): PlanDocument | null {
    return this.#parts.cache.open(id, this.#parts.now());
  }

  /** As {@link PlanStore.receive}. */
  receive(changes: readonly JournalChange[], saved: SavedBytes = nothingSaved): Receipt {
    const { log, team, now, keep, tell } = this.#parts;
    const { membership } = team;
    const at = new Date(now()).toISOString();
    const all = new Map([...this.#waiting.values(), ...changes].map((change) => [change.hash, { ...change, receivedAt: at }]));
    const fresh = [...all.values()].filter(({ hash }) => !log.has(hash));
    const missing = this.#quarantine.missing(membership);
    const verdict = this.#judge.judge(fresh, membership);
    const call: Call = {
      facts: verdict.facts,
      quarantined: new Map(verdict.quarantined.map((one) => [one.change.hash, one])),
      dropped: new Set(verdict.dropped),
      settled: false,
    };
    this.#makeWay(verdict);
    // Saved bytes stand for just the changes that came with them.
    const isWhole = verdict.taken.length === changes.length && fresh.length === changes.length;
    const taken = this.#take(verdict.taken, call, isWhole ? saved : nothingSaved);
    const kept = this.#keepQuarantined(call, membership);
    this.wait(verdict.waiting);
    this.#held = [...verdict.ofNewer].filter((hash) => this.#waiting.has(hash) && verdict.facts.get(hash)?.actor !== initialActor).length;
    keep([...taken, ...kept]);
    if ([...taken, ...kept].some(({ hash }) => missing.has(hash))) this.#settleNow();
    const counting = taken.filter(({ hash }) => !call.quarantined.has(hash)).length;
    if (taken.length + kept.length > 0) tell(['change', 'refused_change']);
    const refused = [...call.dropped, ...call.quarantined.keys()];
    return { taken: counting, refused, waiting: verdict.waiting.map(({ hash }) => hash) };
  }

  /**
   * Takes in the first `count` of the changes that are all the rest of a roadmap, each after those that it follows upon: whether one counts may
   * depend on those after it. Answers whether they were taken as what they are; when not, all of them are to be received.
   */
  receivePart(changes: readonly JournalChange[], count: number, part: PartOfRoadmap): boolean {
    const { log, team, now, keep, tell, lateRows } = this.#parts;
    const at = new Date(now()).toISOString();
    const missing = this.#quarantine.missing(team.membership);
    if (changes.some(({ hash }) => log.has(hash) || missing.has(hash))) return false;
    const { facts, taken } = this.#judge.judge(
      changes.map((change) => ({ ...change, receivedAt: at })),
      team.membership,
    );
    const first = taken.slice(0, count);
    const [{ documentId } = { documentId: '' }] = first;
    if (taken.length < changes.length) return false;
    const call: Call = { facts, quarantined: new Map(), dropped: new Set(), settled: false };
    const stored = this.#take(first, call, new Map([[documentId, part]]));
    keep(stored);
    if (stored.length > 0) tell(['change']);
    return lateRows.begun.has(documentId);
  }

  /** Rows of large roadmaps may still be on their way; what is new beside them does not touch them. */
  #makeWay({ taken, quarantined }: Verdict): void {
    const { log, lateRows } = this.#parts;
    const { begun } = lateRows;
    const documents = [...new Map(taken.map((change) => [change.documentId, change])).values()];
    const isNew = ({ documentId, kind }: DocumentChange): boolean =>
      (kind === 'roadmap' || kind === 'text') && (log.document(documentId) === null || begun.has(documentId));
    // What is still coming is brought up to date with all else when it is there; but an archive takes issues out of it.
    const isOfBegun = ({ kind, roadmapId }: DocumentChange): boolean => kind === 'archive' && begun.has(roadmapId ?? '');
    if (quarantined.length > 0 || documents.some(isOfBegun)) lateRows.catchUp();
    else if (!documents.every(isNew)) lateRows.workOff();
  }

  /** Holds back what came too early, the newest of it. */
  wait(changes: readonly JournalChange[]): void {
    let bytes = 0;
    const held = changes.filter((change) => (bytes += change.bytes.length) <= mostWaiting);
    this.#waiting = new Map(held.map((change) => [change.hash, change]));
  }

  /** Stores and projects changes; what no rows can be made of is dropped, with what builds on it. Gives what was stored. */
  #take(changes: readonly DocumentChange[], call: Call, saved: SavedBytes = nothingSaved): DocumentChange[] {
    const { connection, log, writer, cache, lateRows } = this.#parts;
    const left = changes.filter((change) => this.#isStillTaken(change, call));
    if (left.length === 0) return [];
    let done = false;
    let twin = false;
    const arrived: Arrived = { unprojected: [], unsaved: [], begun: [] };
    const { begun } = lateRows;
    // Whoever looked at one that is still coming has loaded what there was of it.
    for (const { documentId } of left) if (begun.has(documentId)) cache.drop(documentId);
    try {
      connection.transaction(() => receiveChanges({ log, writer, documentOf: (id) => this.#open(id), saved, begun, arrived }, left))();
      done = true;
      for (const { documentId } of left) lateRows.isWhole(documentId);
      for (const { id, roadmap } of arrived.begun) lateRows.begins(id, roadmap);
      for (const { id, document } of arrived.unsaved) this.#parts.unsaved(id, document);
      lateRows.arrived(arrived.unprojected);
      return left;
    } catch (error) {
      if (isOfStorage(error)) throw error;
      twin = isTwin(error);
    } finally {
      for (const { documentId } of left) {
        if (done) cache.changed(documentId);
        else cache.drop(documentId);
      }
    }
    const [only, ...others] = left;
    if (only === undefined) return [];
    if (others.length === 0) return twin ? this.#takeTwin(only, call) : this.#drop(only, call);
    // Nothing of them was kept; which of them it was is found by halves.
    const half = Math.ceil(left.length / 2);
    return [...this.#take(left.slice(0, half), call), ...this.#take(left.slice(half), call)];
  }

  #drop({ hash }: DocumentChange, { dropped }: Call): [] {
    dropped.add(hash);
    return [];
  }

  /** Whether nothing that a change builds on was dropped or refused while those before it were stored. */
  #isStillTaken(change: DocumentChange, { facts, quarantined, dropped, settled }: Call): boolean {
    const deps = facts.get(change.hash)?.deps ?? [];
    if (deps.some((hash) => dropped.has(hash))) dropped.add(change.hash);
    else if (deps.some((hash) => quarantined.has(hash) || (settled && this.#parts.refused.has(hash)))) {
      quarantined.set(change.hash, { change, reason: 'builds-on-refused' });
    } else return true;
    return false;
  }

  /** Stores a change beside which another one has the same number of the same actor; one of them does not count from here on. */
  #takeTwin(change: DocumentChange, call: Call): DocumentChange[] {
    this.#parts.lateRows.catchUp();
    const { connection, log, refused, cache } = this.#parts;
    let settlement: Settlement;
    try {
      settlement = connection.transaction(() => {
        log.append(change);
        return this.settle();
      })();
    } catch (error) {
      if (isOfStorage(error)) throw error;
      // The one that would count is such that no document can be made of it. Nothing of it was kept.
      this.forget();
      cache.drop(change.documentId);
      return this.#drop(change, call);
    }
    this.#settled(settlement);
    call.settled = true;
    if (refused.has(change.hash)) call.quarantined.set(change.hash, { change, reason: 'equivocation' });
    return [change];
  }

  #keepQuarantined({ quarantined, settled }: Call, membership: Membership): DocumentChange[] {
    const { connection, log, refused } = this.#parts;
    const fresh = [...quarantined.values()].filter(({ change }) => !log.has(change.hash));
    if (fresh.length === 0) return [];
    const kept = connection
      .transaction(() => this.#quarantine.keep(fresh, membership))()
      .map(({ change }) => change);
    // Of two changes with one number the one counts on which more people have built: these may be such.
    if (settled || refused.all().some(({ reason }) => reason === 'equivocation')) this.#settleNow();
    return kept;
  }

  #settleNow(): void {
    this.#parts.lateRows.catchUp();
    this.#settled(this.#parts.connection.transaction(() => this.settle())());
  }

  /** Judges everything in the log anew, and makes documents and rows without what does not count. Part of a transaction. */
  settle(touched: Iterable<string> = []): Settlement {
    const { log, cache, team, deviceId, dropUndo, dropUnsaved } = this.#parts;
    const settlement = this.#quarantine.settle(team.membership);
    const documents = new Set([...touched, ...settlement.documents]);
    for (const id of documents) {
      cache.drop(id);
      dropUnsaved(id);
      const place = { id, ...log.documentPlace(id) };
      log.setHeads(place, []);
      const back = settlement.back.filter(({ documentId }) => documentId === id);
      log.setHeads(place, this.#openWithout(id, back)?.heads() ?? []);
    }
    const own = settlement.gone.flatMap((hash) => (log.change(hash)?.deviceId === deviceId ? (log.seqOf(hash) ?? []) : []));
    if (own.length > 0) dropUndo(Math.min(...own));
    if (documents.size > 0) this.wholePlan().project();
    return settlement;
  }

  /**
   * Opens a document of which some changes count again. What did not count was never tried, so no document may be made of it: it is kept aside
   * then with what builds on it, as it would have been taken from nobody.
   */
  #openWithout(id: string, back: Settlement['back']): PlanDocument | null {
    const { cache, refused } = this.#parts;
    try {
      return this.#open(id);
    } catch (error) {
      if (isOfStorage(error) || back.length === 0) throw error;
    }
    for (const one of back) this.#quarantine.keepAside(one);
    for (const one of back) {
      if (this.#history.fact(one.hash)?.deps.some((hash) => refused.has(hash)) === true) continue;
      this.#quarantine.release(one.hash);
      cache.drop(id);
      try {
        this.#open(id);
      } catch (error) {
        if (isOfStorage(error)) throw error;
        this.#quarantine.keepAside(one);
      }
    }
    cache.drop(id);
    return this.#open(id);
  }

  /** Call it when what was judged anew is on disk. */
  #settled({ documents }: Settlement): void {
    // What this device did may be gone from a document: its actor must not count on from there.
    if (documents.size > 0) this.#parts.changeActor();
  }

  /** As {@link PlanStore.lostChanges}. */
  lostChanges(hashes: readonly string[]): Result<LostChanges, string> {
    const { log, refused } = this.#parts;
    const unknown = hashes.find((hash) => !refused.has(hash));
    return unknown === undefined ? success(lostChanges(log, this.#history, hashes)) : failure(unknown);
  }

  /** As {@link Intake.settle}, for entries that were appended in the same transaction; gives what to do when it is on disk. */
  settleMembers(): () => void {
    this.#quarantine.reload();
    const settlement = this.settle();
    return () => this.#settled(settlement);
  }

  /** Forgets what is kept in memory only to be fast, or was read of what is there no longer. */
  forget(): void {
    this.#history.forget();
    this.#quarantine.reload();
  }
}
