import type { Result } from '#shared/base/result.ts';
import type { Problem } from '#shared/contract/problem.ts';
import { type LogKind, membershipId } from './change-log.ts';
import { openReader, type ReadConnection } from './connection.ts';
import { unpackText } from './packed-text.ts';

/** Runs `work` on one state of the database in `folder`, whatever is written meanwhile. */
export function readState<Value>(folder: string, work: (connection: ReadConnection) => Result<Value, Problem>): Result<Value, Problem> {
  const opened = openReader(folder);
  if (!opened.ok) return opened;
  try {
    return opened.value.transaction(() => work(opened.value))();
  } finally {
    opened.value.close();
  }
}

/** A document as it is stored. */
export interface StoredDocument {
  readonly id: string;
  readonly kind: 'space' | 'roadmap' | 'text' | 'archive';
  readonly roadmapId: string | null;
  readonly snapshot: Uint8Array | null;
  /** The changes after the snapshot. */
  readonly tail: readonly Uint8Array[];
}

/** The documents of a database, one at a time, by id. */
export function* storedDocuments(connection: ReadConnection): Generator<StoredDocument> {
  const rows = connection
    .prepare<[], Pick<StoredDocument, 'id' | 'kind' | 'roadmapId'>>('SELECT id, kind, roadmap_id AS roadmapId FROM document ORDER BY id')
    .all();
  const snapshot = connection.prepare<[string], { snapshot: Buffer | null; seq: number }>(
    'SELECT document_snapshot.bytes AS snapshot, snapshot_seq AS seq FROM document LEFT JOIN document_snapshot ON document_id = id WHERE id = ?',
  );
  const tail = connection
    .prepare<[string, number], Buffer>(
      'SELECT bytes FROM change WHERE document_id = ? AND seq > ? AND hash NOT IN (SELECT hash FROM refused_change) ORDER BY seq',
    )
    .pluck();
  for (const row of rows) {
    const kept = snapshot.get(row.id);
    yield { ...row, snapshot: kept?.snapshot ?? null, tail: tail.all(row.id, kept?.seq ?? 0) };
  }
}

/** What a plan file said when it was read last. */
export interface StoredPlanFile {
  readonly path: string;
  readonly roadmapId: string;
  readonly text: string;
}

/** The plan files as they were read last, by path. */
export function storedPlanFiles(connection: ReadConnection): StoredPlanFile[] {
  return connection
    .prepare<[], { path: string; roadmapId: string; packed: Buffer }>(
      'SELECT path, roadmap_id AS roadmapId, packed FROM plan_file ORDER BY path',
    )
    .all()
    .map(({ path, roadmapId, packed }) => ({ path, roadmapId, text: unpackText(packed) }));
}

/** A change as it is stored, with what it takes to file it. */
export interface FiledChange {
  readonly seq: number;
  readonly documentId: string;
  readonly kind: LogKind;
  readonly roadmapId: string | null;
  readonly hash: string;
  readonly deviceId: string;
  readonly signature: Buffer;
  readonly receivedAt: string;
  readonly link: string;
  readonly bytes: Buffer;
}

/** All changes in order, a page at a time. */
export function* filedChanges(connection: ReadConnection): Generator<FiledChange> {
  const page = connection.prepare<[number], FiledChange>(
    `SELECT change.seq AS seq, change.document_id AS documentId, coalesce(document.kind, '${membershipId}') AS kind, document.roadmap_id AS roadmapId, change.hash AS hash,
       change.device_id AS deviceId, change.signature AS signature, change.received_at AS receivedAt, change.link AS link, change.bytes AS bytes
     FROM change LEFT JOIN document ON document.id = change.document_id
     WHERE change.seq > ? AND (document.id IS NOT NULL OR change.document_id = '${membershipId}') ORDER BY change.seq LIMIT 100`,
  );
  let seq = 0;
  for (let changes = page.all(seq); changes.length > 0; changes = page.all(seq)) {
    for (const change of changes) {
      yield change;
      ({ seq } = change);
    }
  }
}
