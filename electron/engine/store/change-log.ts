// The change log: every change of every document, in the order in which this device stored it. Append-only; the truth.
import { auditLink, firstLink } from './audit-link.ts';
import type { WriteConnection } from './connection.ts';

/** What a document holds. */
export type DocumentKind = 'space' | 'roadmap' | 'text' | 'archive';

/** What a change of the log belongs to: a document, or the chain of who is a member, which is none. */
export type LogKind = DocumentKind | 'membership';

/** What stands where changes name their document, of entries of the membership chain. */
export const membershipId = 'membership';

/** One change, as it is stored and sent. */
export interface StoredChange {
  readonly documentId: string;
  /** Hex SHA-256 that Automerge gives the change. */
  readonly hash: string;
  /** Hex public key of the device that signed. */
  readonly deviceId: string;
  /** ed25519 signature over the bytes of `hash`. */
  readonly signature: Uint8Array;
  /** ISO instant. */
  readonly receivedAt: string;
  readonly bytes: Uint8Array;
}

/** A stored change with its place in the log. */
export interface LoggedChange extends StoredChange {
  readonly seq: number;
  /** Vouches for this entry and all before it (see audit-link.ts). */
  readonly link: string;
}

/** A document as the store knows it. */
interface DocumentRow {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
  /** Hashes that the projection reflects, sorted. */
  readonly heads: readonly string[];
  readonly snapshotSeq: number;
  /** Version of its shape. */
  readonly schemaVersion: number;
}

interface RawDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly roadmap_id: string | null;
  readonly heads: string;
  readonly snapshot_seq: number;
  readonly schema_version: number;
}

interface RawChange {
  readonly seq: number;
  readonly document_id: string;
  readonly hash: string;
  readonly device_id: string;
  readonly signature: Buffer;
  readonly received_at: string;
  readonly bytes: Buffer;
  readonly link: string;
}

/** Reads and appends changes, and keeps a row a document. */
export interface ChangeLog {
  /** Appends one change and gives its sequence number. */
  append(change: StoredChange): number;
  /** Forgets everything, which only the import of a whole workspace may ask for. Part of a transaction. */
  clear(): void;
  has(hash: string): boolean;
  /** Id of the document that a change belongs to; `null` when it is not in the log. */
  documentOf(hash: string): string | null;
  /** What a change of the log belongs to, by the id of its document. */
  placeOf(documentId: string): { readonly kind: LogKind; readonly roadmapId: string | null };
  /** As `placeOf`, for the id of a document. */
  documentPlace(documentId: string): { readonly kind: DocumentKind; readonly roadmapId: string | null };
  /** Sequence number of the newest change, 0 in an empty log. */
  lastSeq(): number;
  /** Id of the roadmap that was changed last; `null` while there is none. */
  newestRoadmap(): string | null;
  hashAt(seq: number): string | null;
  seqOf(hash: string): number | null;
  /** The change of this hash; `null` when there is none. */
  get(hash: string): LoggedChange | null;
  /** Who signed each change of a document that counts. */
  signatures(documentId: string): { readonly hash: string; readonly deviceId: string; readonly signature: Buffer }[];
  /** How many changes of a document count, and how many bytes these have. */
  sizeOf(documentId: string): { readonly count: number; readonly bytes: number };
  /** Bytes of the snapshot of a document when it holds all that counts; `null` when there is no such snapshot. */
  savedSize(documentId: string): number | null;
  /** All changes after `seq`, in order. */
  after(seq: number): IterableIterator<LoggedChange>;
  /** A change; `null` when it is not in the log. */
  change(hash: string): LoggedChange | null;
  /** All changes of a document that count, in order. */
  of(documentId: string): LoggedChange[];
  /** All changes of a document that count, the newest first. */
  backFrom(documentId: string): IterableIterator<LoggedChange>;
  /** Which changes of documents came after `seq`. */
  hashesAfter(seq: number): { readonly documentId: string; readonly hash: string }[];
  /** ISO instant at which a change was received; `null` when there is none of that number. */
  receivedAt(seq: number): string | null;
  /** Changes of a document that count and that its snapshot does not hold. */
  tail(documentId: string): Uint8Array[];
  document(id: string): DocumentRow | null;
  documents(): DocumentRow[];
  snapshot(id: string): Uint8Array | null;
  /** Records that the projection now reflects `heads`. */
  setHeads(document: Pick<DocumentRow, 'id' | 'kind' | 'roadmapId'>, heads: readonly string[]): void;
  /** Records which version the shape of a document has. */
  setSchemaVersion(id: string, version: number): void;
  /** Notes whether all rows of a document have been made; `setHeads` comes first. */
  setProjected(id: string, projected: boolean): void;
  /** Ids of documents some of whose rows have not been made. */
  unprojected(): string[];
  /** Forgets the compacted state of a document: it is made of its changes when it is loaded next. Part of a transaction. */
  dropSnapshot(id: string): void;
  /** Keeps the compacted state of a document as of the change `seq`. */
  setSnapshot(id: string, bytes: Uint8Array, seq: number): void;
}

