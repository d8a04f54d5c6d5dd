// The rows of what several devices wrote without knowing of each other. What one device does alone never makes any, so its
// steps are looked at only while there are rows; of what is received, the records that it touched; of everything, what
// documents say of themselves when they are read.
import type { ChangeLog } from '#electron/engine/store/change-log.ts';
import type { Row, RowWriter } from '#electron/engine/store/row-writer.ts';
import { ChangeOrigins, type Origin } from './change-origin.ts';
import { operationParts } from './change-span.ts';
import { conflictFields } from './conflict-field.ts';
import { type Changed, PlanDocument, type StoredDocument, type Version } from './plan-document.ts';
import { type Collection, collectionsOf } from './record.ts';
import type { AnyWork } from './work-builder.ts';

/** What came from others for one document. */
type Received = Pick<Changed, 'records' | 'conflicted'>;

/** In a record that has rows, the fields that have them are looked at in any case. */
const noFields: ReadonlySet<string> = new Set();

/** A document with its id. */
interface Placed {
  readonly id: string;
  readonly document: StoredDocument;
}

type ConflictRow = Row<'conflict'>;

/** Something that was written in a record or beside it. */
interface Edit {
  readonly field: string;
  readonly version: Version;
}

/** Whether the operation that wrote something in a record was unknown to whoever deleted it, or what it hangs on. */
type Unknown = (collection: Collection, id: string, operation: string) => boolean;

/** What is lost from sight with its issue. */
const hangingCollections = ['comment', 'item', 'external'] as const;
type Hanging = (typeof hangingCollections)[number];

const isHanging = (collection: Collection): boolean => hangingCollections.some((one) => one === collection);

/** Brings the rows up to date with documents as they now stand; use one within one transaction, when the log is written. */
export class ConflictProjection {
  readonly #rows: RowWriter;
  readonly #log: ChangeLog;
  readonly #origins = new Map<string, ChangeOrigins>();

  constructor(rows: RowWriter, log: ChangeLog) {
    this.#rows = rows;
    this.#log = log;
  }

  /** After a step of this device, which settles what it touches. */
  ownStep(works: readonly AnyWork[]): void {
    // What is written without being in memory is new.
    const changed = works.flatMap(({ edit, document, touched }) =>
      document instanceof PlanDocument ? [{ placed: { id: edit.id, document }, touched }] : [],
    );
    for (const { placed, touched } of changed) {
      const roadmap = touched.get('roadmap')?.get(placed.id);
      // An import says of the roadmap what file it came from, which moves nothing that hangs on its issues.
      if (roadmap !== undefined && (roadmap.set === null || 'deletedAt' in roadmap.set)) this.#roadmapItself(placed);
    }
    if (this.#rows.cells('SELECT 1 FROM conflict LIMIT 1').length === 0) return;
    for (const { placed, touched } of changed) {
      const known = new Set(this.#rows.cells('SELECT record_id FROM conflict WHERE document_id = ?', placed.id));
      for (const [collection, records] of touched) {
        for (const record of records.keys()) if (known.has(record)) this.#record(placed, collection, record, noFields);
        // What came too late for a deleted issue may be taken back.
        for (const id of this.#ownersOf(placed, collection, records.keys())) if (known.has(id)) this.#record(placed, 'issue', id, noFields);
      }
    }
  }

  /** With a roadmap, what hangs on its deleted issues goes and comes. */
  #roadmapItself(placed: Placed): void {
    for (const id of this.#rows.cells(`SELECT record_id FROM trash WHERE kind = 'issue' AND roadmap_id = ?`, placed.id)) {
      this.#record(placed, 'issue', String(id), noFields);
    }
    this.#deletions(placed);
  }

  /** Looks again at what is told of deletions: whatever was deleted may have come back. */
  #deletions(placed: Placed): void {
    for (const cell of this.#rows.cells(
      `SELECT json_array(collection, record_id) FROM conflict WHERE document_id = ? AND kind = 'deletion'`,
      placed.id,
    )) {
      // As the statement spells it.
      const [collection, record] = JSON.parse(String(cell)) as [Collection, string];
      this.#record(placed, collection, record, noFields);
    }
  }

