// Makes all rows anew, or all of a roadmap: from documents that are only read, each once.
import { type ChangeHead, readChangeHead } from '#electron/engine/store/change-head.ts';
import type { ChangeLog, DocumentKind, LoggedChange } from '#electron/engine/store/change-log.ts';
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import type { Member } from '#electron/engine/team/membership.ts';
import { must } from '#shared/base/must.ts';
import { BranchFinder } from './change-graph.ts';
import { ConflictProjection } from './conflict-projection.ts';
import type { DocumentCache } from './document-cache.ts';
import { putMembers } from './member-row.ts';
import { textDocumentId } from './place.ts';
import type { StoredDocument } from './plan-document.ts';
import { type BodyOf, type DocumentOf, Projection } from './projection.ts';

/** What the rows are made of and written with. */
export interface WholePlanParts {
  readonly cache: DocumentCache;
  readonly log: ChangeLog;
  readonly writer: RowWriter;
  readonly members: readonly Member[];
  /** Hashes of changes that do not count. */
  refused(): ReadonlySet<string>;
  readonly now: number;
}

/** Whether documents of this kind hold dependencies. */
export const hasDependencies = (kind: DocumentKind): boolean => kind === 'space' || kind === 'roadmap';

/** Reads bodies out of the documents that `open` gives. */
export const bodiesOf =
  (open: DocumentOf): BodyOf =>
  (roadmapId, issueId) =>
    open(textDocumentId(roadmapId, issueId))?.readText(issueId) ?? '';

/** The documents of a workspace as they stand; use it within one transaction, in which none of them changes. */
export class WholePlan {
  readonly #parts: WholePlanParts;
  readonly #known = new Map<string, StoredDocument | null>();
  readonly #documentOf = (id: string): StoredDocument | null => {
    const document = this.#known.get(id) ?? this.#parts.cache.read(id, this.#parts.now);
    this.#known.set(id, document);
    return document;
  };

  constructor(parts: WholePlanParts) {
    this.#parts = parts;
  }

  #open(id: string): StoredDocument {
    return must(this.#documentOf(id), `the document ${id}, which the store lists`);
  }

  #projection(): Projection {
    return new Projection(this.#parts.writer, bodiesOf(this.#documentOf), this.#documentOf);
  }

  /** The head of a change; where its bytes are damaged, what its document has kept of it. */
  #headOf({ bytes, documentId, hash }: LoggedChange): Pick<ChangeHead, 'hash' | 'deps' | 'message'> {
    const { cache, now } = this.#parts;
    return readChangeHead(bytes) ?? { hash, deps: [], message: cache.open(documentId, now)?.messages().get(hash) ?? '' };
  }

  /** Drops all rows of the projection and makes them anew. */
  project(): void {
    const { log, writer, members } = this.#parts;
    const projection = this.#projection();
    projection.clear();
    putMembers(writer, members);
    const refused = this.#parts.refused();
    const documents = log.documents();
    const roadmapOf = new Map(documents.map((row) => [row.id, row.roadmapId]));
    for (const { id, kind, roadmapId } of documents) {
      if (kind === 'archive') projection.archive(roadmapId ?? '', this.#open(id), null, this.#documentOf);
    }
    // People first: issues are assigned to them.
    for (const { id, kind } of documents) if (kind === 'space') projection.space(this.#open(id), null);
    for (const { id, kind } of documents) if (kind === 'roadmap') projection.roadmap(id, this.#open(id), null);
    for (const { id, kind } of documents) if (hasDependencies(kind)) projection.dependencies(id, this.#open(id), null);
    const branches = new BranchFinder();
    for (const change of log.after(0)) {
      if (refused.has(change.hash)) continue;
      const head = this.#headOf(change);
      projection.activity(change, roadmapOf.get(change.documentId) ?? null, head.message);
      branches.add(change.documentId, head);
    }
    projection.finish();
    const conflicts = new ConflictProjection(this.#parts.writer, log);
    for (const { id, kind } of documents) {
      if ((kind === 'space' || kind === 'roadmap') && branches.found.has(id)) conflicts.all({ id, document: this.#open(id) }, kind);
    }
    for (const id of log.unprojected()) log.setProjected(id, true);
  }

  /** Makes all rows of a roadmap once more, whether there or not. */
  projectRoadmap(id: string): void {
    const { log } = this.#parts;
    const projection = this.#projection();
    const document = this.#open(id);
    projection.roadmap(id, document, null);
    projection.dependencies(id, document, null);
    for (const change of log.of(id)) projection.activity(change, id, this.#headOf(change).message);
    projection.finishAll();
    log.setProjected(id, true);
  }
}