const logged = (row: RawChange): LoggedChange => ({
  seq: row.seq,
  documentId: row.document_id,
  hash: row.hash,
  deviceId: row.device_id,
  signature: row.signature,
  receivedAt: row.received_at,
  bytes: row.bytes,
  link: row.link,
});

const documentRow = (row: RawDocument): DocumentRow => ({
  id: row.id,
  kind: row.kind,
  roadmapId: row.roadmap_id,
  heads: row.heads === '' ? [] : row.heads.split(' '),
  snapshotSeq: row.snapshot_seq,
  schemaVersion: row.schema_version,
});

function clearLog(connection: WriteConnection): void {
  // The triggers that keep the log append-only step aside for the one case in which another log takes its place.
  const triggers = connection
    .prepare<[], { name: string; sql: string }>(`SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'change'`)
    .all();
  for (const { name } of triggers) connection.exec(`DROP TRIGGER "${name}"`);
  connection.exec('DELETE FROM change; DELETE FROM document; DELETE FROM plan_file; DELETE FROM undo_step; DELETE FROM returned_operation');
  // The first document of every workspace has the same id, and would be loaded with what it was here.
  connection.exec('DELETE FROM document_snapshot; DELETE FROM refused_change');
  for (const { sql } of triggers) connection.exec(sql);
}