  /** After changes of others: what they touched, and what had rows, for a value that loses to another one may be replaced unseen. */
  received(placed: Placed, kind: 'space' | 'roadmap', { records: touched, conflicted }: Received): void {
    const seen = new Set<string>();
    const look = (collection: Collection, record: string, fields: ReadonlySet<string> | null = noFields): void => {
      if (!seen.has(record)) this.#record(placed, collection, record, fields);
      seen.add(record);
    };
    for (const [collection, ids] of conflicted) {
      // The entry of a roadmap has the roadmap's id; nobody is asked about it.
      if (conflictFields(collection).length > 0) for (const [id, among] of ids) look(collection, id, among);
    }
    for (const [collection, ids] of touched) {
      if (conflictFields(collection).length === 0) continue;
      for (const id of ids) if (!placed.document.isAlive(collection, id)) look(collection, id);
      for (const id of this.#ownersOf(placed, collection, ids)) if (!placed.document.isAlive('issue', id)) look('issue', id);
    }
    if (kind === 'roadmap' && !placed.document.isAlive('roadmap', placed.id)) look('roadmap', placed.id);
    if ([...(touched.get('roadmap') ?? [])].includes(placed.id)) this.#roadmapItself(placed);
    else this.#deletions(placed);
    for (const cell of this.#rows.cells(
      `SELECT json_array(collection, record_id, field, group_concat(operation, ' ' ORDER BY operation)) FROM conflict
       WHERE document_id = ? AND kind = 'field' GROUP BY record_id, field`,
      placed.id,
    )) {
      // As the statement spells it.
      const [collection, record, field, operations] = JSON.parse(String(cell)) as [Collection, string, string, string];
      if (seen.has(record)) continue;
      const now = placed.document.versions(collection, record, field).map(({ operation }) => operation);
      if (now.toSorted().join(' ') !== operations) look(collection, record);
    }
  }

