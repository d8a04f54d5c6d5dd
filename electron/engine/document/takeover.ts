// Changes that were stored elsewhere take the place of what there was, or join it: from the journal and backups, from an exported workspace,
// from a team that is joined.
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import type { LoggedChange, StoredChange } from '#electron/engine/store/change-log.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { packText } from '#electron/engine/store/packed-text.ts';
import type { PlanFileRow } from '#electron/engine/store/plan-file-table.ts';
import { isScenarioFolder } from '#electron/engine/store/scenario-place.ts';
import { Membership } from '#electron/engine/team/membership.ts';
import type { MembershipEntry } from '#electron/engine/team/membership-entry.ts';
import { failure, type Result, success } from '#shared/base/result.ts';
import { problem, type Problem } from '#shared/contract/problem.ts';
import { ChangeHistory } from './change-history.ts';
import { ChangeJudge } from './change-judge.ts';
import { readChangeMessage } from './change-message.ts';
import { isDocumentChange } from './document-change.ts';
import type { Intake, IntakeParts } from './intake.ts';
import { spaceId } from './place.ts';
import { initialChanges, type MadeChange } from './plan-document.ts';
import type { Receipt } from './receipt.ts';
import { storedEntry } from './team-store.ts';
import { upgradeDocuments } from './upgrade-documents.ts';

/** A plan file as it was imported last. */
type PlanFile = Omit<PlanFileRow, 'importedAt'> & { readonly path: string };

/** Takes over changes in bulk. */
export class Takeover {
  readonly #parts: IntakeParts;
  readonly #intake: Intake;

  constructor(parts: IntakeParts, intake: Intake) {
    this.#parts = parts;
    this.#intake = intake;
  }

  /** As {@link TeamStore.join}. */
  join(entries: readonly MembershipEntry[], changes: readonly JournalChange[]): Result<Receipt, Problem> {
    const { journal, connection, deviceId } = this.#parts;
    const refusal = this.refuseJoin();
    if (refusal !== null) return failure(refusal);
    const membership = new Membership(entries);
    if (membership.role(deviceId) === null) {
      return failure(problem('invalid-argument', 'This device is not among the members of the team that it was to join.', 'entries'));
    }
    const at = new Date(this.#parts.now()).toISOString();
    const given = new Map(changes.map((change) => [change.hash, { ...change, receivedAt: at }]));
    // Nothing of what is here is left, so nothing of it counts for what comes.
    const verdict = new ChangeJudge(new ChangeHistory(() => null), () => false).judge([...given.values()], membership);
    if (verdict.ofNewer.size > 0) {
      const message = 'The team works with a newer Sextant than this one. Bring this one up to date; the invitation waits for that.';
      return failure(problem('invalid-argument', message, 'changes'));
    }
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
    this.#intake.wait(verdict.waiting);
    this.#parts.tell(['change', 'refused_change']);
    const refused = [...verdict.dropped, ...verdict.quarantined.map(({ change }) => change.hash)];
    return success({ taken: verdict.taken.length, refused, waiting: verdict.waiting.map(({ hash }) => hash) });
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
    const touched = new Set<string>();
    for (const change of changes) {
      log.append(change);
      if (!isDocumentChange(change)) continue;
      const { documentId: id, kind, roadmapId } = change;
      if (!touched.has(id)) log.setHeads({ id, kind, roadmapId }, []);
      touched.add(id);
      cache.drop(id);
    }
    this.#intake.forget();
    team.reload();
    const { documents } = this.#intake.settle(touched);
    // Entries of the membership chain make rows too.
    if (touched.size + documents.size === 0) this.#intake.wholePlan().project();
  }

  /** Gives documents of an older shape what its newer versions brought, without loading them; rows do not change by it. */
  upgrade(): void {
    const { connection, log, cache } = this.#parts;
    let at: string | null = null;
    const sign = (id: string, change: MadeChange): StoredChange =>
      this.#parts.sign(id, change, (at ??= new Date(this.#parts.now()).toISOString()));
    this.#parts.keep(connection.transaction(() => upgradeDocuments(log, cache, sign))());
  }
}
