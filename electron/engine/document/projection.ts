// Keeps the rows equal to the documents: after each step for the records that it touched, or for everything at once.
// Both ways must give the same rows; what a record means beside others (a parent that is gone) is decided here only.
import type { LoggedChange } from '#electron/engine/store/change-log.ts';
import { SearchText } from '#electron/engine/store/search-text.ts';
import { projectionTables, type Row, type RowWriter, type Table } from '#electron/engine/store/row-writer.ts';
import { putActivity } from './activity-row.ts';
import { AliveRecords, isAlive } from './alive-record.ts';
import { ArchiveProjection } from './archive-projection.ts';
import { type DormantRecord, DormantRecords } from './dormant-record.ts';
import { closesCycle, refreshCounts, refreshSetAside } from './derived-row.ts';
import type { IssueContent } from './issue-content.ts';
import { reviseIssue, reviseIssueRow, type RevisionParts } from './issue-revision.ts';
import { KeyRepair } from './key-repair.ts';
import type { ReadableDocument } from './plan-document.ts';
import { noCounts, type RoadmapCounts } from './new-roadmap-count.ts';
import { archiveDocumentId, spaceId } from './place.ts';
import type { Collection, RecordOf } from './record.ts';
import {
  baselineRow,
  commentRow,
  dependencyRow,
  externalRow,
  flagRow,
  issueRow,
  itemRow,
  milestoneRow,
  personRow,
  retentionRuleRow,
  riskRow,
  roadmapRow,
  savedViewRow,
  scenarioRow,
  sprintRow,
  workspaceRow,
} from './record-row.ts';
import { putContradictions, putNamedSprints, putStatedTotals } from './roadmap-list.ts';
import { issueTables, neighboursOf, removeRows } from './removed-roadmap.ts';
import type { BornRoadmap } from './born-roadmap.ts';
import { touch, type Touched } from './touched-record.ts';
import { trashRow } from './trash-row.ts';

/** Gives the body of an issue from its text document. */
export type BodyOf = (roadmapId: string, issueId: string) => string;

/** Gives a document to read what woke in it; `null` when there is none. */
export type DocumentOf = (documentId: string) => ReadableDocument | null;

/** Writes the rows of one step. Call `finish` once after its documents were projected. */
export class Projection {
  readonly #rows: RowWriter;
  readonly #bodyOf: BodyOf;
  readonly #search: SearchText;
  readonly #archive: ArchiveProjection;
  readonly #keys: KeyRepair;
  /** Issues whose counts may have changed. */
  readonly #counted = new Set<string>();
  readonly #revision: RevisionParts;
  readonly #dormant: DormantRecords;
  readonly #documentOf: DocumentOf;
  readonly #counts: RoadmapCounts | null;
  readonly #bornIssues: Set<string> | null;
  #everything = false;
  #edgesAdded: string[] = [];
  #edgesRemoved = false;
  /** What came back to life in this step, and has yet to bring along what hangs on it. */
  #awoken: DormantRecord[] = [];
  #awokenRoadmaps: string[] = [];
  /** Roadmaps that came as a whole; what is said of their issues elsewhere may have come before. */
  readonly #arrivedRoadmaps: string[] = [];
  #anyTrash: boolean | null = null;
  readonly #people = new Map<string, boolean>();

  /** With `born`, new rows of its roadmap are born with what is derived, and nothing is counted anew for them. */
  constructor(rows: RowWriter, bodyOf: BodyOf, documentOf: DocumentOf, born: BornRoadmap | null = null) {
    this.#rows = rows;
    this.#bodyOf = bodyOf;
    this.#documentOf = documentOf;
    this.#dormant = new DormantRecords(rows);
    this.#counts = born?.counts ?? null;
    this.#bornIssues = born?.issues ?? null;
    this.#search = born?.search ?? new SearchText(rows);
    this.#revision = { rows, search: this.#search, counted: this.#counted };
    this.#archive = new ArchiveProjection(rows, bodyOf);
    this.#keys = new KeyRepair(rows, (issueId) => this.#search.touch(issueId));
  }

  /** Removes every row of the projection, to project all documents anew. */
  clear(): void {
    for (const table of projectionTables) this.#rows.run(table, `DELETE FROM ${table}`);
    this.#search.clear();
    this.#everything = true;
  }

