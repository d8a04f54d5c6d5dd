// Turns rows that reflect the present into those of a moment: a set of heads for each document. Works on a copy of the
// database, which it must never be mistaken for the one that people write in.
import { type ChangeLog, createChangeLog, type DocumentKind } from '#electron/engine/store/change-log.ts';
import type { WriteConnection } from '#electron/engine/store/connection.ts';
import { RowWriter } from '#electron/engine/store/row-writer.ts';
import { changesAfter, changesBeyond, headsWithout, type LaterChanges, type Moment } from './moment.ts';
import { textDocumentId } from './place.ts';
import { PlanDocument } from './plan-document.ts';
import { Projection } from './projection.ts';
import { type Touched, type TouchedRecord, unborn } from './touched-record.ts';

/** One document, as it is and as it was. */
interface Past {
  readonly id: string;
  readonly kind: DocumentKind;
  /** The roadmap that it belongs to; empty for the space. */
  readonly roadmapId: string;
  readonly present: PlanDocument;
  readonly past: PlanDocument;
  /** Nothing was done to it since. */
  readonly isSame: boolean;
}

const reader = '00'.repeat(16);
const holdsPlan = (kind: DocumentKind): boolean => kind === 'space' || kind === 'roadmap';
const holdsRecords = (kind: DocumentKind): boolean => holdsPlan(kind) || kind === 'archive';

/**
 * Makes the rows in `connection`, which reflect the newest change, those of `moment`. Records that differ are projected
 * anew, with what comes back to life through them.
 *
 * @throws {UnknownChanges} when the moment was named on another device and not all of its changes have arrived here.
 */
export function projectPast(connection: WriteConnection, moment: Moment, tell: (step: string) => void): void {
  const log = createChangeLog(connection);
  const documents = new Map<string, Past>();
  const load = (id: string): PlanDocument => PlanDocument.load(reader, log.snapshot(id), log.tail(id));
  const later = 'seq' in moment ? changesAfter(log, moment.seq) : changesBeyond(log, moment.heads, load);
  const open = (id: string): Past | null => {
    const known = documents.get(id);
    if (known !== undefined) return known;
    const row = log.document(id);
    if (row === null) return null;
    const present = load(id);
    const excluded = later.get(id);
    const past = excluded === undefined ? present : present.at(headsWithout(present, excluded));
    const opened: Past = { id, kind: row.kind, roadmapId: row.roadmapId ?? '', present, past, isSame: excluded === undefined };
    documents.set(id, opened);
    return opened;
  };
  tell('Reading what was changed since');
  const changed = [...later.keys()].flatMap((id) => open(id) ?? []);
  const pastOf = (id: string): PlanDocument | null => open(id)?.past ?? null;
  const bodyOf = (roadmapId: string, issueId: string): string => open(textDocumentId(roadmapId, issueId))?.past.readText(issueId) ?? '';
  connection.transaction(() => {
    removeRecords(connection, later);
    const writer = new RowWriter(connection);
    const projection = new Projection(writer, bodyOf, pastOf);
    tell('Taking changes back');
    // Rows of a large new roadmap are made after its changes are on disk, with what is told of them.
    const isBehind = log.unprojected().length > 0;
    if (!isBehind && hasWorkspace(documents)) return projectChanged(projection, changed, pastOf);
    tell('Making all rows anew');
    connection.exec('CREATE TEMP TABLE kept_activity AS SELECT * FROM activity');
    const anew = new Projection(writer, bodyOf, pastOf);
    connection.exec('CREATE TEMP TABLE kept_member AS SELECT * FROM member; CREATE TEMP TABLE kept_device AS SELECT * FROM member_device');
    anew.clear();
    // Who belongs to the team is no part of a moment: it says who may read it.
    connection.exec('INSERT INTO member SELECT * FROM kept_member; INSERT INTO member_device SELECT * FROM kept_device');
    connection.exec('DROP TABLE kept_member; DROP TABLE kept_device');
    connection.exec('INSERT INTO activity SELECT * FROM kept_activity; DROP TABLE kept_activity');
    if (isBehind) projectActivity(anew, log, later, open);
    connection.exec(`DELETE FROM issue_time; ${timesOf('issue_id IS NOT NULL')}`);
    const all = log.documents().flatMap(({ id, kind }) => (holdsRecords(kind) ? (open(id) ?? []) : []));
    // What is archived is no part of the plan, so that has to be known first; then people, whom issues are assigned to.
    for (const { kind, roadmapId, past } of all) if (kind === 'archive') anew.archive(roadmapId, past, null, pastOf);
    for (const { kind, past } of all) if (kind === 'space') anew.space(past, null);
    for (const { id, kind, past } of all) if (kind === 'roadmap') anew.roadmap(id, past, null);
    for (const { id, kind, past } of all) if (holdsPlan(kind)) anew.dependencies(id, past, null);
    anew.finish();
  })();
  for (const { present } of documents.values()) present.free();
}

