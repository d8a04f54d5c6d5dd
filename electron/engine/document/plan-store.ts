// Where steps become durable: documents changed, changes signed, rows written, all in one transaction. What a step
// cannot finish it takes back as a whole.
import { dirname } from 'node:path';
import type { ChangeLog, StoredChange } from '#electron/engine/store/change-log.ts';
import { createChangeLog } from '#electron/engine/store/change-log.ts';
import { withoutCheckpoint, type WriteConnection } from '#electron/engine/store/connection.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { RowWriter } from '#electron/engine/store/row-writer.ts';
import { createRowReader } from '#electron/engine/store/row-reader.ts';
import type { PlanRows } from './plan-rows.ts';
import { must } from '#shared/base/must.ts';
import { defaultCapacity } from '#shared/plan/workspace.ts';
import { packText } from '#electron/engine/store/packed-text.ts';
import { createPlanFileTable, type PlanFileRow, type PlanFileTable } from '#electron/engine/store/plan-file-table.ts';
import { finish } from './finish.ts';
import { newActor } from './device-actor.ts';
import { ConflictProjection } from './conflict-projection.ts';
import { PeerTable } from '#electron/engine/store/peer-table.ts';
import { DocumentCache } from './document-cache.ts';
import type { DocumentWork } from './document-work.ts';
import { LateRows } from './late-rows.ts';
import type { LoggedMessage, RowBacklog } from './row-backlog.ts';
import { Intake, type IntakeParts } from './intake.ts';
import { Takeover } from './takeover.ts';
import { createRefusedChanges } from '#electron/engine/store/refused-change.ts';
import type { Receipt } from './receipt.ts';
import { roadmapHead } from './roadmap-part.ts';
import { momentOf } from './moment.ts';
import { NewDocument } from './new-document.ts';
import { spaceId, textDocumentId, workspaceRecordId } from './place.ts';
import { documentVersion, type MadeChange, type PlanDocument, type ReadableDocument } from './plan-document.ts';
import { Projection } from './projection.ts';
import type { Heads } from './record.ts';
import { SnapshotBacklog } from './snapshot-backlog.ts';
import { type DocumentEdit, Step } from './step.ts';
import { stepLabel } from './step-label.ts';
import { UndoHistory } from './undo-history.ts';
import type { SavedBytes } from './receive-changes.ts';
import type { PlanStoreParts, Source } from './plan-store-parts.ts';
import { TeamRefusal } from './team-refusal.ts';
import { TeamStore } from './team-store.ts';
import { bodiesOf, hasDependencies } from './whole-plan.ts';
import { type AnyWork, WorkBuilder } from './work-builder.ts';

/** How long a document stays in memory without being used, in milliseconds. */
const idleTime = 5 * 60_000;

/** Where a commit in pieces is: nothing of it is there yet, or all of it is on disk. */
type CommitPiece = 'building' | 'kept';

const isLargeRoadmap = (work: AnyWork): work is DocumentWork<NewDocument> =>
  work.edit.kind === 'roadmap' && work.document instanceof NewDocument;

/** The documents and rows of one workspace. */
export class PlanStore {
  /** The plan as it stands. */
  readonly rows: PlanRows;
  readonly author: string;
  readonly source: Source;
  /** What this device alone knows about working with others. */
  readonly peers: PeerTable;
  /** Rows that are still to be made. */
  readonly lateRows: LateRows;
  /** What can be taken back. */
  readonly history: UndoHistory;
  /** Who belongs to the workspace. */
  readonly team: TeamStore;
  readonly #connection: WriteConnection;
  /** Every change, for those who only read it. */
  readonly log: ChangeLog;
  readonly #log: ChangeLog;
  readonly #cache: DocumentCache;
  readonly #writer: RowWriter;
  readonly #parts: PlanStoreParts;
  readonly #planFiles: PlanFileTable;
  readonly #snapshots: SnapshotBacklog;
  readonly #builder: WorkBuilder;
  readonly #intake: Intake;
  readonly #takeover: Takeover;
  readonly #setting;

