// The links that chain the entries of the change log: each vouches for its entry and for the link before it, so that one
// link vouches for the whole log up to there.
import { createHash } from 'node:crypto';
import type Database from 'better-sqlite3';

/** What a link vouches for. */
export interface LinkedEntry {
  readonly seq: number;
  readonly documentId: string;
  /** Hex hash of the change, which vouches for its bytes. */
  readonly hash: string;
  readonly deviceId: string;
  readonly signature: Uint8Array;
  /** ISO instant. */
  readonly receivedAt: string;
}

/** What stands where the first entry has no link before it. */
export const firstLink = '0'.repeat(64);

/**
 * Link of an entry: hex SHA-256 of the JSON array `[link before, seq, document id, change hash, device id, signature in
 * base64, received at]`.
 */
export function auditLink(previous: string, { seq, documentId, hash, deviceId, signature, receivedAt }: LinkedEntry): string {
  const facts = [previous, seq, documentId, hash, deviceId, Buffer.from(signature).toString('base64'), receivedAt];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
}

interface RawEntry {
  readonly seq: number;
  readonly documentId: string;
  readonly hash: string;
  readonly deviceId: string;
  readonly signature: Buffer;
  readonly receivedAt: string;
}

/** Gives links to the entries of a log from before there were any. Part of a migration: the caller has a transaction. */
export function linkEntries(database: Database.Database): void {
  const page = database.prepare<[number], RawEntry>(
    `SELECT seq, document_id AS documentId, hash, device_id AS deviceId, signature, received_at AS receivedAt
     FROM change WHERE seq > ? ORDER BY seq LIMIT 1000`,
  );
  const set = database.prepare<[string, number]>('UPDATE change SET link = ? WHERE seq = ?');
  let link = firstLink;
  let seq = 0;
  for (let entries = page.all(seq); entries.length > 0; entries = page.all(seq)) {
    for (const entry of entries) {
      link = auditLink(link, entry);
      set.run(link, entry.seq);
      ({ seq } = entry);
    }
  }
}