  /** Projects what was touched in the space document; `null` for all of it. */
  space(document: ReadableDocument, touched: Touched | null): void {
    for (const [, record] of this.#touched(document, 'workspace', touched)) this.#rows.put('workspace', workspaceRow(record));
    for (const [id, record, isNew] of this.#touched(document, 'person', touched)) this.#person(id, record, isNew);
    this.#plain(document, touched, 'sprint', 'sprint', sprintRow);
    this.#plain(document, touched, 'baseline', 'baseline', baselineRow);
    this.#plain(document, touched, 'scenario', 'scenario', scenarioRow);
    this.#plain(document, touched, 'flag', 'flag', flagRow);
    this.#plain(document, touched, 'savedView', 'saved_view', savedViewRow);
    this.#plain(document, touched, 'retentionRule', 'retention_rule', retentionRuleRow);
  }

  /** Projects records that each are one row, and nothing hangs on them. */
  #plain<Name extends Collection, Its extends Table>(
    document: ReadableDocument,
    touched: Touched | null,
    collection: Name,
    table: Its,
    row: (id: string, record: RecordOf[Name]) => Row<Its>,
  ): void {
    for (const [id, record] of this.#touched(document, collection, touched)) {
      this.#trash(collection, id, record, null);
      if (record.deletedAt === null) this.#rows.put(table, row(id, record));
      else this.#rows.remove(table, 'id', id);
    }
  }

  #person(id: string, record: RecordOf['person'], isNew: boolean): void {
    this.#trash('person', id, record, null);
    this.#people.delete(id);
    if (record.deletedAt === null) {
      this.#wake('person', id);
      this.#rows.put('person', personRow(id, record));
    } else if (!isNew) {
      this.#dormant.sleep('person', id);
      this.#rows.run('issue', 'UPDATE issue SET assignee_id = NULL WHERE assignee_id = ?', id);
      this.#rows.remove('person', 'id', id);
    }
  }

  /** Lists a record in the trash when it is deleted, and no longer when it is not. */
  #trash<Name extends Collection>(collection: Name, id: string, record: RecordOf[Name], roadmapId: string | null): void {
    const row = trashRow(collection, id, record, roadmapId);
    if (row !== null) {
      this.#anyTrash = true;
      this.#rows.put('trash', row);
    } else if (this.#mayHaveTrash()) this.#rows.remove('trash', 'record_id', id);
  }

  #mayHaveTrash(): boolean {
    // What is being made for the first time was never deleted.
    if (this.#everything || this.#counts !== null) return false;
    this.#anyTrash ??= this.#rows.cells('SELECT 1 FROM trash LIMIT 1').length > 0;
    return this.#anyTrash;
  }

  /** Call before the row of something that other records hang on is put. */
  #wake(table: 'person' | 'milestone' | 'checklist_item' | 'issue', id: string): void {
    // From the beginning, or with a whole roadmap, everything is looked at in any case.
    if (this.#everything || !this.#dormant.any || this.#exists(table, id)) return;
    this.#awoken.push(...this.#dormant.on(id));
  }