  constructor(parts: PlanStoreParts) {
    this.#parts = parts;
    this.#connection = parts.connection;
    this.rows = createRowReader(parts.connection);
    this.author = parts.author;
    this.source = parts.source;
    this.log = this.#log = createChangeLog(parts.connection);
    this.peers = new PeerTable(parts.connection);
    this.#planFiles = createPlanFileTable(parts.connection);
    this.#setting = parts.connection.prepare<[string, string]>(
      'INSERT INTO archive_setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    );
    this.#writer = new RowWriter(parts.connection);
    // A new actor a start: a restored backup must never go on counting where the lost one had been.
    const actor = newActor(this.deviceId, this.source.newId());
    this.#cache = new DocumentCache(this.#log, actor);
    this.#snapshots = new SnapshotBacklog(this.#cache);
    const look = (id: string): ReadableDocument | null => this.#snapshots.get(id) ?? this.#cache.look(id, this.source.now());
    const onWritten = (): void => this.#tell([]);
    const project = (id: string): void => this.#connection.transaction(() => this.#intake.wholePlan().projectRoadmap(id))();
    this.lateRows = new LateRows({ connection: parts.connection, log: this.#log, writer: this.#writer, look, project, onWritten });
    this.history = new UndoHistory(parts.connection, parts.author, actor);
    const { connection, journal, device } = parts;
    const shared = { connection, log: this.#log, writer: this.#writer, folder: this.folder, now: () => this.source.now() };
    this.team = new TeamStore({
      ...shared,
      device,
      heads: () => this.moment(null)?.heads ?? {},
      join: (entries, changes) => this.#takeover.join(entries, changes),
      catchUp: () => this.lateRows.catchUp(),
      settle: () => this.#intake.settleMembers(),
      refuseJoin: () => this.#takeover.refuseJoin(),
      onStored: (stored) => {
        this.#keepInJournal(stored);
        this.#tell(['change', 'refused_change']);
      },
    });
    this.#builder = new WorkBuilder({
      cache: this.#cache,
      history: this.history,
      author: parts.author,
      membership: () => this.team.membership.heads,
      now: shared.now,
    });
    const intakeParts: IntakeParts = {
      ...shared,
      refused: createRefusedChanges(connection),
      journal,
      cache: this.#cache,
      planFiles: this.#planFiles,
      team: this.team,
      deviceId: device.deviceId,
      sign: (documentId, change, receivedAt) => this.#sign(documentId, change, receivedAt),
      keep: (changes) => this.#keepInJournal(changes),
      tell: (further) => this.#tell(further),
      dropUnsaved: (id) => this.#snapshots.drop(id),
      changeActor: () => this.#changeActor(),
      dropUndo: (seq) => this.history.dropFrom(seq),
      lateRows: this.lateRows,
      unsaved: (id, document) => this.#snapshots.add(id, document),
    };
    this.#intake = new Intake(intakeParts);
    this.#takeover = new Takeover(intakeParts, this.#intake);
  }

  #tell(further: readonly string[]): void {
    this.#parts.onCommit({ revision: this.revision, tables: [...this.#writer.takeWritten(), ...further] });
  }

