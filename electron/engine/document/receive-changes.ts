// Changes that were made on another device become part of this workspace: logged, taken into their documents, and projected
// like what is done here, for the records that they touched. Who may send what is decided before they come here.
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import type { ChangeLog, DocumentKind } from '#electron/engine/store/change-log.ts';
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import { must } from '#shared/base/must.ts';
import type { DocumentChange } from './document-change.ts';
import { BranchFinder } from './change-graph.ts';
import { ConflictProjection } from './conflict-projection.ts';
import { archiveDocumentId, textDocumentId } from './place.ts';
import { type Changed, documentVersion, initialChanges, type PlanDocument } from './plan-document.ts';
import { Projection } from './projection.ts';
import { SavedDocument } from './saved-document.ts';
import { touch, type Touched } from './touched-record.ts';

/** A document with what came for it. */
interface Received {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
  readonly document: PlanDocument;
  /** `null`: the document came with the changes, and all of it is new. */
  readonly touched: Touched | null;
  readonly changed: Changed;
  /** They were not all made one upon the other. */
  readonly branches: boolean;
}

/** The newest version of a document's shape that is among its changes. */
function versionOf(log: ChangeLog, kind: DocumentKind, id: string): number {
  return initialChanges(kind, id).findLastIndex(({ hash }) => log.has(hash)) + 1;
}

/** Gives a document, loaded when it is not in memory; `null` when there is none. */
type Open = (id: string) => PlanDocument | null;

function takeIn(log: ChangeLog, open: Open, projection: Projection, id: string, changes: readonly DocumentChange[]): Received {
  const { kind, roadmapId } = must(changes[0], 'a change');
  const isNew = log.document(id) === null;
  const existing = isNew ? null : must(open(id), `the document ${id}`);
  const before = existing?.heads() ?? [];
  const stored = changes.map((change) => ({ ...change, seq: log.append(change) }));
  // A document that is new is loaded from the log, where its changes are by now.
  if (existing === null) log.setHeads({ id, kind, roadmapId }, []);
  else existing.apply(changes.map(({ bytes }) => bytes));
  const document = existing ?? must(open(id), `the document ${id}`);
  const after = document.heads();
  log.setHeads({ id, kind, roadmapId }, after);
  log.setSchemaVersion(id, Math.max(1, Math.min(versionOf(log, kind, id), documentVersion[kind])));
  const branches = new BranchFinder();
  for (const change of stored) {
    const head = readChangeHead(change.bytes) ?? { hash: change.hash, deps: [], message: '' };
    projection.activity(change, roadmapId, head.message);
    branches.add(id, head);
  }
  const changed = document.changedBetween(before, after);
  const touched: Touched = new Map();
  for (const [collection, ids] of changed.records) for (const record of ids) touch(touched, collection, record, 'changed');
  // A new archive takes issues out of a roadmap that is there.
  const whole = isNew && (kind !== 'archive' || roadmapId === null || log.document(roadmapId) === null);
  return { id, kind, roadmapId, document, touched: whole ? null : touched, changed, branches: branches.found.has(id) };
}

/**
 * Logs and projects changes none of which is in the log yet, each after those that it follows upon. Part of a transaction.
 * The documents are ahead of the disk until that ends.
 */
export function receiveChanges(log: ChangeLog, writer: RowWriter, documentOf: Open, changes: readonly DocumentChange[]): void {
  const bodyOf = (roadmapId: string, issueId: string): string => documentOf(textDocumentId(roadmapId, issueId))?.readText(issueId) ?? '';
  const projection = new Projection(writer, bodyOf, documentOf);
  const received = [...Map.groupBy(changes, ({ documentId }) => documentId)].map(([id, among]) =>
    takeIn(log, documentOf, projection, id, among),
  );
  const of = (kind: DocumentKind): Received[] => received.filter((one) => one.kind === kind);
  // In the order in which one refers to the other, as when everything is made anew.
  for (const { document, roadmapId, touched } of of('archive')) projection.archive(roadmapId ?? '', document, touched, documentOf);
  for (const { document, touched } of of('space')) projection.space(document, touched);
  for (const { id, document, touched } of of('roadmap')) {
    // Entries of an archive may have come before the roadmap.
    const archive = touched === null ? documentOf(archiveDocumentId(id)) : null;
    if (archive !== null) projection.archive(id, archive, null, documentOf);
    projection.roadmap(id, document, touched);
  }
  for (const { document, roadmapId, changed } of of('text')) {
    for (const issueId of changed.texts) projection.body(roadmapId ?? '', issueId, document.readText(issueId) ?? '');
  }
  for (const { id, document, touched } of [...of('space'), ...of('roadmap')]) projection.dependencies(id, document, touched);
  projection.settleArchive(documentOf);
  projection.finish();
  const conflicts = new ConflictProjection(writer, log);
  for (const { id, kind, document, touched, changed, branches } of received) {
    if (kind !== 'space' && kind !== 'roadmap') continue;
    if (touched !== null) conflicts.received({ id, document }, changed.records, changed.conflicted);
    // All of it is read faster out of bytes.
    else if (branches) conflicts.all({ id, document: SavedDocument.from(document.save({ compressed: false })) ?? document }, kind);
  }
}