/** What is told of every change that belongs to the moment. */
function projectActivity(projection: Projection, log: ChangeLog, later: LaterChanges, open: (id: string) => Past | null): void {
  const roadmapOf = new Map(log.documents().map(({ id, roadmapId }) => [id, roadmapId]));
  const messages = new Map([...roadmapOf.keys()].map((id) => [id, open(id)?.present.messages()]));
  for (const change of log.after(0)) {
    if (later.get(change.documentId)?.has(change.hash) === true) continue;
    const message = messages.get(change.documentId)?.get(change.hash) ?? '';
    projection.activity(change, roadmapOf.get(change.documentId) ?? null, message);
  }
}

/** Takes out what is told of later changes; the log itself is append-only, also in a copy. */
function removeRecords(connection: WriteConnection, later: LaterChanges): void {
  const hashes = JSON.stringify([...later.values()].flatMap((set) => [...set]));
  const among = 'SELECT seq FROM change WHERE hash IN (SELECT value FROM json_each(?))';
  const touched = connection
    .prepare<[string], string>(`SELECT DISTINCT issue_id FROM activity WHERE issue_id IS NOT NULL AND change_seq IN (${among})`)
    .pluck()
    .all(hashes);
  connection.prepare(`DELETE FROM activity WHERE change_seq IN (${among})`).run(hashes);
  const issues = JSON.stringify(touched);
  connection.prepare('DELETE FROM issue_time WHERE issue_id IN (SELECT value FROM json_each(?))').run(issues);
  connection.prepare(timesOf('issue_id IN (SELECT value FROM json_each(?))')).run(issues);
}

/** Writes the times of issues as what is told of them says. */
const timesOf = (where: string): string =>
  `INSERT INTO issue_time (issue_id, created_at, updated_at, status_at)
   SELECT issue_id, min(at), max(at), max(CASE WHEN field = 'status' THEN at END) FROM activity WHERE ${where} GROUP BY issue_id`;

/** Before the workspace had its name there is nothing that could be kept. */
function hasWorkspace(documents: ReadonlyMap<string, Past>): boolean {
  const space = [...documents.values()].find(({ kind }) => kind === 'space');
  return space === undefined || space.past.read('workspace', 'workspace') !== null;
}

/** Projects the records that differ. */
function projectChanged(projection: Projection, changed: readonly Past[], pastOf: (id: string) => PlanDocument | null): void {
  const works = changed.map((document) => ({ ...document, ...touchedIn(document) }));
  const ordered = [...works.filter(({ kind }) => kind === 'space'), ...works.filter(({ kind }) => kind !== 'space')];
  for (const { id, kind, roadmapId, past, touched, texts } of ordered) {
    if (kind === 'space') projection.space(past, touched);
    else if (kind === 'roadmap') projection.roadmap(id, past, touched);
    else if (kind === 'archive') projection.archive(roadmapId, past, touched, pastOf);
    else for (const issueId of texts) projection.body(roadmapId, issueId, past.readText(issueId) ?? '');
  }
  for (const { id, kind, past, touched } of ordered) if (holdsPlan(kind)) projection.dependencies(id, past, touched);
  projection.settleArchive(pastOf);
  projection.finish();
}

/** What differs in a document between now and then. What was not there yet counts as deleted. */
function touchedIn({ kind, present, past }: Past): { touched: Touched; texts: ReadonlySet<string> } {
  const { records, texts } = present.changedBetween(present.heads(), past.heads());
  const touched: Touched = new Map();
  for (const [collection, ids] of records) {
    if (!holdsRecords(kind)) continue;
    const those = new Map<string, TouchedRecord>();
    for (const id of ids) {
      const later = past.read(collection, id) === null ? present.read(collection, id) : null;
      those.set(id, { isNew: false, record: later === null ? null : { ...later, deletedAt: unborn }, set: null });
    }
    touched.set(collection, those);
  }
  return { touched, texts };
}
