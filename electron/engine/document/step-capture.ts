// Looks at a document just before a step changes it, so that the step can be taken back.
import type { PlanDocument } from './plan-document.ts';
import type { Collection } from './record.ts';
import { layoutOf } from './record.ts';
import type { DocumentChange, FieldChange } from './step-content.ts';
import type { Ownership } from './ownership.ts';

/** What a step does to one document, noted edit by edit. */
export class StepCapture {
  readonly #documentId: string;
  readonly #document: PlanDocument;
  readonly #ownership: Ownership;
  readonly #created = new Map<string, readonly [Collection, string]>();
  readonly #fields = new Map<string, FieldChange>();
  readonly #texts = new Map<string, { readonly before: string; after: string }>();
  readonly #newTexts = new Set<string>();

  constructor(documentId: string, document: PlanDocument, ownership: Ownership) {
    this.#documentId = documentId;
    this.#document = document;
    this.#ownership = ownership;
  }

  /** Notes that a record is new. */
  create(collection: Collection, id: string): void {
    this.#created.set(`${collection} ${id}`, [collection, id]);
  }

  /** Notes what fields hold that are about to be set. */
  set(collection: Collection, id: string, fields: object): void {
    if (this.#created.has(`${collection} ${id}`)) return;
    for (const [field, after] of Object.entries(fields)) {
      // Sets are typed as lists of names in record.ts.
      if (layoutOf(collection).sets.includes(field)) this.#members(collection, id, field, after as readonly string[]);
      else {
        const { value, operations } = this.#document.present(collection, id, field);
        this.#note({ collection, id, field, member: null, before: value, after, theirs: this.#theirs(operations) });
      }
    }
  }

  #members(collection: Collection, id: string, field: string, after: readonly string[]): void {
    const wanted = new Set(after);
    for (const member of this.#document.members(collection, id, field)) {
      if (wanted.delete(member)) continue;
      const theirs = this.#theirs(this.#document.memberOperations(collection, id, field, member));
      this.#note({ collection, id, field, member, before: true, after: null, theirs });
    }
    for (const member of wanted) this.#note({ collection, id, field, member, before: null, after: true, theirs: false });
  }

  #theirs(operations: readonly string[]): boolean {
    return operations.some((operation) => !this.#ownership.owns(this.#documentId, operation));
  }

  #note(change: FieldChange): void {
    const name = `${change.collection} ${change.id} ${change.field} ${change.member ?? ''}`;
    const earlier = this.#fields.get(name);
    this.#fields.set(name, earlier === undefined ? change : { ...earlier, after: change.after });
  }

  /** Notes that a body is new. */
  createText(issueId: string): void {
    this.#newTexts.add(issueId);
  }

  /** Notes a body that is about to become `after`. */
  setText(issueId: string, after: string): void {
    if (this.#newTexts.has(issueId)) return;
    const earlier = this.#texts.get(issueId);
    if (earlier === undefined) this.#texts.set(issueId, { before: this.#document.readText(issueId) ?? '', after });
    else earlier.after = after;
  }

  /** What was changed in the end; what is as it was before is left out. */
  finish(): Pick<DocumentChange, 'created' | 'fields' | 'texts'> {
    return {
      created: [...this.#created.values()],
      fields: [...this.#fields.values()].filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after)),
      texts: [...this.#texts].map(([issueId, text]) => ({ issueId, ...text })).filter(({ before, after }) => before !== after),
    };
  }
}
