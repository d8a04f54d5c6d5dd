// What a command wants to change, as data: collected while it checks, carried out only when nothing was refused.
import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import { changedPassage } from '#shared/base/changed-passage.ts';
import type { PackedText } from '#electron/engine/store/packed-text.ts';
import type { PlanFileRow } from '#electron/engine/store/plan-file-table.ts';
import type { UndoSide } from '#electron/engine/store/undo-log.ts';
import type { Entry } from './change-message.ts';
import type { IssueContent } from './issue-content.ts';
import { archiveDocumentId, spaceId, textDocumentId } from './place.ts';
import { type Collection, layoutOf, type RecordOf } from './record.ts';

/** One record to create, or fields of one to set. */
interface RecordEdit {
  readonly collection: Collection;
  readonly id: string;
  readonly created: boolean;
  readonly fields: Partial<RecordOf[Collection]>;
}

/** One body to create or to turn into another text. */
interface TextEdit {
  readonly issueId: string;
  readonly created: boolean;
  readonly text: string;
}

/** Everything that a step does to one document; becomes one change. */
export interface DocumentEdit {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
  readonly records: RecordEdit[];
  readonly texts: TextEdit[];
  readonly entries: Entry[];
}

/** Which document something is in. */
interface Place {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
}

/** The text of a plan file as of an import; local to this device, so no part of any document. */
export interface PlanFileEdit {
  readonly path: string;
  /** `null` forgets the file. `packed` is its text as it is kept, when that was made already. */
  readonly row: (Omit<PlanFileRow, 'importedAt'> & { readonly importedAt?: string; readonly packed?: PackedText }) | null;
}

/** A field that an undo brings back as somebody else had written it. */
interface Returned {
  readonly documentId: string;
  readonly collection: Collection;
  readonly id: string;
  readonly field: string;
  /** The member of a set; `null` for a field that is no set. */
  readonly member: string | null;
}

/** The order of UTF-16 units, which documents are sorted by. */
const byUnit = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** The edits of one command, by document. */
export class Step {
  /** Name of the command or job. */
  readonly command: string;
  /** Texts of plan files to keep for the next import. */
  readonly planFiles: PlanFileEdit[] = [];
  /** What people read on the button that takes the step back; made from its entries when `null`. */
  label: string | null = null;
  /** When it was made, in milliseconds of the epoch; set with its first change, so that all of them tell the same instant. */
  madeAt: number | null = null;
  /** The kept step that this one takes back or carries out again, and the side that it is on then. */
  turns: { readonly id: number; readonly side: UndoSide } | null = null;
  readonly returned: Returned[] = [];
  /** What the caller has just read of issues that the step archives; a hint that saves reading them again. */
  readonly contents = new Map<string, IssueContent>();
  readonly #documents = new Map<string, DocumentEdit>();

  constructor(command: string) {
    this.command = command;
  }

  #document(id: string, kind: DocumentKind, roadmapId: string | null): DocumentEdit {
    let edit = this.#documents.get(id);
    if (edit === undefined) {
      edit = { id, kind, roadmapId, records: [], texts: [], entries: [] };
      this.#documents.set(id, edit);
    }
    return edit;
  }

  #home(roadmapId: string | null, collection: Collection | null = null): DocumentEdit {
    if (roadmapId === null) return this.#document(spaceId, 'space', null);
    if (collection === 'archivedIssue') return this.#document(archiveDocumentId(roadmapId), 'archive', roadmapId);
    return this.#document(roadmapId, 'roadmap', roadmapId);
  }

  /** Creates a record in the document of a roadmap (what is archived: in its archive), or in the space document for `null`. */
  create<Name extends Collection>(roadmapId: string | null, collection: Name, id: string, record: Omit<RecordOf[Name], 'deletedAt'>): void {
    // Spreading an `Omit` of a generic loses the connection to the whole; `deletedAt` is what was omitted.
    this.take(roadmapId, collection, id, { ...record, deletedAt: null } as unknown as RecordOf[Name]);
  }

  /** As {@link Step.create}, for a record that may have been deleted where it comes from. */
  take<Name extends Collection>(roadmapId: string | null, collection: Name, id: string, record: RecordOf[Name]): void {
    const fields = { ...record };
    // Sets come back from a document in order and without repeats; what is projected must not depend on the way it came.
    for (const name of layoutOf(collection).sets) {
      // What the layout calls a set is typed as a list of names.
      const members = Reflect.get(fields, name) as readonly string[];
      Reflect.set(fields, name, [...new Set(members)].toSorted(byUnit));
    }
    this.#home(roadmapId, collection).records.push({ collection, id, created: true, fields });
  }

  /** Sets fields of a record; the caller has checked that they differ from what is there. */
  set<Name extends Collection>(roadmapId: string | null, collection: Name, id: string, fields: Partial<RecordOf[Name]>): void {
    if (Object.keys(fields).length > 0) this.#home(roadmapId, collection).records.push({ collection, id, created: false, fields });
  }

  /** Sets fields of a record to values that a document held once, whatever its kind. */
  putBack(place: Place, collection: Collection, id: string, fields: Readonly<Record<string, unknown>>): void {
    // What a document held under these names is of their types.
    const values = fields as Partial<RecordOf[Collection]>;
    this.#document(place.documentId, place.kind, place.roadmapId).records.push({ collection, id, created: false, fields: values });
  }

  /** As `note`, in any document. */
  noteIn({ documentId, kind, roadmapId }: Place, entry: Entry): void {
    this.#document(documentId, kind, roadmapId).entries.push(entry);
  }

  /** Creates the body of an issue, which every issue has from the start. */
  createText(roadmapId: string, issueId: string, text: string): void {
    this.#document(textDocumentId(roadmapId, issueId), 'text', roadmapId).texts.push({ issueId, created: true, text });
  }

  /** Replaces the body of an issue; `before` is what it is now, for the history. */
  setText(roadmapId: string, issueId: string, text: string, before: string): void {
    const document = this.#document(textDocumentId(roadmapId, issueId), 'text', roadmapId);
    document.texts.push({ issueId, created: false, text });
    document.entries.push({ issueId, field: 'body', ...changedPassage(before, text) });
  }

  /** Records for people what the step does; the document that holds `collection` (of the roadmap, or the space) must change in it. */
  note(roadmapId: string | null, entry: Entry, collection: Collection | null = null): void {
    this.#home(roadmapId, collection).entries.push(entry);
  }

  /** The edits, those of the space first, so that what others refer to is there before them. */
  documents(): readonly DocumentEdit[] {
    const order = { space: 0, text: 1, archive: 2, roadmap: 3 } as const;
    return [...this.#documents.values()].toSorted((one, other) => order[one.kind] - order[other.kind] || (one.id < other.id ? -1 : 1));
  }
}
