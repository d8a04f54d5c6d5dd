// How changes that were made elsewhere become part of the workspace: judged and received from others, restored from the journal or a
// backup, or put in the place of all that there was.
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import type { ChangeLog, LoggedChange, StoredChange } from '#electron/engine/store/change-log.ts';
import type { WriteConnection } from '#electron/engine/store/connection.ts';
import type { Journal, JournalChange } from '#electron/engine/store/journal.ts';
import { packText } from '#electron/engine/store/packed-text.ts';
import type { PlanFileRow, PlanFileTable } from '#electron/engine/store/plan-file-table.ts';
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import { isScenarioFolder } from '#electron/engine/store/scenario-place.ts';
import { Membership } from '#electron/engine/team/membership.ts';
import type { MembershipEntry } from '#electron/engine/team/membership-entry.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { ChangeHistory, type Follows } from './change-history.ts';
import { ChangeJudge } from './change-judge.ts';
import { readChangeMessage } from './change-message.ts';
import { type DocumentChange, isDocumentChange } from './document-change.ts';
import type { DocumentCache } from './document-cache.ts';
import { spaceId } from './place.ts';
import { initialChanges, type MadeChange, type PlanDocument } from './plan-document.ts';
import type { Receipt } from './receipt.ts';
import { receiveChanges } from './receive-changes.ts';
import { storedEntry, type TeamStore } from './team-store.ts';
import { upgradeDocuments } from './upgrade-documents.ts';
import { WholePlan } from './whole-plan.ts';

/** What an {@link Intake} works with. */
export interface IntakeParts {
  /** The workspace. */
  readonly folder: string;
  readonly connection: WriteConnection;
  readonly log: ChangeLog;
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
  /** Begins to make changes as somebody new. */
  changeActor(): void;
}

/** A plan file as it was imported last. */
type PlanFile = Omit<PlanFileRow, 'importedAt'> & { readonly path: string };

/** Changes held back until what they wait for has come: as many bytes at most. */
const mostWaiting = 32 * 1024 * 1024;

/** Whether an error is the disk's or the database's, and says nothing about what was to be written. */
function isOfStorage(error: unknown): boolean {
  // SQLite and Node name their errors by a code.
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (code.startsWith('SQLITE_') && !code.startsWith('SQLITE_CONSTRAINT')) || /^E[A-Z]+$/u.test(code);
}

