import Database from 'better-sqlite3';
import { type LogKind, membershipId } from './change-log.ts';
import type { JournalChange } from './journal.ts';

interface RawChange extends Omit<JournalChange, 'signature' | 'bytes'> {
  readonly signature: Buffer;
  readonly bytes: Buffer;
}

/** Changes of the database at `path`, as far as they can be read. */
export function* changesIn(path: string): Generator<JournalChange> {
  const database = new Database(path, { readonly: true, fileMustExist: true });
  try {
    const page = database.prepare<[number], RawChange & { seq: number; kind: LogKind }>(
      `SELECT seq, document_id AS documentId, coalesce(kind, '${membershipId}') AS kind, roadmap_id AS roadmapId, hash, device_id AS deviceId, signature, received_at AS receivedAt, bytes
       FROM change LEFT JOIN document ON document.id = document_id
       WHERE seq > ? AND (kind IS NOT NULL OR document_id = '${membershipId}') ORDER BY seq LIMIT 100`,
    );
    let seq = 0;
    for (let rows = page.all(seq); rows.length > 0; rows = page.all(seq)) {
      for (const row of rows) {
        ({ seq } = row);
        yield row;
      }
    }
  } catch {
    // Damaged from here on; what came before it was given.
  } finally {
    database.close();
  }
}
