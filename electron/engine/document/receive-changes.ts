// Changes that were made on another device become part of this workspace: logged, taken into their documents, and projected
// like what is done here, for the records that they touched. Who may send what is decided before they come here.
import { readChangeHead } from '#electron/engine/store/change-head.ts';
import type { ChangeLog, DocumentKind } from '#electron/engine/store/change-log.ts';
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import { must } from '#shared/base/must.ts';
import type { DocumentChange } from './document-change.ts';
import { BranchFinder } from './change-graph.ts';
import { ConflictProjection } from './conflict-projection.ts';
import { archiveDocumentId } from './place.ts';
import { type Changed, documentVersion, initialChanges, type PlanDocument, type ReadableDocument } from './plan-document.ts';
import { type DocumentOf, Projection } from './projection.ts';
import { SavedDocument } from './saved-document.ts';
import { touch, type Touched } from './touched-record.ts';
import { bodiesOf } from './whole-plan.ts';

/** A document with what came for it. */
interface Received {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
  /** A document that is new is read out of its saved bytes, which is faster by far. */
  readonly document: SavedDocument | PlanDocument;
  /** `null`: the document came with the changes, and all of it is new. */
  readonly changed: (Changed & { readonly touched: Touched }) | null;
  /** They were not all made one upon the other. */
  readonly branches: boolean;
}

/** The newest version of a document's shape that is among its changes. */
function versionOf(log: ChangeLog, kind: DocumentKind, id: string): number {
  return initialChanges(kind, id).findLastIndex(({ hash }) => log.has(hash)) + 1;
}

/** Gives a document, loaded when it is not in memory; `null` when there is none. */
type Open = (id: string) => PlanDocument | null;

/** What all changes of a document together make of it, as saved bytes. */
export type SavedBytes = ReadonlyMap<string, Uint8Array>;

function newDocument(log: ChangeLog, open: Open, id: string, saved: Uint8Array | undefined): SavedDocument | PlanDocument {
  const given = saved === undefined ? null : SavedDocument.from(saved);
  if (given !== null && saved !== undefined) {
    log.setSnapshot(id, saved, log.lastSeq());
    return given;
  }
  const opened = must(open(id), `the document ${id}`);
  return SavedDocument.from(opened.save({ compressed: false })) ?? opened;
}

function takeIn(
  { log, documentOf, saved }: ReceiveParts,
  projection: Projection,
  id: string,
  changes: readonly DocumentChange[],
): Received {
  const { kind, roadmapId } = must(changes[0], 'a change');
  const existing = log.document(id) === null ? null : must(documentOf(id), `the document ${id}`);
  const before = existing?.heads() ?? [];
  const stored = changes.map((change) => ({ ...change, seq: log.append(change) }));
  // A document that is new is loaded from the log, where its changes are by now.
  if (existing === null) log.setHeads({ id, kind, roadmapId }, []);
  else existing.apply(changes.map(({ bytes }) => bytes));
  const document = existing ?? newDocument(log, documentOf, id, saved.get(id));
  const after = document.heads();
  log.setHeads({ id, kind, roadmapId }, after);
  log.setSchemaVersion(id, Math.max(1, Math.min(versionOf(log, kind, id), documentVersion[kind])));
  const branches = new BranchFinder();
  for (const change of stored) {
    const head = readChangeHead(change.bytes) ?? { hash: change.hash, deps: [], message: '' };
    projection.activity(change, roadmapId, head.message);
    branches.add(id, head);
  }
  const received = { id, kind, roadmapId, document, branches: branches.found.has(id) };
  // A new archive takes issues out of a roadmap that is there.
  const entersRoadmap = kind === 'archive' && roadmapId !== null && log.document(roadmapId) !== null;
  if (existing === null && !entersRoadmap) return { ...received, changed: null };
  const changed = (existing ?? must(documentOf(id), `the document ${id}`)).changedBetween(before, after);
  const touched: Touched = new Map();
  for (const [collection, ids] of changed.records) for (const record of ids) touch(touched, collection, record, 'changed');
  return { ...received, changed: { ...changed, touched } };
}

/** What taking in changes works with. */
export interface ReceiveParts {
  readonly log: ChangeLog;
  readonly writer: RowWriter;
  readonly documentOf: Open;
  /** What new documents are, where that is known. */
  readonly saved: SavedBytes;
}

/**
 * Logs and projects changes none of which is in the log yet, each after those that it follows upon. Part of a transaction.
 * The documents are ahead of the disk until that ends.
 */
export function receiveChanges(parts: ReceiveParts, changes: readonly DocumentChange[]): void {
  const { log, writer } = parts;
  // What is new is read out of its bytes, and never loaded here. Of a new roadmap thousands of bodies are asked for, whose documents mostly
  // come after it: that they are not there is remembered, too.
  const read = new Map<string, ReadableDocument | null>();
  const documentOf: DocumentOf = (id) => {
    const known = read.get(id);
    if (known !== undefined) return known;
    const opened = parts.documentOf(id);
    read.set(id, opened);
    return opened;
  };
  const projection = new Projection(writer, bodiesOf(documentOf), documentOf);
  const received = [...Map.groupBy(changes, ({ documentId }) => documentId)].map(([id, among]) => takeIn(parts, projection, id, among));
  const of = (kind: DocumentKind): Received[] => received.filter((one) => one.kind === kind);
  // In the order in which one refers to the other, as when everything is made anew.
  const touchedIn = ({ changed }: Received): Touched | null => changed?.touched ?? null;
  for (const one of of('archive')) projection.archive(one.roadmapId ?? '', one.document, touchedIn(one), documentOf);
  for (const one of of('space')) projection.space(one.document, touchedIn(one));
  for (const one of of('roadmap')) {
    const { id, document } = one;
    const touched = touchedIn(one);
    // Entries of an archive may have come before the roadmap.
    const archive = touched === null ? documentOf(archiveDocumentId(id)) : null;
    if (archive !== null) projection.archive(id, archive, null, documentOf);
    projection.roadmap(id, document, touched);
  }
  for (const { document, roadmapId, changed } of of('text')) {
    for (const issueId of changed?.texts ?? document.textIds()) projection.body(roadmapId ?? '', issueId, document.readText(issueId) ?? '');
  }
  for (const one of [...of('space'), ...of('roadmap')]) projection.dependencies(one.id, one.document, touchedIn(one));
  projection.settleArchive(documentOf);
  projection.finish();
  const conflicts = new ConflictProjection(writer, log);
  for (const { id, kind, document, changed, branches } of received) {
    if (kind !== 'space' && kind !== 'roadmap') continue;
    if (changed !== null) conflicts.received({ id, document }, kind, changed);
    else if (branches) conflicts.all({ id, document }, kind);
  }
}
