// Which issues are archived. An issue is archived exactly when the archive of its roadmap holds an entry for it whose
// fingerprint is that of what the issue is now: a function of the documents alone. Whoever changes an archived issue, at
// the same time on another device or by undoing something, has it back in the plan with that change, the same everywhere.
import type { RowWriter } from '#electron/engine/store/row-writer.ts';
import {
  type IssueParts,
  fingerprintOf,
  type IssueContent,
  partCollections,
  partIds,
  readContent,
  readContents,
  searchText,
} from './issue-content.ts';
import type { ReadableDocument } from './plan-document.ts';
import type { RecordOf } from './record.ts';
import type { Touched } from './touched-record.ts';

/** Gives the body of an issue from its text document. */
type BodyOf = (roadmapId: string, issueId: string) => string;

/** What is to be done about issues that became archived, or no longer are. */
export interface Settlement {
  /** Issues whose rows go. */
  readonly removed: readonly string[];
  /** Issues that are in the plan again. */
  readonly revived: readonly { readonly roadmapId: string; readonly id: string }[];
}

/** An issue to look at again. */
interface Candidate {
  readonly roadmapId: string;
  /** Records touched just now that may hang on it. */
  readonly parts: { readonly items: string[]; readonly externals: string[]; readonly comments: string[] };
}

type Entry = RecordOf['archivedIssue'];

/** The rows of the archive within one projection: first tell it what was touched, then `settle`. */
export class ArchiveProjection {
  readonly #rows: RowWriter;
  readonly #bodyOf: BodyOf;
  readonly #candidates = new Map<string, Candidate>();
  readonly #entries = new Map<string, Entry>();
  /** Whether there are any entries at all; asked for once, because most workspaces have none. */
  #used: boolean | null = null;

  constructor(rows: RowWriter, bodyOf: BodyOf) {
    this.#rows = rows;
    this.#bodyOf = bodyOf;
  }

