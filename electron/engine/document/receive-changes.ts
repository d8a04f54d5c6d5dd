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
import type { NewDocument } from './new-document.ts';
import { type Changed, documentVersion, initialChanges, PlanDocument, type ReadableDocument } from './plan-document.ts';
import { type DocumentOf, Projection } from './projection.ts';
import { type BornDocument, readNewDocument } from './read-new-document.ts';
import { isWellFormed } from './record-shape.ts';
import { roadmapLayout } from './record.ts';
import { roadmapHead } from './roadmap-part.ts';
import type { BegunRoadmap } from './late-rows.ts';
import type { LoggedMessage, UnprojectedRoadmap } from './row-backlog.ts';
import { SavedDocument } from './saved-document.ts';
import { touch, type Touched } from './touched-record.ts';
import { bodiesOf } from './whole-plan.ts';

/** A document with what came for it. */
interface Received {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
  /** A document that is new is read out of its saved bytes or its changes, which is faster by far. */
  readonly document: SavedDocument | PlanDocument | NewDocument;
  /** `null`: the document came with the changes, and all of it is new. */
  readonly changed: (Changed & { readonly touched: Touched }) | null;
  /** They were not all made one upon the other. */
  readonly branches: boolean;
  /** What its rows are made of after this transaction, in pieces. */
  readonly later: UnprojectedRoadmap | null;
  /** The records that get rows while the rest of the document is still coming. */
  readonly early: Touched | null;
}

/** Documents of others that are here, and for which something is still to be done. */
export interface Arrived {
  /** Without their rows. */
  readonly unprojected: UnprojectedRoadmap[];
  /** Without the form that loads fastest. */
  readonly unsaved: { readonly id: string; readonly document: NewDocument }[];
  /** Of which the rest is still coming. */
  readonly begun: { readonly id: string; readonly roadmap: BegunRoadmap }[];
}

/** The first changes of a roadmap, or more of them, each upon the one before, while the rest is still being read. */
export interface PartOfRoadmap {
  /** Hash of the last of them. */
  readonly head: string;
  /** What has been read. */
  readonly document: NewDocument;
  /** What people see first. */
  readonly first: Touched;
}

/** From how many issues on the rows of a new roadmap are made in pieces, and from how many bytes on Automerge is spared reading a document. */
const large = { issues: 300, bytes: 16_384 } as const;

/** Records the newest version of a document's shape that is among its changes; to make its first changes anew takes a millisecond. */
function noteVersion(log: ChangeLog, kind: DocumentKind, id: string): void {
  if ((log.document(id)?.schemaVersion ?? 0) >= documentVersion[kind]) return;
  const newest = initialChanges(kind, id).findLastIndex(({ hash }) => log.has(hash)) + 1;
  log.setSchemaVersion(id, Math.max(1, newest));
}

/** Gives a document, loaded when it is not in memory; `null` when there is none. */
type Open = (id: string) => PlanDocument | null;

/** What all changes of a document together make of it: its saved bytes, or what was read out of just these changes already. */
export type SavedBytes = ReadonlyMap<string, Uint8Array | BornDocument | PartOfRoadmap>;

/** A document of which nothing was here. */
function newDocument(
  { log, documentOf, saved, arrived, begun }: ReceiveParts,
  { id, kind }: { readonly id: string; readonly kind: DocumentKind },
  changes: readonly DocumentChange[],
): { readonly document: SavedDocument | PlanDocument | NewDocument; readonly born: BornDocument | null } {
  const given = saved.get(id);
  const read = given instanceof Uint8Array ? SavedDocument.from(given) : null;
  if (read !== null && given instanceof Uint8Array) {
    log.setSnapshot(id, given, log.lastSeq());
    return { document: read, born: null };
  }
  // What came before is not among the changes.
  const isLarge = !begun.has(id) && changes.reduce((sum, { bytes }) => sum + bytes.length, 0) >= large.bytes;
  const known = given === undefined || given instanceof Uint8Array || 'first' in given ? null : given;
  const born = known ?? (isLarge && (kind === 'roadmap' || kind === 'text') ? readNewDocument(kind, id, changes) : null);
  if (born !== null) {
    arrived.unsaved.push({ id, document: born.document });
    return { document: born.document, born };
  }
  const opened = must(documentOf(id), `the document ${id}`);
  return { document: SavedDocument.from(opened.save({ compressed: false })) ?? opened, born: null };
}

/** All records of a roadmap, as if they were made just now; `null` when there are few, or some are not as they should be. */
function bornIn(document: ReadableDocument): Touched | null {
  const touched: Touched = new Map();
  // The keys of a layout are the names of its collections.
  for (const collection of Object.keys(roadmapLayout) as (keyof typeof roadmapLayout)[]) {
    for (const [id, record] of document.records(collection)) {
      if (!isWellFormed(collection, { ...record })) return null;
      touch(touched, collection, id, { created: record });
    }
  }
  return touched;
}

/** What is left to do for a roadmap that came as a whole; `null` when all of it is done at once. */
function laterOf(
  { log, begun }: ReceiveParts,
  id: string,
  { document, born }: ReturnType<typeof newDocument>,
  { messages, branches }: { readonly messages: readonly LoggedMessage[]; readonly branches: boolean },
): UnprojectedRoadmap | null {
  // What an archive says of its issues has to be known before.
  if (document instanceof PlanDocument || log.document(archiveDocumentId(id)) !== null) return null;
  const touched = born?.touched ?? bornIn(document);
  if (touched === null || (touched.get('issue')?.size ?? 0) < large.issues || touched.get('roadmap')?.has(id) !== true) return null;
  const conflicts = branches && document instanceof SavedDocument ? document : null;
  return { id, document, touched, changes: messages, arrived: { conflicts, early: begun.get(id)?.early ?? new Set() } };
}