  #changeActor(): void {
    const actor = newActor(this.deviceId, this.source.newId());
    for (const maker of [this.#cache, this.history]) maker.changeActor(actor);
  }

  /** The workspace. */
  get folder(): string {
    return dirname(this.#connection.name);
  }

  /** Hex public key of this device. */
  get deviceId(): string {
    return this.#parts.device.deviceId;
  }

  /** Sequence number of the newest change. */
  get revision(): number {
    return this.#log.lastSeq();
  }

  /** A document, loaded when it is not in memory; `null` when there is none. */
  document(id: string): PlanDocument | null {
    return this.#cache.open(id, this.source.now());
  }

  /** The bytes of a document as it stands, with its history; `null` when there is none. */
  saved(id: string): Uint8Array | null {
    return this.#cache.save(id, this.source.now());
  }

  /** Body of an issue, from its document. */
  body(roadmapId: string, issueId: string): string {
    return this.document(textDocumentId(roadmapId, issueId))?.readText(issueId) ?? '';
  }

  /** Changes of the log that do not count, with what they did, in the order of the log; the first of `hashes` that is none fails. */
  lostChanges(hashes: readonly string[]): ReturnType<Intake['lostChanges']> {
    return this.#intake.lostChanges(hashes);
  }

  /** Heads of every document after a change of the log, and when it came; `null` for `seq` is now. `null` when there is no such change. */
  moment(seq: number | null): { readonly heads: Heads; readonly at: string } | null {
    return momentOf(this.#log, seq, this.source.now(), (id) => must(this.document(id), `the document ${id}`));
  }

  /**
   * Carries out a step and returns when it is on disk. {@link PlanStore.finishSnapshots} may be due afterwards. @throws when
   * that fails; nothing has changed then.
   */
  commit(step: Step): void {
    finish(this.commitInPieces(step, Number.POSITIVE_INFINITY));
  }

  /**
   * As {@link PlanStore.commit}, with a pause after each new document and after every `pieceTime` ms of work on one; in a pause other steps
   * may be carried out. `last` may add edits of documents that are there already, when no pause follows any more before
   * all is on disk. What is not published when the generator ends early is forgotten. After pieces that are `kept`, the
   * rows of new roadmaps are still being made; ending early then makes the rest of them at once.
   */
  *commitInPieces(step: Step, pieceTime: number, last: () => void = () => {}): Generator<CommitPiece, void, void> {
    this.#refuse(step);
    const works: AnyWork[] = [];
    let own: RowBacklog | null = null;
    let published = false;
    try {
      for (const edit of step.documents()) {
        if (this.#log.document(edit.id) !== null) continue;
        works.push(yield* this.#builder.build(edit, step, pieceTime));
        yield 'building';
      }
      last();
      // What it added was not looked at yet.
      this.#refuse(step);
      const built = new Set(works.map((work) => work.edit));
      for (const edit of step.documents()) {
        if (built.has(edit)) continue;
        if (this.#log.document(edit.id) === null) works.push(finish(this.#builder.build(edit, step, Number.POSITIVE_INFINITY)));
        else works.push(this.#builder.change(edit, this.#existing(edit.id), step));
      }
      if (works.length > 0 || step.planFiles.length > 0 || step.turns !== null) own = this.#publish(works, step);
      published = true;
    } finally {
      if (!published) {
        for (const { document, isNew } of works) if (isNew && !(document instanceof NewDocument)) document.free();
        // A document whose change was begun but not published is ahead of the disk.
        for (const edit of step.documents()) this.#cache.drop(edit.id);
      }
    }
    const now = this.source.now();
    for (const { edit, document, isNew } of works) {
      if (document instanceof NewDocument) this.#snapshots.add(edit.id, document);
      else if (isNew) this.#cache.adopt(edit.id, document, now);
      else this.#cache.changed(edit.id);
    }
    if (own !== null) yield* this.#workOff(own, pieceTime);
  }

  #refuse(step: Step): void {
    const refused = step.documents().length === 0 ? null : this.team.refusal();
    if (refused !== null) throw new TeamRefusal(refused);
  }

  *#workOff(own: RowBacklog, pieceTime: number): Generator<CommitPiece, void, void> {
    try {
      while (this.lateRows.isAt(own)) {
        if (pieceTime < Number.POSITIVE_INFINITY) yield 'kept';
        this.lateRows.piece();
      }
    } finally {
      this.lateRows.catchUp();
    }
  }

  /** Whether new documents are still to be kept in the form that loads fastest. */
  get owesSnapshots(): boolean {
    return !this.#snapshots.isEmpty;
  }

  /** Keeps new documents in the form that loads fastest, with a pause after every `pieceTime` ms. Nobody needs to wait for it. */
  finishSnapshots(pieceTime: number): Generator<void, void, void> {
    return this.#snapshots.make(pieceTime);
  }

  /** Whether a step must be worked out anew after {@link LateRows.catchUp}: it was refused, or changes what is not all there. */
  isAhead(step: Step, refused: boolean): boolean {
    if (!this.lateRows.isBehind) return false;
    // A dependency between roadmaps counts with those that its issues have in their own.
    const touches = ({ roadmapId, records }: DocumentEdit): boolean =>
      roadmapId === null ? records.some(({ collection }) => collection === 'dependency') : this.lateRows.has(roadmapId);
    return refused || step.documents().some(touches);
  }

  #sign(documentId: string, change: MadeChange, receivedAt: string): StoredChange {
    const { device } = this.#parts;
    return { documentId, ...change, deviceId: device.deviceId, signature: device.sign(change.hash), receivedAt };
  }

  /** Writes changes and rows in one transaction, then the journal, then tells; gives the rows that are left for later. */
  #publish(works: readonly AnyWork[], step: Step): RowBacklog | null {
    const at = new Date(this.source.now()).toISOString();
    const stored: JournalChange[] = [];
    let tables: string[] = [];
    const opened = new Map<string, ReadableDocument>(works.map(({ edit, document }) => [edit.id, document]));
    const documentOf = (id: string): ReadableDocument | null => opened.get(id) ?? this.document(id);
    // Bodies of issues that come back: out of saved bytes, because loading all texts of 10,000 issues takes two seconds.
    const bodies = new Map<string, ReadableDocument | null>();
    const textOf = (id: string): ReadableDocument | null => {
      const known = opened.get(id) ?? bodies.get(id);
      if (known !== undefined) return known;
      const text = this.#cache.look(id, this.source.now());
      bodies.set(id, text);
      return text;
    };
    // Their rows would keep everybody waiting; they follow in pieces.
    const later = new Map(
      works
        .filter(isLargeRoadmap)
        .map(({ edit: { id }, document, touched }) => [id, { id, document, touched, changes: new Array<LoggedMessage>(), arrived: null }]),
    );
    if (later.size > 0) this.lateRows.catchUp();
    // Before the rows change: it names issues by their keys, and some of them may be gone then.
    const label = step.label ?? stepLabel(step, this.rows);
    const write = this.#connection.transaction(() => {
      const projection = new Projection(this.#writer, bodiesOf(textOf), documentOf);
      const files = step.planFiles.map(({ path, row }) => {
        const before = this.#planFiles.read(path);
        if (row === null) {
          this.#planFiles.remove(path);
          return { path, before, after: null };
        }
        const packed = row.packed ?? packText(row.text);
        this.#planFiles.write(path, { roadmapId: row.roadmapId, importedAt: row.importedAt ?? at }, packed);
        return { path, before, after: packed.sha256 };
      });
      for (const { edit, document, isNew, made } of works) {
        for (const { change, message } of made) {
          const signed = this.#sign(edit.id, change, at);
          const seq = this.#log.append(signed);
          stored.push({ ...signed, kind: edit.kind, roadmapId: edit.roadmapId });
          if (later.has(edit.id))
            later.get(edit.id)?.changes.push({ change: { seq, hash: signed.hash, deviceId: signed.deviceId }, message });
          else projection.activity({ ...signed, seq }, edit.roadmapId, message);
        }
        this.#log.setHeads(edit, document.heads());
        if (isNew) this.#log.setSchemaVersion(edit.id, documentVersion[edit.kind]);
        if (later.has(edit.id)) this.#log.setProjected(edit.id, false);
      }
      for (const { edit, document, touched, texts } of works) {
        if (edit.kind === 'space') projection.space(document, touched);
        else if (later.has(edit.id)) projection.roadmap(edit.id, document, roadmapHead(touched));
        else if (edit.kind === 'roadmap') projection.roadmap(edit.id, document, touched);
        else if (edit.kind === 'archive') projection.archive(edit.roadmapId ?? '', document, touched, documentOf);
        else for (const issueId of texts) projection.body(edit.roadmapId ?? '', issueId, document.readText(issueId) ?? '');
      }
      for (const { edit, document, touched } of works) {
        if (hasDependencies(edit.kind) && !later.has(edit.id)) projection.dependencies(edit.id, document, touched);
      }
      projection.settleArchive(documentOf, step.contents);
      projection.finish();
      new ConflictProjection(this.#writer, this.#log).ownStep(works);
      tables = this.#writer.takeWritten();
      if (this.history.keep(step, works, files, { label, at, seq: this.#log.lastSeq() })) tables.push('undo_step');
      if (files.length > 0) tables.push('plan_file');
      if (stored.length > 0) tables.push('change');
    });
    if (later.size > 0) withoutCheckpoint(this.#connection, write);
    else write();
    this.#keepInJournal(stored);
    if (tables.length > 0) this.#parts.onCommit({ revision: this.revision, tables });
    return later.size > 0 ? this.lateRows.begin(documentOf, [...later.values()]) : null;
  }

  /**
   * Makes the rows that a stop kept from being made: all of a roadmap once more, whether there or not; those of the whole
   * workspace when a migration says so by its space document.
   */
  completeRows(): void {
    const missing = this.#log.unprojected();
    if (missing.includes(spaceId)) {
      this.#connection.transaction(() => this.#intake.wholePlan().project())();
      this.#writer.takeWritten();
      return;
    }
    for (const id of missing) {
      this.#connection.transaction(() => this.#intake.wholePlan().projectRoadmap(id))();
      this.#writer.takeWritten();
    }
  }

  #existing(id: string): PlanDocument {
    const document = this.document(id);
    if (document === null) throw new Error(`Expected the document ${id}, which the store lists.`);
    return document;
  }

  /** The change is safe in the database by now, so a journal that cannot be written (disk full) is made up for at the next start. */
  #keepInJournal(changes: readonly JournalChange[]): void {
    if (changes.length === 0) return;
    try {
      this.#parts.journal.append(changes);
    } catch {
      // Recovery compares both at the next start and appends what is missing.
    }
  }

  /** Drops all rows of the projection and makes them anew from the documents. */
  rebuild(): void {
    this.lateRows.catchUp();
    this.#connection.transaction(() => this.#intake.wholePlan().project())();
    this.#tell([]);
  }

  /**
   * Takes in changes of other devices that are genuine and count, in whatever order they come; they are on disk when this returns.
   * `saved` may say what a document is that just these changes make: its rows are then made out of these bytes.
   *
   * @throws when that fails; nothing has changed then.
   */
  receive(changes: readonly JournalChange[], saved?: SavedBytes): Receipt {
    return this.#intake.receive(changes, saved);
  }

  /** As {@link Intake.receivePart}. */
  receivePart(...part: Parameters<Intake['receivePart']>): boolean {
    return this.#intake.receivePart(...part);
  }

  /** How many changes came that wait for this program to be brought up to date. */
  get held(): number {
    return this.#intake.held;
  }

  /** Takes changes that were stored elsewhere into the log and makes all rows anew. */
  restore(changes: readonly JournalChange[]): void {
    this.#takeover.restore(changes);
  }

  /**
   * Makes the changes of another workspace the only ones of this one, which must be empty. Stopped at any instant, it has
   * happened or not: what the journal is to hold lies ready before the database changes, and is put in its place after.
   */
  replace(changes: readonly JournalChange[], planFiles: readonly (Omit<PlanFileRow, 'importedAt'> & { readonly path: string })[]): void {
    this.lateRows.catchUp();
    this.#takeover.replace(changes, planFiles);
  }

  /** Gives documents of an older shape what its newer versions brought, without loading them; rows do not change by it. */
  upgrade(): void {
    this.#takeover.upgrade();
  }

  /** Gives a new workspace its name and the capacity to start with. */
  begin(name: string): void {
    if (this.#log.document(spaceId) !== null) return;
    const step = new Step('create-workspace');
    step.create(null, 'workspace', workspaceRecordId, { name, ...defaultCapacity });
    step.note(null, { issueId: null, subject: `workspace:${workspaceRecordId}`, field: 'workspace', before: null, after: name });
    this.commit(step);
  }

  /** Keeps what this device alone knows about archiving; an empty value stands for none. */
  keepArchiveSetting(name: 'device' | 'folder' | 'ran-at', value: string): void {
    if ((this.rows.archiveSetting(name) ?? '') === value) return;
    this.#setting.run(name, value);
    this.#parts.onCommit({ revision: this.revision, tables: ['archive_setting'] });
  }

  /** Moves what was written lately from the log of SQLite into its file; for a moment in which nobody waits. */
  settle(): void {
    try {
      this.#connection.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // A full disk: everything is in the log of SQLite, and stays there until a later try.
    }
  }

  /** Loads the roadmap that was changed last, which is where the next change is likely: a second at 10,000 issues. */
  warm(): void {
    try {
      const id = this.#log.newestRoadmap();
      if (id !== null) this.document(id);
    } catch {
      // Damage is told to whoever changes the roadmap, and found by the check of the store.
    }
  }

  /** Gives back the memory of documents that were not used for a while. */
  freeIdle(): void {
    this.#cache.freeIdle(this.source.now() - idleTime);
    this.#intake.forget();
  }

  /** Writes snapshots of what changed and closes the database. */
  close(): void {
    try {
      this.lateRows.catchUp();
    } catch {
      // A full disk: made up for at the next start.
    }
    finish(this.#snapshots.make(Number.POSITIVE_INFINITY));
    this.#cache.freeIdle(Number.POSITIVE_INFINITY);
    this.#parts.journal.close();
    this.#connection.close();
  }
}