  #isUsed(): boolean {
    this.#used ??= this.#rows.cells('SELECT 1 FROM archived_issue LIMIT 1').length > 0;
    return this.#used;
  }

  /** Whether the rows say that the issue is archived. */
  has(issueId: string): boolean {
    return this.#isUsed() && this.#rows.cells('SELECT 1 FROM archived_issue WHERE issue_id = ? AND archived = 1', issueId).length > 0;
  }

  /** Makes the rows of a whole archive, before anything of its roadmap is projected. */
  rebuild(roadmapId: string, archive: ReadableDocument, roadmap: ReadableDocument | null): void {
    const entries = [...archive.records('archivedIssue')].filter(([, { deletedAt }]) => deletedAt === null);
    const ids = new Set(entries.map(([id]) => id));
    const contents = roadmap === null ? null : readContents(roadmap, roadmapId, ids, this.#bodyOf);
    for (const [id, entry] of entries) this.#put(id, roadmapId, entry, contents?.get(id) ?? null);
    this.#used = null;
  }

  /** Takes entries that were touched. */
  entries(roadmapId: string, archive: ReadableDocument, touched: Touched): void {
    for (const [id, { record }] of touched.get('archivedIssue') ?? []) {
      // A record is touched under the collection that it is of.
      const entry = record === null ? archive.read('archivedIssue', id) : (record as Entry);
      if (entry === null) continue;
      this.#entries.set(id, entry);
      this.#candidate(roadmapId, id);
    }
  }

  /** Takes what was touched in a roadmap document. */
  touched(roadmapId: string, document: ReadableDocument, touched: Touched): void {
    if (!this.#isUsed()) return;
    for (const id of touched.get('issue')?.keys() ?? []) this.#candidate(roadmapId, id);
    for (const [kind, collection] of Object.entries(partCollections)) {
      for (const id of touched.get(collection)?.keys() ?? []) {
        const issueId = document.read(collection, id)?.issueId ?? null;
        if (issueId !== null) this.#candidate(roadmapId, issueId)?.parts[kind as keyof IssueParts].push(id); // the keys of a constant object
      }
    }
  }

  /** Takes an issue whose body was changed. */
  body(roadmapId: string, issueId: string): void {
    if (this.#isUsed()) this.#candidate(roadmapId, issueId);
  }

  #candidate(roadmapId: string, issueId: string): Candidate | null {
    const known = this.#candidates.get(issueId);
    if (known !== undefined) return known;
    const noted = this.#entries.has(issueId) || this.#rows.cells('SELECT 1 FROM archived_issue WHERE issue_id = ?', issueId).length > 0;
    if (!noted) return null;
    const candidate: Candidate = { roadmapId, parts: { items: [], externals: [], comments: [] } };
    this.#candidates.set(issueId, candidate);
    return candidate;
  }

  /**
   * Decides anew about all that was told. Call it when the rows of everything else that was touched are there. `known` are
   * contents that were read from the documents as they are now, so that they need not be read twice.
   */
  settle(
    roadmapOf: (roadmapId: string) => ReadableDocument | null,
    archiveOf: (roadmapId: string) => ReadableDocument | null,
    known: ReadonlyMap<string, IssueContent>,
  ): Settlement {
    const removed: string[] = [];
    const revived: { roadmapId: string; id: string }[] = [];
    for (const [id, { roadmapId, parts }] of this.#candidates) {
      const entry = this.#entries.get(id) ?? archiveOf(roadmapId)?.read('archivedIssue', id) ?? null;
      const [was] = this.#rows.cells('SELECT archived FROM archived_issue WHERE issue_id = ?', id);
      if (entry === null || entry.deletedAt !== null) {
        this.#rows.remove('archived_issue', 'issue_id', id);
        if (was === 1) revived.push({ roadmapId, id });
        continue;
      }
      const document = roadmapOf(roadmapId);
      const hanging = (): IssueParts => join(was === 1 ? this.#partsBefore(id) : this.#partsNow(id, document), parts);
      const content = document === null ? null : (known.get(id) ?? this.#content(document, id, roadmapId, hanging()));
      const isArchived = this.#put(id, roadmapId, entry, content);
      if (isArchived && was !== 1) removed.push(id);
      else if (!isArchived && was === 1) revived.push({ roadmapId, id });
    }
    this.#candidates.clear();
    this.#used = null;
    return { removed, revived };
  }

  /** While an issue is archived nothing has changed in it, so what hangs on it is what did when that was found. */
  #partsBefore(issueId: string): IssueParts {
    const [parts] = this.#rows.cells('SELECT parts FROM archived_issue WHERE issue_id = ?', issueId);
    // Written by `#put`.
    return JSON.parse(String(parts)) as IssueParts;
  }

  #partsNow(issueId: string, document: ReadableDocument | null): IssueParts {
    const isInPlan = this.#rows.cells('SELECT 1 FROM issue WHERE id = ?', issueId).length > 0;
    if (!isInPlan && document?.isAlive('issue', issueId) === true) {
      // Its roadmap is deleted, and no row says what hangs on it.
      const content = readContents(document, '', new Set([issueId]), () => '').get(issueId);
      if (content !== undefined) return partIds(content);
    }
    // What slept with its roadmap has its row again only when everything else is settled.
    const ids = (table: string, collection: string): string[] =>
      this.#rows
        .cells(
          `SELECT id FROM ${table} WHERE issue_id = ? UNION SELECT record_id FROM dormant WHERE anchor_id = ? AND collection = ?`,
          issueId,
          issueId,
          collection,
        )
        .map(String);
    return { items: ids('checklist_item', 'item'), externals: ids('external', 'external'), comments: ids('comment', 'comment') };
  }

  #content(document: ReadableDocument, id: string, roadmapId: string, parts: IssueParts): IssueContent | null {
    return readContent(document, { id, roadmapId }, () => this.#bodyOf(roadmapId, id), parts);
  }

  /** Writes the row of an entry; whether its issue is archived. */
  #put(id: string, roadmapId: string, entry: Entry, content: IssueContent | null): boolean {
    const archived = content !== null && fingerprintOf(content) === entry.fingerprint ? content : null;
    const fields = archived?.fields;
    this.#rows.put('archived_issue', {
      issue_id: id,
      roadmap_id: roadmapId,
      archived: archived === null ? 0 : 1,
      key: entry.key,
      title: entry.title,
      kind: fields?.kind ?? null,
      status_category: fields?.status.category ?? null,
      status_name: fields?.status.name ?? null,
      status_verified: fields === undefined ? null : Number(fields.status.verified),
      estimate_likely: fields?.estimate?.likely ?? null,
      text: archived === null ? '' : searchText(archived),
      parts: archived === null ? '' : JSON.stringify(partIds(archived)),
      fingerprint: entry.fingerprint,
      file: entry.file,
      sha256: entry.sha256,
      device_id: entry.deviceId,
      author: entry.author,
      at: entry.at,
    });
    return archived !== null;
  }
}

function join(one: IssueParts, other: IssueParts): IssueParts {
  return {
    items: [...one.items, ...other.items],
    externals: [...one.externals, ...other.externals],
    comments: [...one.comments, ...other.comments],
  };
}
