// Conflicts about one record: a field with several values, and a record that one deleted while another one worked on it.
import type { ConflictRow, ConflictValue } from '#shared/contract/conflict.ts';
import { IssueId, RoadmapId } from '#shared/plan/identity.ts';
import { TrashKind } from '#shared/contract/trash.ts';
import { type ConflictSubject, conflictSubjects } from './conflict-subject.ts';
import type { Reader } from './reader.ts';
import { fieldName, spellValue } from './spell-value.ts';

interface StoredValue {
  readonly recordId: string;
  readonly kind: 'field' | 'edit' | 'deletion';
  readonly collection: string;
  readonly field: string;
  readonly operation: string;
  readonly value: string;
  readonly wins: number;
  readonly author: string | null;
  readonly deviceId: string | null;
  readonly at: string | null;
}

interface DeletedRecord {
  readonly id: string;
  readonly kind: string;
  readonly roadmapId: string | null;
  readonly key: string | null;
  readonly title: string;
}

/** What the contract calls a collection. */
const kindOf = (collection: string): ConflictRow['recordKind'] =>
  collection === 'workspace' ? 'workspace' : TrashKind.parse(collection.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`));

const nothing = { deletion: null, issues: [], dependencies: [], load: null } satisfies Partial<ConflictRow>;

/** Names joined for a sentence. */
export function listText(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

const quoted = (text: string | null): string => (text === null ? 'nothing' : `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`);

/** What a conflict calls a record in a sentence. */
function subjectText(kind: ConflictRow['recordKind'], { key, title }: Pick<ConflictSubject, 'key' | 'title'>): string {
  if (kind === 'issue') return key ?? quoted(title);
  if (kind === 'workspace') return 'the workspace';
  const of = key === null || kind === 'milestone' ? '' : ` of ${key}`;
  return `the ${kind.replaceAll('-', ' ')} ${quoted(title)}${of}`;
}

/** Names of records by their ids, each looked up once. */
function nameLookUp(reader: Reader): (id: string) => string | null {
  const known = new Map<string, string | null>();
  return (id) => {
    let name = known.get(id);
    if (name === undefined) {
      const [found] = reader.rows<{ name: string }>(
        `SELECT name AS name FROM person WHERE id = @id UNION ALL SELECT trim(key || ' ' || title) FROM milestone WHERE id = @id
         UNION ALL SELECT key || ' ' || title FROM issue WHERE id = @id UNION ALL SELECT title FROM roadmap WHERE id = @id`,
        { id },
      );
      known.set(id, (name = found?.name ?? null));
    }
    return name;
  };
}

function values(stored: readonly StoredValue[], nameOf: (id: string) => string | null): ConflictValue[] {
  // Of several who wrote the same, the last one.
  const different = new Map(stored.map((one) => [`${one.field} ${one.value}`, one]));
  return [...different.values()].map(({ field, operation, value, author, at, deviceId, wins }) => ({
    operation,
    field,
    fieldName: fieldName(field),
    text: spellValue(field, JSON.parse(value), nameOf),
    author,
    at,
    deviceId,
    wins: wins === 1,
  }));
}

const somebody = (author: string | null): string => author ?? 'somebody';
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function valueRow(subject: ConflictSubject, collection: string, chosen: readonly ConflictValue[]): ConflictRow | null {
  const [first] = chosen;
  if (first === undefined || chosen.length < 2) return null;
  const kind = kindOf(collection);
  const told = listText(chosen.map(({ author, text }) => `${somebody(author)} says ${quoted(text)}`));
  return {
    id: `value ${subject.id} ${first.field}`,
    kind: 'value',
    recordId: subject.id,
    recordKind: kind,
    roadmapId: subject.roadmapId === null ? null : RoadmapId.parse(subject.roadmapId),
    issueId: subject.issueId === null ? null : IssueId.parse(subject.issueId),
    key: subject.key,
    title: subject.title,
    field: first.field,
    fieldName: first.fieldName,
    sentence: `${capital(first.fieldName)} of ${subjectText(kind, subject)}: ${told}.`,
    values: [...chosen],
    ...nothing,
  };
}

function deletedRow(record: DeletedRecord, edits: readonly ConflictValue[], deletion: StoredValue): ConflictRow {
  const kind = TrashKind.parse(record.kind);
  const what = capital(subjectText(kind, record));
  const who = listText([...new Set(edits.map(({ author }) => somebody(author)))]);
  const fields = listText([...new Set(edits.map((edit) => edit.fieldName))]);
  return {
    id: `deleted ${record.id}`,
    kind: 'deleted',
    recordId: record.id,
    recordKind: kind,
    roadmapId: record.roadmapId === null ? null : RoadmapId.parse(record.roadmapId),
    issueId: null,
    key: record.key,
    title: record.title,
    field: null,
    fieldName: null,
    sentence: `${what} was deleted by ${somebody(deletion.author)} while ${who} changed its ${fields}.`,
    values: [...edits],
    ...nothing,
    deletion: { author: deletion.author, at: deletion.at },
  };
}

/** All such conflicts, or those of one issue and what hangs on it. */
export function valueConflicts(reader: Reader, issueId: string | null): ConflictRow[] {
  const stored = reader.rows<StoredValue>(
    `SELECT record_id AS recordId, kind AS kind, collection AS collection, field AS field, operation AS operation, value AS value,
       wins AS wins, author AS author, device_id AS deviceId, at AS at
     FROM conflict ORDER BY collection, record_id, field, wins, at, operation`,
  );
  if (stored.length === 0) return [];
  const nameOf = nameLookUp(reader);
  const found: ConflictRow[] = [];
  for (const [collection, among] of Map.groupBy(stored, (one) => one.collection)) {
    const fields = among.filter(({ kind, field }) => kind === 'field' && field !== 'deletedAt');
    const subjects = conflictSubjects(reader, collection, [...new Set(fields.map(({ recordId }) => recordId))]);
    for (const of of Map.groupBy(fields, ({ recordId, field }) => `${recordId} ${field}`).values()) {
      const subject = subjects.get(of[0]?.recordId ?? '');
      if (subject === undefined || (issueId !== null && subject.issueId !== issueId)) continue;
      const row = valueRow(subject, collection, values(of, nameOf));
      if (row !== null) found.push(row);
    }
  }
  return issueId === null ? [...found, ...deletedConflicts(reader, stored, nameOf)] : found;
}

function deletedConflicts(reader: Reader, stored: readonly StoredValue[], nameOf: (id: string) => string | null): ConflictRow[] {
  const deletions = stored.filter(({ kind }) => kind === 'deletion');
  const ids = JSON.stringify(deletions.map(({ recordId }) => recordId));
  const deleted = reader.rows<DeletedRecord>(
    `SELECT trash.record_id AS id, trash.kind AS kind, trash.roadmap_id AS roadmapId, coalesce(trash.key, owner.key) AS key, trash.title AS title
     FROM trash LEFT JOIN issue AS owner ON owner.id = trash.owner_id
     WHERE trash.record_id IN (SELECT value FROM json_each(@ids))`,
    { ids },
  );
  const records = new Map(deleted.map((record) => [record.id, record]));
  return deletions.flatMap((deletion) => {
    const record = records.get(deletion.recordId);
    const edits = stored.filter(({ kind, recordId }) => kind === 'edit' && recordId === deletion.recordId);
    return record === undefined ? [] : [deletedRow(record, values(edits, nameOf), deletion)];
  });
}