  /** A deleted record looks at what hung on it, so whatever comes for that is a reason to look again. */
  #ownersOf({ document }: Placed, collection: Collection, ids: Iterable<string>): Set<string> {
    const owners = new Set<string>();
    for (const hanging of hangingCollections) {
      if (hanging !== collection) continue;
      for (const id of ids) {
        const issueId = document.read(hanging, id)?.issueId ?? null;
        if (issueId !== null) owners.add(issueId);
      }
    }
    return owners;
  }

  /** All of a document whose changes were not made one upon the other; its rows have been removed. */
  all(placed: Placed, kind: 'space' | 'roadmap'): void {
    for (const collection of collectionsOf(kind)) {
      if (conflictFields(collection).length === 0) continue;
      const records = new Set([...placed.document.conflicted(collection), ...placed.document.deleted(collection)]);
      for (const id of records) this.#record(placed, collection, id, null);
    }
  }

  #originsOf(documentId: string): ChangeOrigins {
    let origins = this.#origins.get(documentId);
    if (origins === undefined) this.#origins.set(documentId, (origins = new ChangeOrigins(this.#log, documentId)));
    return origins;
  }

  /** Brings the rows of a record up to date. `fields`: where several values may stand of which there are no rows; `null`: in any. */
  #record({ id: documentId, document }: Placed, collection: Collection, id: string, fields: ReadonlySet<string> | null): void {
    const before = this.#rows.cells(
      'SELECT json_array(kind, field, operation, value, wins, author, device_id, at) FROM conflict WHERE record_id = ?',
      id,
    );
    const known = new Map<string, Origin>();
    const doubtful = new Set(fields);
    for (const cell of before) {
      // As the statement spells it.
      const [, field, operation, , , author, deviceId, at] = JSON.parse(String(cell)) as [...string[]];
      if (field !== undefined) doubtful.add(field);
      if (operation !== undefined && at !== undefined && at !== null)
        known.set(operation, { author: author ?? null, deviceId: deviceId ?? null, at });
    }
    const originOf = (operation: string): Origin => known.get(operation) ?? this.#originsOf(documentId).of(operation);
    const row = (
      kind: 'field' | 'edit' | 'deletion',
      field: string,
      { value, operation }: Version,
      wins: boolean,
      origin: Origin | null,
    ): ConflictRow => ({
      record_id: id,
      kind,
      field,
      operation,
      document_id: documentId,
      collection,
      value: JSON.stringify(value),
      wins: wins ? 1 : 0,
      author: origin?.author ?? null,
      device_id: origin?.deviceId ?? null,
      at: origin?.at ?? null,
    });
    const after: ConflictRow[] = [];
    for (const field of [...conflictFields(collection), 'deletedAt']) {
      if (fields !== null && !doubtful.has(field)) continue;
      const versions = document.versions(collection, id, field);
      if (versions.length < 2) continue;
      const differ = new Set(versions.map(({ value }) => JSON.stringify(value))).size > 1;
      for (const [index, version] of versions.entries()) {
        after.push(row('field', field, version, index === versions.length - 1, differ ? originOf(version.operation) : null));
      }
    }
    const lost = this.#lostEdits({ id: documentId, document }, collection, id);
    for (const { field, version } of lost?.edits ?? []) after.push(row('edit', field, version, false, originOf(version.operation)));
    if (lost !== null) after.push(row('deletion', 'deletedAt', lost.deletion, true, originOf(lost.deletion.operation)));
    this.#replace(id, before, after);
  }

  /** What was set in a deleted record by those who knew of no deletion of it; `null` when there is nothing of the kind. */
  #lostEdits(
    { id: documentId, document }: Placed,
    collection: Collection,
    id: string,
  ): { readonly deletion: Version; readonly edits: readonly Edit[] } | null {
    const versions = document.versions(collection, id, 'deletedAt');
    const deletion = versions.at(-1);
    if (deletion === undefined || deletion.value === null) return null;
    const deletions = versions.filter(({ value }) => value !== null);
    const unknown = this.#unknownTo(
      deletions.map(({ operation }) => operation),
      { id: documentId, document },
    );
    const edits: Edit[] = conflictFields(collection).flatMap((field) => {
      const version = document.versions(collection, id, field).findLast(({ operation }) => unknown(collection, id, operation));
      return version === undefined ? [] : [{ field, version }];
    });
    if (collection === 'issue') edits.push(...this.#hungOn({ id: documentId, document }, id, unknown));
    if (collection === 'roadmap') edits.push(...this.#madeIn(documentId, deletion.operation, deletions));
    return edits.length === 0 ? null : { deletion, edits };
  }

  /** Tells what was written in a record without knowing of any of the deletions. */
  #unknownTo(deletions: readonly string[], { id: documentId, document }: Placed): Unknown {
    const deleters = new Set(deletions.map((operation) => operationParts(operation).actor));
    const births = new Map<string, { readonly actor: string; readonly last: number }>();
    // The operation that makes a record is followed by one for each of its fields, and, between them, for members of sets.
    const birthOf = (collection: Collection, id: string): { readonly actor: string; readonly last: number } => {
      const name = `${collection} ${id}`;
      let birth = births.get(name);
      if (birth === undefined) {
        const made = operationParts(document.objectId(collection, id) ?? '0@');
        birth = { actor: made.actor, last: made.counter + Object.keys(document.read(collection, id) ?? {}).length };
        births.set(name, birth);
      }
      return birth;
    };
    return (collection, id, operation) => {
      const { counter, actor } = operationParts(operation);
      // What one did oneself, one knew.
      if (deleters.has(actor)) return false;
      // Whoever deletes a record knows how it was made; what hangs on it may be news.
      if (!isHanging(collection)) {
        const birth = birthOf(collection, id);
        if (actor === birth.actor && counter <= birth.last) return false;
      }
      const origins = this.#originsOf(documentId);
      return !deletions.some((one) => origins.knew(one, operation) || origins.knew(operation, one));
    };
  }

  /** Comments, items and externals that were added to an issue, or changed, without knowing that it was deleted. */
  #hungOn({ id: documentId, document }: Placed, issueId: string, unknown: Unknown): Edit[] {
    // All of it is gone with its roadmap.
    if (!document.isAlive('roadmap', documentId)) return [];
    const hanging = this.#rows.cells(
      `SELECT json_array(collection, record_id) FROM dormant WHERE anchor_id = ? AND collection IN ('comment', 'item', 'external') ORDER BY record_id`,
      issueId,
    );
    return hanging.flatMap((cell) => {
      // As the statement spells it.
      const [collection, id] = JSON.parse(String(cell)) as [Hanging, string];
      const field = collection === 'external' ? 'name' : 'text';
      const version = document.versions(collection, id, field).at(-1);
      return version !== undefined && unknown(collection, id, version.operation) ? [{ field: collection, version }] : [];
    });
  }

  /** What was done in a roadmap without knowing that it was deleted: a row for each person, with how many changes. */
  #madeIn(documentId: string, deletion: string, deletions: readonly Version[]): Edit[] {
    const changes = this.#originsOf(documentId).beside(
      deletion,
      deletions.map(({ operation }) => operation),
    );
    return [...Map.groupBy(changes, ({ author }) => author).values()].flatMap((among) => {
      const last = among.toSorted((one, other) =>
        one.at < other.at || (one.at === other.at && one.operation < other.operation) ? 1 : -1,
      )[0];
      return last === undefined ? [] : [{ field: 'content', version: { value: among.length, operation: last.operation } }];
    });
  }

  #replace(id: string, before: readonly unknown[], after: readonly ConflictRow[]): void {
    const spelled = after.map(({ kind, field, operation, value, wins, author, device_id, at }) =>
      JSON.stringify([kind, field, operation, value, wins, author, device_id, at]),
    );
    const same = new Set(before.map(String));
    if (spelled.length === same.size && spelled.every((one) => same.has(one))) return;
    this.#rows.remove('conflict', 'record_id', id);
    for (const one of after) this.#rows.put('conflict', one);
  }
}