  /** Projects what was touched in a roadmap document, without its dependencies; `null` for all of it. */
  roadmap(roadmapId: string, document: ReadableDocument, touched: Touched | null): void {
    if (touched !== null) this.#archive.touched(roadmapId, document, touched);
    const itself = touched === null || touched.get('roadmap')?.has(roadmapId) === true;
    if ((itself || !this.#exists('roadmap', roadmapId)) && !this.#roadmapItself(roadmapId, document, touched)) return;
    const alive = new AliveRecords(document, touched, (id) => this.#archive.has(id));
    for (const [id, record, isNew] of this.#touched(document, 'milestone', touched)) this.#milestone(roadmapId, id, record, isNew);
    // A key may clash with that of another issue.
    const revise = (id: string, set: Partial<RecordOf['issue']>): boolean =>
      set.key === undefined && !this.#keys.any && reviseIssue(this.#revision, id, set);
    for (const [id, record, isNew] of this.#touched(document, 'issue', touched, revise)) {
      this.#issue(roadmapId, alive, id, record, isNew);
    }
    for (const [id, record, isNew] of this.#touched(document, 'item', touched)) this.#item(roadmapId, alive, id, record, isNew);
    for (const [id, record] of this.#touched(document, 'external', touched)) this.#external(roadmapId, alive, id, record);
    for (const [id, record, isNew] of this.#touched(document, 'comment', touched)) {
      if (isNew || this.#differs('comment', id, record)) this.#search.touch(record.issueId);
      this.#trash('comment', id, record, roadmapId);
      if (this.#isShown(alive, { collection: 'comment', id, documentId: roadmapId }, record))
        this.#rows.put('comment', commentRow(id, record));
      else this.#rows.remove('comment', 'id', id);
    }
    for (const [id, record] of this.#touched(document, 'risk', touched)) this.#risk(roadmapId, alive, id, record);
    if (isTouched(touched, 'namedSprint')) putNamedSprints(this.#rows, roadmapId, alive);
    if (isTouched(touched, 'statedTotal')) putStatedTotals(this.#rows, roadmapId, alive);
    if (isTouched(touched, 'contradiction')) putContradictions(this.#rows, this.#dormant, roadmapId, alive);
  }

  /** Projects the record of the roadmap; whether what is in it remains to be projected. */
  #roadmapItself(roadmapId: string, document: ReadableDocument, touched: Touched | null): boolean {
    const roadmap = document.read('roadmap', roadmapId);
    if (roadmap === null) this.#rows.remove('trash', 'record_id', roadmapId);
    else this.#trash('roadmap', roadmapId, roadmap, roadmapId);
    if (roadmap === null || !isAlive(roadmap)) {
      this.#removeRoadmap(roadmapId);
      return false;
    }
    const created = touched === null || touched.get('roadmap')?.get(roadmapId)?.isNew === true;
    // Dependencies on what is in it may have been there before it.
    if (touched === null && !this.#everything) this.#awokenRoadmaps.push(roadmapId);
    if (created || this.#exists('roadmap', roadmapId)) {
      this.#rows.put('roadmap', roadmapRow(roadmapId, roadmap));
      if (touched === null) this.#arrivedRoadmaps.push(roadmapId);
      return true;
    }
    this.roadmap(roadmapId, document, null);
    return false;
  }

  /** Projects the dependencies touched in a document; call it when the issues of all documents are there. */
  dependencies(documentId: string, document: ReadableDocument, touched: Touched | null): void {
    if (documentId !== spaceId && !this.#exists('roadmap', documentId)) return;
    for (const [id, record] of this.#touched(document, 'dependency', touched)) {
      this.#counted.add(record.issueId).add(record.dependsOnId);
      this.#trash('dependency', id, record, documentId === spaceId ? null : documentId);
      const [from, to] = [record.issueId, record.dependsOnId];
      const alive = record.deletedAt === null;
      const shown = alive && this.#hasIssue(from) && this.#hasIssue(to);
      if (alive && !shown) this.#dormant.put({ collection: 'dependency', id, documentId }, [from, to]);
      else this.#dormant.clear(id);
      if (shown) {
        this.#rows.put('dependency', dependencyRow(id, record), { set_aside: this.#counts?.isSetAside(id) === true ? 1 : 0 });
        this.#edgesAdded.push(id);
      } else this.#removeDependencies('id', id);
    }
  }

  /** Projects what was touched in the archive of a roadmap; `null` for all of it, and then before the roadmap itself. */
  archive(
    roadmapId: string,
    document: ReadableDocument,
    touched: Touched | null,
    documentOf: (id: string) => ReadableDocument | null,
  ): void {
    if (touched === null) this.#archive.rebuild(roadmapId, document, documentOf(roadmapId));
    else this.#archive.entries(roadmapId, document, touched);
  }

  /** Takes what is archived by now out of the plan; call it when everything else that was touched is projected. */
  settleArchive(documentOf: (id: string) => ReadableDocument | null, known: ReadonlyMap<string, IssueContent> = new Map()): void {
    const { removed, revived } = this.#archive.settle(documentOf, (roadmapId) => documentOf(archiveDocumentId(roadmapId)), known);
    for (const id of removed) this.#removeIssue(id);
    for (const [roadmapId, among] of Map.groupBy(revived, (one) => one.roadmapId)) {
      const document = documentOf(roadmapId);
      const touched: Touched = new Map();
      for (const { id } of among) touch(touched, 'issue', id, 'changed');
      if (document !== null) this.roadmap(roadmapId, document, touched);
    }
  }

  /** A roadmap whose records were all projected in parts: what is said of them elsewhere is brought up to date by `finish`. */
  arrived(roadmapId: string): void {
    this.#arrivedRoadmaps.push(roadmapId);
    this.#keys.arrived(roadmapId);
  }

  /** Projects the body of an issue; one that has no row yet gets it with its row. */
  body(roadmapId: string, issueId: string, text: string): void {
    this.#archive.body(roadmapId, issueId);
    if (!this.#exists('issue', issueId)) return;
    this.#search.touch(issueId);
    this.#rows.run('issue', 'UPDATE issue SET body = ? WHERE id = ? AND body <> ?', text, issueId, text);
  }

  /** Records what a change says it did. */
  activity(change: Pick<LoggedChange, 'seq' | 'hash' | 'deviceId'>, roadmapId: string | null, message: string): void {
    putActivity(this.#rows, change, roadmapId, message);
  }

  /** Brings back what hangs on what came back to life, then what is derived from several rows up to date. */
  finish(): void {
    this.#bringBack();
    if (this.#setAsideMayChange()) for (const id of refreshSetAside(this.#rows)) this.#counted.add(id);
    refreshCounts(this.#rows, this.#everything ? 'all' : this.#counted);
    this.#keys.settle(this.#everything);
    this.#search.finish();
  }

  #bringBack(): void {
    for (const roadmapId of this.#awokenRoadmaps) {
      const document = this.#documentOf(roadmapId);
      if (document !== null) this.dependencies(roadmapId, document, null);
      this.#awoken.push(...this.#dormant.onRoadmap(roadmapId));
    }
    this.#awokenRoadmaps = [];
    // When everything is made anew, what is in the space comes after all roadmaps.
    if (!this.#everything) for (const roadmapId of this.#arrivedRoadmaps) this.#awoken.push(...this.#dormant.onRoadmap(roadmapId));
    // What wakes may wake others: an item those that are nested under it.
    while (this.#awoken.length > 0) {
      const records = this.#awoken;
      this.#awoken = [];
      for (const [documentId, among] of Map.groupBy(records, (record) => record.documentId)) {
        const document = this.#documentOf(documentId);
        if (document === null) continue;
        const touched: Touched = new Map();
        for (const { collection, id } of among) touch(touched, collection, id, 'changed');
        if (documentId !== spaceId) this.roadmap(documentId, document, touched);
        this.dependencies(documentId, document, touched);
      }
    }
  }

  /** Brings everything that is derived up to date, whatever was touched. */
  finishAll(): void {
    this.#everything = true;
    this.finish();
  }

  /** One new edge is followed to see whether it closes a cycle; more are cheaper to look at together. */
  #setAsideMayChange(): boolean {
    if (this.#everything || this.#edgesAdded.length > 1) return true;
    if (this.#edgesRemoved && this.#rows.cells('SELECT 1 FROM dependency WHERE set_aside = 1 LIMIT 1').length > 0) return true;
    const [added] = this.#edgesAdded;
    return added !== undefined && closesCycle(this.#rows, added);
  }

  /** The records that were touched, without those that `revise` can bring up to date from what was set in them alone. */
  *#touched<Name extends Collection>(
    document: ReadableDocument,
    collection: Name,
    touched: Touched | null,
    revise: (id: string, set: Partial<RecordOf[Name]>) => boolean = () => false,
  ): IterableIterator<[id: string, record: RecordOf[Name], isNew: boolean]> {
    if (touched === null) {
      for (const [id, record] of document.records(collection)) yield [id, record, true];
      return;
    }
    for (const [id, { isNew, record, set }] of touched.get(collection) ?? []) {
      // A record is touched under the collection that it is of.
      if (set !== null && revise(id, set as Partial<RecordOf[Name]>)) continue;
      const content = record === null ? document.read(collection, id) : (record as RecordOf[Name]); // as above
      if (content !== null) yield [id, content, isNew];
    }
  }

  #exists(table: 'issue' | 'milestone' | 'checklist_item' | 'roadmap' | 'person', id: string): boolean {
    return this.#rows.cells(`SELECT 1 FROM ${table} WHERE id = ?`, id).length > 0;
  }

  #hasIssue(id: string): boolean {
    return this.#bornIssues?.has(id) === true || this.#exists('issue', id);
  }

  /** Whether the indexed text of a comment or an item is about to change: a tick does not touch it. */
  #differs(table: 'comment' | 'checklist_item', id: string, record: { readonly text: string; readonly deletedAt: string | null }): boolean {
    return record.deletedAt !== null || this.#rows.cells(`SELECT text FROM ${table} WHERE id = ?`, id)[0] !== record.text;
  }

  /** Whether the rows have other labels of the issue than these, which are a set. */
  #labelsDiffer(id: string, labels: readonly string[]): boolean {
    const known = this.#rows.cells('SELECT label FROM issue_label WHERE issue_id = ?', id);
    return known.length !== labels.length || labels.some((label) => !known.includes(label));
  }

  /** Whether a record that hangs on one issue is shown; what only its issue keeps from being shown is noted. */
  #isShown(
    alive: AliveRecords,
    dormant: DormantRecord,
    { issueId, deletedAt }: { readonly issueId: string; readonly deletedAt: string | null },
  ): boolean {
    const shown = deletedAt === null && alive.has('issue', issueId);
    if (deletedAt === null && !shown) this.#dormant.put(dormant, [issueId]);
    else this.#dormant.clear(dormant.id);
    return shown;
  }

  #hasPerson(id: string): boolean {
    const known = this.#people.get(id) ?? this.#exists('person', id);
    this.#people.set(id, known);
    return known;
  }

  #removeDependencies(column: 'id' | 'issue_id' | 'depends_on_id', value: string): void {
    for (const id of this.#rows.cells(`SELECT issue_id FROM dependency WHERE ${column} = ?`, value)) this.#counted.add(String(id));
    for (const id of this.#rows.cells(`SELECT depends_on_id FROM dependency WHERE ${column} = ?`, value)) this.#counted.add(String(id));
    this.#rows.remove('dependency', column, value);
    this.#edgesRemoved = true;
  }

  #removeIssue(id: string): void {
    this.#search.touch(id);
    for (const roadmapId of this.#rows.cells('SELECT roadmap_id FROM issue WHERE id = ?', id))
      this.#keys.touch(id, String(roadmapId), null);
    this.#dormant.clear(id);
    this.#dormant.sleep('issue', id);
    this.#removeDependencies('issue_id', id);
    this.#removeDependencies('depends_on_id', id);
    for (const table of issueTables) this.#rows.remove(table, 'issue_id', id);
    this.#rows.run('issue', 'UPDATE issue SET parent_id = NULL WHERE parent_id = ?', id);
    this.#rows.remove('issue', 'id', id);
  }

  /** Takes a roadmap away with everything in it, in as many statements however large it is. */
  #removeRoadmap(roadmapId: string): void {
    this.#rows.run('trash', 'DELETE FROM trash WHERE roadmap_id = ? AND record_id <> ?', roadmapId, roadmapId);
    if (this.#everything || !this.#exists('roadmap', roadmapId)) return;
    for (const id of neighboursOf(this.#rows, roadmapId)) this.#counted.add(id);
    this.#search.removeRoadmap(roadmapId);
    this.#keys.removeRoadmap(roadmapId);
    this.#dormant.sleepRoadmap(roadmapId);
    removeRows(this.#rows, roadmapId);
    this.#edgesRemoved = true;
  }

  #milestone(roadmapId: string, id: string, record: RecordOf['milestone'], isNew: boolean): void {
    this.#trash('milestone', id, record, roadmapId);
    if (record.deletedAt === null) {
      this.#wake('milestone', id);
      this.#rows.put('milestone', milestoneRow(id, roadmapId, record));
    } else if (!isNew) {
      this.#dormant.sleep('milestone', id);
      this.#rows.run('issue', 'UPDATE issue SET milestone_id = NULL WHERE milestone_id = ?', id);
      this.#rows.remove('checklist_item', 'milestone_id', id);
      this.#rows.remove('milestone', 'id', id);
    }
  }

  #issue(roadmapId: string, alive: AliveRecords, id: string, given: RecordOf['issue'], isNew: boolean): void {
    this.#trash('issue', id, given, roadmapId);
    if (!isAlive(given)) {
      if (!this.#everything && this.#exists('issue', id)) this.#removeIssue(id);
      else this.#dormant.clear(id);
      return;
    }
    // What was changed in it is looked at by `settleArchive`.
    if (!alive.has('issue', id)) return;
    const before = this.#rows.read('issue', id);
    if (before === null && !isNew) this.#wake('issue', id);
    if (before === null) this.#search.touch(id, true);
    // Of a whole new plan the keys are unique; when all is made anew, all are looked at in the end.
    const keyMayClash = !this.#everything && this.#counts === null && (before?.key !== given.key || this.#keys.any);
    if (keyMayClash) this.#keys.touch(id, roadmapId, given.key);
    const parentId = alive.orNull('issue', given.parentId);
    const milestoneId = alive.orNull('milestone', given.milestoneId);
    const assigneeId = given.assigneeId !== null && this.#hasPerson(given.assigneeId) ? given.assigneeId : null;
    const record = assigneeId === given.assigneeId ? given : { ...given, assigneeId };
    // What it hung on before may be something else than what it hangs on now.
    if (!isNew || before !== null) this.#dormant.clear(id);
    if (parentId !== given.parentId || milestoneId !== given.milestoneId || record !== given) {
      this.#dormant.put({ collection: 'issue', id, documentId: roadmapId }, [given.parentId, given.milestoneId, given.assigneeId]);
    }
    const row = issueRow(id, roadmapId, record, parentId, milestoneId);
    this.#bornIssues?.add(id);
    if (before === null) {
      this.#rows.put('issue', row, { body: this.#bodyOf(roadmapId, id), ...(this.#counts?.of(id) ?? noCounts()) });
      this.#counted.add(id);
    } else {
      reviseIssueRow(this.#revision, id, before, row);
      if (!this.#labelsDiffer(id, record.labels)) return;
      this.#search.touch(id);
      this.#rows.remove('issue_label', 'issue_id', id);
    }
    for (const label of record.labels) this.#rows.put('issue_label', { issue_id: id, label });
  }

  #item(roadmapId: string, alive: AliveRecords, id: string, record: RecordOf['item'], isNew: boolean): void {
    if (record.issueId !== null) this.#counted.add(record.issueId);
    if (record.issueId !== null && (isNew || this.#differs('checklist_item', id, record))) this.#search.touch(record.issueId);
    const hangsOnGone =
      (record.issueId !== null && !alive.has('issue', record.issueId)) ||
      (record.milestoneId !== null && !alive.has('milestone', record.milestoneId));
    this.#trash('item', id, record, roadmapId);
    const parentId = alive.orNull('item', record.parentId);
    const alone = record.deletedAt === null && (hangsOnGone || parentId !== record.parentId);
    this.#dormant.clear(id);
    if (alone) this.#dormant.put({ collection: 'item', id, documentId: roadmapId }, [record.issueId, record.milestoneId, record.parentId]);
    if (record.deletedAt !== null) {
      if (isNew) return;
      this.#dormant.sleep('item', id);
      this.#rows.run('checklist_item', 'UPDATE checklist_item SET parent_id = NULL WHERE parent_id = ?', id);
      this.#rows.remove('checklist_item', 'id', id);
    } else if (hangsOnGone) this.#rows.remove('checklist_item', 'id', id);
    else {
      if (!isNew) this.#wake('checklist_item', id);
      this.#rows.put('checklist_item', itemRow(id, roadmapId, record, parentId));
    }
  }

  #external(roadmapId: string, alive: AliveRecords, id: string, record: RecordOf['external']): void {
    this.#counted.add(record.issueId);
    this.#trash('external', id, record, roadmapId);
    if (this.#isShown(alive, { collection: 'external', id, documentId: roadmapId }, record)) {
      this.#rows.put('external', externalRow(id, roadmapId, record));
    } else this.#rows.remove('external', 'id', id);
  }

  #risk(roadmapId: string, alive: AliveRecords, id: string, record: RecordOf['risk']): void {
    this.#rows.remove('risk_issue', 'risk_id', id);
    this.#trash('risk', id, record, roadmapId);
    this.#dormant.clear(id);
    if (record.deletedAt !== null) return this.#rows.remove('risk', 'id', id);
    this.#rows.put('risk', riskRow(id, roadmapId, record));
    const issueIds = record.issueIds.filter((issueId) => alive.has('issue', issueId));
    for (const issueId of issueIds) this.#rows.put('risk_issue', { risk_id: id, issue_id: issueId });
    if (issueIds.length < record.issueIds.length) this.#dormant.put({ collection: 'risk', id, documentId: roadmapId }, record.issueIds);
  }
}

function isTouched(touched: Touched | null, collection: Collection): boolean {
  return touched === null || touched.has(collection);
}
