import type { ReadableDocument } from './plan-document.ts';
import type { Collection, RecordOf } from './record.ts';
import type { Touched } from './touched-record.ts';

/** Whether a record says of itself that it has a part in the plan; whether it is archived is said elsewhere. */
export function isAlive(record: { readonly deletedAt: string | null }): boolean {
  return record.deletedAt === null;
}

/** Which records of a document are there, not deleted and not archived. Asks once a record; for one projection only. */
export class AliveRecords {
  readonly #document: ReadableDocument;
  readonly #isArchived: (issueId: string) => boolean;
  readonly #known = new Map<string, boolean>();

  constructor(document: ReadableDocument, touched: Touched | null, isArchived: (issueId: string) => boolean) {
    this.#document = document;
    this.#isArchived = isArchived;
    for (const [collection, records] of touched ?? []) {
      for (const [id, { record }] of records) {
        if (record === null) continue;
        this.#known.set(`${collection} ${id}`, isAlive(record) && !(collection === 'issue' && isArchived(id)));
      }
    }
  }

  /** Whether the record is there, not deleted and not archived. */
  has(collection: Collection, id: string): boolean {
    const name = `${collection} ${id}`;
    let alive = this.#known.get(name);
    if (alive === undefined) {
      alive = this.#document.isAlive(collection, id) && !(collection === 'issue' && this.#isArchived(id));
      this.#known.set(name, alive);
    }
    return alive;
  }

  /** The id, or `null` when there is nothing alive under it. */
  orNull(collection: Collection, id: string | null): string | null {
    return id !== null && this.has(collection, id) ? id : null;
  }

  /** All records of a collection that are not deleted, by id. */
  all<Name extends Collection>(collection: Name): [id: string, record: RecordOf[Name]][] {
    return [...this.#document.records(collection)]
      .filter(([, record]) => isAlive(record))
      .toSorted(([one], [other]) => (one < other ? -1 : 1));
  }
}