/** Takes in changes. */
export class Intake {
  readonly #parts: IntakeParts;
  readonly #history: ChangeHistory;
  readonly #judge: ChangeJudge;
  /** What came too early, oldest first. */
  #waiting = new Map<string, JournalChange>();

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    this.#history = new ChangeHistory(parts.log);
    this.#judge = new ChangeJudge(parts.log, this.#history);
  }

  /** What all rows, or those of a roadmap, are made of. */
  wholePlan(): WholePlan {
    const { cache, log, writer, team } = this.#parts;
    return new WholePlan({ cache, log, writer, members: team.membership.members(), now: this.#parts.now() });
  }

  #open(id: string): PlanDocument | null {
    return this.#parts.cache.open(id, this.#parts.now());
  }

  /** As {@link PlanStore.receive}. */
  receive(changes: readonly JournalChange[]): Receipt {
    const { log, team, now, keep, tell } = this.#parts;
    const at = new Date(now()).toISOString();
    const all = new Map([...this.#waiting.values(), ...changes].map((change) => [change.hash, { ...change, receivedAt: at }]));
    const fresh = [...all.values()].filter(({ hash }) => !log.has(hash));
    const verdict = this.#judge.judge(fresh, team.membership);
    const refused = new Set(verdict.refused);
    const taken = this.#take(verdict.taken, verdict.follows, refused);
    this.#waiting = new Map(verdict.waiting.map((change) => [change.hash, change]));
    this.#dropWaiting();
    keep(taken);
    if (taken.length > 0) tell(['change']);
    return { taken: taken.length, refused: [...refused], waiting: verdict.waiting.map(({ hash }) => hash) };
  }

  #dropWaiting(): void {
    let bytes = 0;
    for (const change of [...this.#waiting.values()].toReversed()) {
      bytes += change.bytes.length;
      if (bytes > mostWaiting) this.#waiting.delete(change.hash);
    }
  }

  /**
   * As {@link PlanStore.team.join}.
   */
  join(entries: readonly MembershipEntry[], changes: readonly JournalChange[]): Result<Receipt, Problem> {
    const { journal, connection, team, deviceId } = this.#parts;
    const refusal = this.refuseJoin();
    if (refusal !== null) return failure(refusal);
    const membership = new Membership(entries);
    if (membership.role(deviceId) === null) {
      return failure(problem('invalid-argument', 'This device is not among the members of the team that it was to join.', 'entries'));
    }
    const at = new Date(this.#parts.now()).toISOString();
    const given = new Map(changes.map((change) => [change.hash, { ...change, receivedAt: at }]));
    const nothing = { documentOf: () => null, of: () => [] };
    const verdict = new ChangeJudge(nothing, new ChangeHistory(nothing)).judge([...given.values()], membership);
    if (!verdict.taken.some(({ kind }) => kind === 'space')) {
      return failure(
        problem('invalid-argument', 'Expected a whole plan of the team, but its beginning did not come. Try again.', 'changes'),
      );
    }
    const all = [...entries.map((entry) => storedEntry(entry, at)), ...verdict.taken];
    journal.prepare(all);
    connection.transaction(() => {
      this.#clear();
      this.#takeAll(all);
    })();
    journal.exchange();
    // What was done here so far is gone: its actor must not count on where it had been.
    this.#parts.changeActor();
    this.upgrade();
    this.#waiting = new Map(verdict.waiting.map((change) => [change.hash, change]));
    this.#dropWaiting();
    team.reload();
    this.#parts.tell(['change']);
    return success({ taken: verdict.taken.length, refused: [...verdict.refused], waiting: verdict.waiting.map(({ hash }) => hash) });
  }

  /** Why a team cannot be joined here; `null` while nothing was done but what begins a workspace. */
  refuseJoin(): Problem | null {
    const { log, team, folder } = this.#parts;
    const wayOut = 'Join into a new one: sextant peer join LINK --workspace NEW-FOLDER';
    if (isScenarioFolder(folder)) return problem('invalid-argument', `A scenario cannot become the plan of a team. ${wayOut}`);
    if (team.membership.workspaceId !== null) return problem('duplicate', `This workspace belongs to a team already. ${wayOut}`);
    const begun = new Set(initialChanges('space', spaceId).map(({ hash }) => hash));
    const isBeginning = ({ documentId, hash, bytes }: LoggedChange): boolean =>
      documentId === spaceId &&
      (begun.has(hash) || readChangeMessage(readChangeHead(bytes)?.message ?? '')?.command === 'create-workspace');
    for (const change of log.after(0)) {
      if (!isBeginning(change)) return problem('duplicate', `This workspace already holds a plan, which joining would replace. ${wayOut}`);
    }
    return null;
  }

  /** Takes changes that were stored elsewhere into the log and makes all rows anew. */
  restore(changes: readonly JournalChange[]): void {
    this.#parts.connection.transaction(() => this.#takeAll(changes))();
    this.#parts.writer.takeWritten();
  }

  /** As {@link PlanStore.replace}. */
  replace(changes: readonly JournalChange[], planFiles: readonly PlanFile[]): void {
    const { journal, connection, planFiles: table, tell } = this.#parts;
    const at = new Date(this.#parts.now()).toISOString();
    journal.prepare(changes);
    connection.transaction(() => {
      this.#clear();
      this.#takeAll(changes);
      for (const { path, roadmapId, text } of planFiles) table.write(path, { roadmapId, importedAt: at }, packText(text));
    })();
    journal.exchange();
    this.upgrade();
    tell([]);
  }

  #clear(): void {
    const { log, cache } = this.#parts;
    for (const { id } of log.documents()) cache.drop(id);
    log.clear();
  }

  #takeAll(changes: readonly JournalChange[]): void {
    const { log, cache, team } = this.#parts;
    const touched = new Map<string, DocumentChange>();
    for (const change of changes) {
      log.append(change);
      if (isDocumentChange(change)) touched.set(change.documentId, change);
    }
    for (const [id, { kind, roadmapId }] of touched) {
      cache.drop(id);
      log.setHeads({ id, kind, roadmapId }, []);
      log.setHeads({ id, kind, roadmapId }, this.#open(id)?.heads() ?? []);
    }
    this.#history.forget();
    team.reload();
    this.wholePlan().project();
  }

  /** Gives documents of an older shape what its newer versions brought, without loading them; rows do not change by it. */
  upgrade(): void {
    const { connection, log, cache } = this.#parts;
    let at: string | null = null;
    const sign = (id: string, change: MadeChange): StoredChange =>
      this.#parts.sign(id, change, (at ??= new Date(this.#parts.now()).toISOString()));
    this.#parts.keep(connection.transaction(() => upgradeDocuments(log, cache, sign))());
  }

  /** Forgets what is kept in memory only to be fast. */
  freeIdle(): void {
    this.#history.forget();
  }

  /** Stores and projects changes; those that no rows can be made of are added to `refused`, with what builds on them. Gives the others. */
  #take(changes: readonly DocumentChange[], follows: Follows, refused: Set<string>): DocumentChange[] {
    const { connection, log, writer, cache } = this.#parts;
    const left: DocumentChange[] = [];
    for (const change of changes) {
      if (follows.get(change.hash)?.some((hash) => refused.has(hash)) === true) refused.add(change.hash);
      else left.push(change);
    }
    if (left.length === 0) return [];
    let done = false;
    try {
      connection.transaction(() => receiveChanges(log, writer, (id) => this.#open(id), left))();
      done = true;
      return left;
    } catch (error) {
      if (isOfStorage(error)) throw error;
    } finally {
      for (const { documentId } of left) {
        if (done) cache.changed(documentId);
        else cache.drop(documentId);
      }
    }
    const [only, ...others] = left;
    if (only !== undefined && others.length === 0) refused.add(only.hash);
    // Nothing of them was kept; which of them it was is found by halves.
    const half = Math.ceil(left.length / 2);
    if (others.length === 0) return [];
    return [...this.#take(left.slice(0, half), follows, refused), ...this.#take(left.slice(half), follows, refused)];
  }
}
