// What others did since a step: found in their changes, so that a value that was changed and changed back is still seen
// to be theirs. Reads changes from the log and loads no document.
import * as Automerge from '@automerge/automerge';
import { readChangeMessage } from './change-message.ts';
import { spaceId } from './place.ts';
import type { PlanDocument } from './plan-document.ts';
import type { PlanRows, Since } from './plan-rows.ts';
import { type Collection, layoutOf, spaceLayout } from './record.ts';

/** Somebody whose change says no name. */
const unnamed = 'somebody else';

/** What others did in one document. */
interface Found {
  /** Automerge object → who wrote in it. */
  readonly objects: Map<string, string>;
  /** Text that was written as a value → by whom: what refers to a record holds its id. */
  readonly values: Map<string, string>;
  /** `object key` of what was deleted → by whom. */
  readonly deleted: Map<string, string>;
  /** Automerge actor → name. */
  readonly authors: Map<string, string>;
}

/** The changes that others made, on any device, after one of somebody's steps. */
export class ForeignWork {
  readonly #rows: PlanRows;
  readonly #since: Since;
  readonly #found = new Map<string, Found>();
  #documentIds: readonly string[] | null = null;

  constructor(rows: PlanRows, since: Since) {
    this.#rows = rows;
    this.#since = since;
  }

  /** Ids of the documents that others changed. */
  documentIds(): readonly string[] {
    this.#documentIds ??= this.#rows.changedByOthers(this.#since);
    return this.#documentIds;
  }

  #in(documentId: string): Found {
    const known = this.#found.get(documentId);
    if (known !== undefined) return known;
    const found: Found = { objects: new Map(), values: new Map(), deleted: new Map(), authors: new Map() };
    this.#found.set(documentId, found);
    if (!this.documentIds().includes(documentId)) return found;
    for (const bytes of this.#rows.changesOfOthers(documentId, this.#since)) {
      const { actor, message, ops } = Automerge.decodeChange(bytes);
      const author = readChangeMessage(message ?? '')?.author ?? unnamed;
      found.authors.set(actor, author);
      for (const { action, obj, key, value } of ops) {
        found.objects.set(obj, author);
        if (typeof value === 'string') found.values.set(value, author);
        if (action === 'del' && key !== undefined) found.deleted.set(`${obj} ${key}`, author);
      }
    }
    return found;
  }

  /** Who made one of these operations of a document; a name in any case. */
  authorOf(documentId: string, operations: readonly string[]): string {
    const { authors } = this.#in(documentId);
    for (const operation of operations) {
      const author = authors.get(operation.slice(operation.indexOf('@') + 1));
      if (author !== undefined) return author;
    }
    return unnamed;
  }

  /** Who changed a record or made something that hangs on it; `null` when nobody did. */
  authorOn(documentId: string, document: PlanDocument, collection: Collection, id: string): string | null {
    if (this.documentIds().length === 0) return null;
    const { objects } = this.#in(documentId);
    for (const set of objects.size === 0 ? [] : [null, ...layoutOf(collection).sets]) {
      const object = document.objectId(collection, id, set);
      const author = object === null ? undefined : objects.get(object);
      if (author !== undefined) return author;
    }
    // Documents of roadmaps refer to what the space holds, and the space to what they hold.
    const near = collection in spaceLayout ? this.documentIds() : [documentId, spaceId];
    for (const other of near) {
      const author = this.#in(other).values.get(id);
      if (author !== undefined) return author;
    }
    return null;
  }

  /** Who changed anything in a roadmap, a body of its issues, or made something depend on them; `null` when nobody did. */
  authorIn(roadmapId: string): string | null {
    for (const documentId of this.documentIds()) {
      if (documentId !== roadmapId && !documentId.startsWith(`${roadmapId}.`)) continue;
      return this.#in(documentId).authors.values().next().value ?? unnamed;
    }
    for (const [value, author] of this.#in(spaceId).values) {
      if (this.#rows.issue(value)?.roadmapId === roadmapId || this.#rows.milestone(value)?.roadmapId === roadmapId) return author;
    }
    return null;
  }

  /** Who took a member out of a set; `null` when nobody did. */
  removerOf(documentId: string, document: PlanDocument, collection: Collection, id: string, set: string, member: string): string | null {
    const { deleted } = this.#in(documentId);
    if (deleted.size === 0) return null;
    return deleted.get(`${document.objectId(collection, id, set)} =${member}`) ?? null;
  }
}