/** Takes in a part of a roadmap that is still coming: nothing but what a screen shows first gets rows, and nothing loads it. */
function takePart({ log, arrived, begun }: ReceiveParts, id: string, changes: readonly DocumentChange[], part: PartOfRoadmap): Received {
  const { kind, roadmapId } = must(changes[0], 'a change');
  const before = begun.get(id) ?? null;
  const messages = changes.map((change): LoggedMessage => {
    const logged = { ...change, seq: log.append(change) };
    return { change: logged, message: readChangeHead(change.bytes)?.message ?? '' };
  });
  log.setHeads({ id, kind, roadmapId }, [part.head]);
  noteVersion(log, kind, id);
  const early = before?.early ?? new Set(part.first.get('issue')?.keys());
  arrived.begun.push({ id, roadmap: { changes: [...(before?.changes ?? []), ...messages], early } });
  const first: Touched = before === null ? part.first : new Map();
  return { id, kind, roadmapId, document: part.document, changed: null, branches: false, later: null, early: first };
}

function takeIn(parts: ReceiveParts, projection: Projection, id: string, changes: readonly DocumentChange[]): Received {
  const { log, documentOf, begun } = parts;
  const { kind, roadmapId } = must(changes[0], 'a change');
  const given = parts.saved.get(id);
  if (given !== undefined && 'first' in given && (begun.has(id) || log.document(id) === null)) return takePart(parts, id, changes, given);
  // What has begun to come and is all there now is looked at as a whole.
  const existing = log.document(id) === null || begun.has(id) ? null : must(documentOf(id), `the document ${id}`);
  const before = existing?.heads() ?? [];
  const stored = changes.map((change) => ({ ...change, seq: log.append(change) }));
  // A document that is new is loaded from the log, where its changes are by now.
  if (existing === null) log.setHeads({ id, kind, roadmapId }, []);
  else existing.apply(changes.map(({ bytes }) => bytes));
  const made = existing === null ? newDocument(parts, { id, kind }, changes) : { document: existing, born: null };
  const { document } = made;
  const after = document.heads();
  log.setHeads({ id, kind, roadmapId }, after);
  noteVersion(log, kind, id);
  const branches = new BranchFinder();
  const earlier = begun.get(id)?.changes ?? [];
  // Of what has begun to come, each was made upon the one before.
  for (const { change } of earlier.slice(-1)) branches.add(id, { hash: change.hash, deps: [] });
  const fresh = stored.map((change): LoggedMessage => {
    const head = readChangeHead(change.bytes) ?? { hash: change.hash, deps: [], message: '' };
    branches.add(id, head);
    return { change, message: head.message };
  });
  const messages = [...earlier, ...fresh];
  const isNew = existing === null;
  const later = isNew && kind === 'roadmap' ? laterOf(parts, id, made, { messages, branches: branches.found.has(id) }) : null;
  if (later === null) for (const { change, message } of messages) projection.activity(change, roadmapId, message);
  if (later === null && begun.has(id)) log.setProjected(id, true);
  const received = { id, kind, roadmapId, document, branches: branches.found.has(id), later, early: null };
  // A new archive takes issues out of a roadmap that is there.
  const entersRoadmap = kind === 'archive' && roadmapId !== null && log.document(roadmapId) !== null;
  if (isNew && !entersRoadmap) return { ...received, changed: null };
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
  /** Roadmaps of which the rest is still coming. */
  readonly begun: ReadonlyMap<string, BegunRoadmap>;
  /** What is left to do is added here. */
  readonly arrived: Arrived;
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
    if (one.early !== null) {
      if (one.early.size > 0) projection.roadmap(id, document, one.early);
      log.setProjected(id, false);
      continue;
    }
    if (one.later !== null) {
      // Its title and milestones are there with this transaction.
      projection.roadmap(id, document, roadmapHead(one.later.touched));
      log.setProjected(id, false);
      parts.arrived.unprojected.push(one.later);
      continue;
    }
    // Entries of an archive may have come before the roadmap.
    const archive = touched === null ? documentOf(archiveDocumentId(id)) : null;
    if (archive !== null) projection.archive(id, archive, null, documentOf);
    projection.roadmap(id, document, touched);
  }
  for (const { document, roadmapId, changed } of of('text')) {
    for (const issueId of changed?.texts ?? document.textIds()) projection.body(roadmapId ?? '', issueId, document.readText(issueId) ?? '');
  }
  for (const one of [...of('space'), ...of('roadmap')]) {
    if (one.later === null && one.early === null) projection.dependencies(one.id, one.document, touchedIn(one));
  }
  projection.settleArchive(documentOf);
  projection.finish();
  const conflicts = new ConflictProjection(writer, log);
  for (const { id, kind, document, changed, branches, later } of received) {
    if ((kind !== 'space' && kind !== 'roadmap') || later !== null || !('versions' in document)) continue;
    if (changed !== null) conflicts.received({ id, document }, kind, changed);
    else if (branches) conflicts.all({ id, document }, kind);
  }
}