/** The change log in `connection`. */
export function createChangeLog(connection: WriteConnection): ChangeLog {
  const changeColumns = 'seq, document_id, hash, device_id, signature, received_at, bytes, link';
  const append = connection.prepare<[number, string, string, string, Uint8Array, string, Uint8Array, string]>(
    'INSERT INTO change (seq, document_id, hash, device_id, signature, received_at, bytes, link) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const last = connection.prepare<[], { seq: number; link: string }>('SELECT seq, link FROM change ORDER BY seq DESC LIMIT 1');
  const has = connection.prepare<[string], { found: number }>('SELECT 1 AS found FROM change WHERE hash = ?');
  const lastSeq = connection.prepare<[], { seq: number | null }>('SELECT max(seq) AS seq FROM change');
  const newestRoadmap = connection.prepare<[], { id: string }>(
    `SELECT document.id AS id FROM change JOIN document ON document.id = change.document_id
     WHERE document.kind = 'roadmap' ORDER BY change.seq DESC LIMIT 1`,
  );
  const hashAt = connection.prepare<[number], { hash: string }>('SELECT hash FROM change WHERE seq = ?');
  const seqOf = connection.prepare<[string], { seq: number }>('SELECT seq FROM change WHERE hash = ?');
  const after = connection.prepare<[number], RawChange>(`SELECT ${changeColumns} FROM change WHERE seq > ? ORDER BY seq LIMIT 100`);
  const counts = 'hash NOT IN (SELECT hash FROM refused_change)';
  const of = connection.prepare<[string], RawChange>(
    `SELECT ${changeColumns} FROM change WHERE document_id = ? AND ${counts} ORDER BY seq`,
  );
  const byHash = connection.prepare<[string], RawChange>(`SELECT ${changeColumns} FROM change WHERE hash = ?`);
  const documentOf = connection.prepare<[string], { id: string }>('SELECT document_id AS id FROM change WHERE hash = ?');
  const back = connection.prepare<[string, number], RawChange>(
    `SELECT ${changeColumns} FROM change WHERE document_id = ? AND seq < ? AND ${counts} ORDER BY seq DESC LIMIT 64`,
  );
  const get = connection.prepare<[string], RawChange>(`SELECT ${changeColumns} FROM change WHERE hash = ?`);
  const signatures = connection.prepare<[string], { hash: string; deviceId: string; signature: Buffer }>(
    `SELECT hash, device_id AS deviceId, signature FROM change WHERE document_id = ? AND ${counts} ORDER BY seq`,
  );
  const sizeOf = connection.prepare<[string], { count: number; bytes: number }>(
    `SELECT count(*) AS count, coalesce(sum(length(bytes)), 0) AS bytes FROM change WHERE document_id = ? AND ${counts}`,
  );
  const savedSize = connection.prepare<[string], { bytes: number }>(
    `SELECT length(document_snapshot.bytes) AS bytes FROM document_snapshot JOIN document ON document.id = document_id
     WHERE document_id = ? AND NOT EXISTS (
       SELECT 1 FROM change WHERE change.document_id = document.id AND seq > snapshot_seq AND ${counts})`,
  );
  const tail = connection.prepare<[string, string], { bytes: Buffer }>(
    `SELECT bytes FROM change WHERE document_id = ? AND seq > coalesce((SELECT snapshot_seq FROM document WHERE id = ?), 0) AND ${counts}
     ORDER BY seq`,
  );
  const hashesAfter = connection.prepare<[number], { documentId: string; hash: string }>(
    `SELECT document_id AS documentId, hash FROM change WHERE seq > ? AND document_id <> '${membershipId}' ORDER BY seq`,
  );
  const receivedAt = connection.prepare<[number], { at: string }>('SELECT received_at AS at FROM change WHERE seq = ?');
  const documentColumns = 'id, kind, roadmap_id, heads, snapshot_seq, schema_version';
  const document = connection.prepare<[string], RawDocument>(`SELECT ${documentColumns} FROM document WHERE id = ?`);
  const documents = connection.prepare<[], RawDocument>(`SELECT ${documentColumns} FROM document ORDER BY id`);
  const snapshot = connection.prepare<[string], { bytes: Buffer }>('SELECT bytes FROM document_snapshot WHERE document_id = ?');
  const setHeads = connection.prepare<[string, string, string | null, string]>(
    `INSERT INTO document (id, kind, roadmap_id, heads) VALUES (?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET heads = excluded.heads`,
  );
  const setSchemaVersion = connection.prepare<[number, string]>('UPDATE document SET schema_version = ? WHERE id = ?');
  const setProjected = connection.prepare<[number, string]>('UPDATE document SET projected = ? WHERE id = ?');
  const unprojected = connection.prepare<[], { id: string }>('SELECT id FROM document WHERE projected = 0 ORDER BY id');
  const setSnapshotSeq = connection.prepare<[number, string]>('UPDATE document SET snapshot_seq = ? WHERE id = ?');
  const setSnapshot = connection.prepare<[string, Uint8Array]>(
    'INSERT INTO document_snapshot (document_id, bytes) VALUES (?, ?) ON CONFLICT (document_id) DO UPDATE SET bytes = excluded.bytes',
  );

  const dropSnapshot = connection.prepare<[string]>('DELETE FROM document_snapshot WHERE document_id = ?');

  const placeOfDocument = (id: string): Pick<DocumentRow, 'kind' | 'roadmapId'> => {
    const row = document.get(id);
    if (row !== undefined) return { kind: row.kind, roadmapId: row.roadmap_id };
    // None of its changes counts, so it has no row: what it is shows in its id.
    const [roadmapId = id, part] = id.split('.');
    if (id === 'space') return { kind: 'space', roadmapId: null };
    return { kind: part === undefined ? 'roadmap' : part === 'archive' ? 'archive' : 'text', roadmapId };
  };

  /** In pages: SQLite refuses to write on a connection that is in the middle of a query. */
  function* each(seq: number): IterableIterator<LoggedChange> {
    let reached = seq;
    for (let page = after.all(reached); page.length > 0; page = after.all(reached)) {
      for (const row of page) {
        reached = row.seq;
        yield logged(row);
      }
    }
  }

  function* backFrom(documentId: string): IterableIterator<LoggedChange> {
    let reached = Number.MAX_SAFE_INTEGER;
    for (let page = back.all(documentId, reached); page.length > 0; page = back.all(documentId, reached)) {
      for (const row of page) {
        reached = row.seq;
        yield logged(row);
      }
    }
  }

  return {
    backFrom,
    append: (change) => {
      const { documentId, hash, deviceId, signature, bytes } = change;
      const before = last.get() ?? { seq: 0, link: firstLink };
      const seq = before.seq + 1;
      const link = auditLink(before.link, { ...change, seq });
      append.run(seq, documentId, hash, deviceId, signature, change.receivedAt, bytes, link);
      return seq;
    },
    clear: () => clearLog(connection),
    has: (hash) => has.get(hash) !== undefined,
    documentOf: (hash) => documentOf.get(hash)?.id ?? null,
    placeOf: (id) => (id === membershipId ? { kind: 'membership', roadmapId: null } : placeOfDocument(id)),
    documentPlace: placeOfDocument,
    lastSeq: () => lastSeq.get()?.seq ?? 0,
    newestRoadmap: () => newestRoadmap.get()?.id ?? null,
    hashAt: (seq) => hashAt.get(seq)?.hash ?? null,
    seqOf: (hash) => seqOf.get(hash)?.seq ?? null,
    get: (hash) => {
      const row = get.get(hash);
      return row === undefined ? null : logged(row);
    },
    signatures: (documentId) => signatures.all(documentId),
    sizeOf: (documentId) => sizeOf.get(documentId) ?? { count: 0, bytes: 0 },
    savedSize: (documentId) => savedSize.get(documentId)?.bytes ?? null,
    after: each,
    change: (hash) => {
      const row = byHash.get(hash);
      return row === undefined ? null : logged(row);
    },
    of: (documentId) => of.all(documentId).map(logged),
    hashesAfter: (seq) => hashesAfter.all(seq),
    receivedAt: (seq) => receivedAt.get(seq)?.at ?? null,
    tail: (documentId) => tail.all(documentId, documentId).map((row) => row.bytes),
    document: (id) => {
      const row = document.get(id);
      return row === undefined ? null : documentRow(row);
    },
    documents: () => documents.all().map(documentRow),
    snapshot: (id) => snapshot.get(id)?.bytes ?? null,
    setHeads: ({ id, kind, roadmapId }, heads) => void setHeads.run(id, kind, roadmapId, heads.toSorted().join(' ')),
    setSchemaVersion: (id, version) => void setSchemaVersion.run(version, id),
    setProjected: (id, projected) => void setProjected.run(projected ? 1 : 0, id),
    unprojected: () => unprojected.all().map(({ id }) => id),
    dropSnapshot: (id) => {
      dropSnapshot.run(id);
      setSnapshotSeq.run(0, id);
    },
    setSnapshot: (id, bytes, seq) => {
      const both = connection.transaction(() => {
        setSnapshot.run(id, bytes);
        setSnapshotSeq.run(seq, id);
      });
      both();
    },
  };
}
