// An issue with everything that is its own, as one value: what an archive file keeps, and what tells whether an issue is
// still as it was when it was archived.
import { createHash } from 'node:crypto';
import type { ReadableDocument } from './plan-document.ts';
import type { Collection, RecordOf } from './record.ts';

type Fields<Name extends Collection> = Omit<RecordOf[Name], 'deletedAt'>;
type Part<Name extends Collection> = Fields<Name> & { readonly id: string };

/** Ids of the records that hang on an issue and go where it goes. */
export interface IssueParts {
  readonly items: readonly string[];
  readonly externals: readonly string[];
  readonly comments: readonly string[];
}

/** The issue itself. Dependencies are not part of it: they belong to both ends. */
export interface IssueContent {
  readonly id: string;
  readonly roadmapId: string;
  readonly fields: Fields<'issue'>;
  readonly body: string;
  readonly items: readonly Part<'item'>[];
  readonly externals: readonly Part<'external'>[];
  readonly comments: readonly Part<'comment'>[];
}

/** Collection of each kind of part. */
export const partCollections = { items: 'item', externals: 'external', comments: 'comment' } as const;

/** The records of `ids` that are there, not deleted and of the issue, by id. */
function partsOf<Name extends 'item' | 'external' | 'comment'>(
  document: ReadableDocument,
  collection: Name,
  issueId: string,
  ids: readonly string[],
): Part<Name>[] {
  const parts: Part<Name>[] = [];
  for (const id of [...new Set(ids)].toSorted()) {
    const record = document.read(collection, id);
    if (record === null || record.deletedAt !== null || record.issueId !== issueId) continue;
    const { deletedAt: _, ...fields } = record;
    parts.push({ id, ...fields });
  }
  return parts;
}

/** What there is of an issue; `null` when it is not there or deleted. `parts` may name more than what hangs on it. */
export function readContent(
  document: ReadableDocument,
  issue: { readonly id: string; readonly roadmapId: string },
  body: () => string,
  parts: IssueParts,
): IssueContent | null {
  const { id, roadmapId } = issue;
  const record = document.read('issue', id);
  if (record === null || record.deletedAt !== null) return null;
  const { deletedAt: _, ...fields } = record;
  return {
    id,
    roadmapId,
    fields,
    body: body(),
    items: partsOf(document, 'item', id, parts.items),
    externals: partsOf(document, 'external', id, parts.externals),
    comments: partsOf(document, 'comment', id, parts.comments),
  };
}

/**
 * What there is of each of some issues, by id, from looking at every record once: materializing a bucket costs a fraction
 * of reading its records one by one. Those that are not there or deleted are left out.
 */
export function readContents(
  document: ReadableDocument,
  roadmapId: string,
  issueIds: ReadonlySet<string>,
  bodyOf: (roadmapId: string, issueId: string) => string,
): Map<string, IssueContent> {
  const partsByIssue = <Name extends 'item' | 'external' | 'comment'>(collection: Name): Map<string, Part<Name>[]> => {
    const found = new Map<string, Part<Name>[]>();
    for (const [id, { deletedAt, ...fields }] of document.records(collection)) {
      const { issueId } = fields;
      if (issueId === null || deletedAt !== null || !issueIds.has(issueId)) continue;
      const parts = found.get(issueId) ?? [];
      parts.push({ id, ...fields });
      found.set(issueId, parts);
    }
    for (const parts of found.values()) parts.sort((one, other) => (one.id < other.id ? -1 : 1));
    return found;
  };
  const items = partsByIssue('item');
  const externals = partsByIssue('external');
  const comments = partsByIssue('comment');
  const contents = new Map<string, IssueContent>();
  for (const [id, { deletedAt, ...fields }] of document.records('issue')) {
    if (deletedAt !== null || !issueIds.has(id)) continue;
    contents.set(id, {
      id,
      roadmapId,
      fields,
      body: bodyOf(roadmapId, id),
      items: items.get(id) ?? [],
      externals: externals.get(id) ?? [],
      comments: comments.get(id) ?? [],
    });
  }
  return contents;
}

/** Ids of what hangs on an issue. */
export function partIds({ items, externals, comments }: IssueContent): IssueParts {
  const ids = (parts: readonly { readonly id: string }[]): string[] => parts.map(({ id }) => id);
  return { items: ids(items), externals: ids(externals), comments: ids(comments) };
}

/** The value with the keys of all objects sorted, and without what is null: a field that comes later starts as null. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== null);
  return entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([key, entry]) => [key, canonical(entry)]);
}

/** Hex SHA-256 over a content, or over one that was read from a file. Equal contents have equal ones on every device. */
export function fingerprintOf(content: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(content)))
    .digest('hex');
}

/** What an archived issue is found by. */
export function searchText({ fields, body, items, comments }: IssueContent): string {
  return [fields.key, fields.title, ...fields.labels, body, ...items.map(({ text }) => text), ...comments.map(({ text }) => text)]
    .filter((text) => text !== '')
    .join('\n');
}
