// An entry of the audit log as people and programs read it, in an export and when one is verified.
import { readChangeMessage } from '#electron/engine/document/change-message.ts';
import type { AuditEntry } from '#electron/engine/store/audit-check.ts';
import { readLoggedHead } from '#electron/engine/store/change-head.ts';
import type { AuditRecord } from '#shared/contract/audit-file.ts';

/** The record of an entry. What the change says about itself is `null` where it says nothing (the first changes of a document). */
export function auditRecord(entry: AuditEntry): AuditRecord {
  const head = readLoggedHead(entry.documentId, entry.bytes);
  const said = readChangeMessage(head?.message ?? '');
  return {
    seq: entry.seq,
    at: entry.receivedAt,
    madeAt: said?.at ?? null,
    device: entry.deviceId,
    author: said?.author ?? null,
    command: said?.command ?? null,
    document: entry.documentId,
    entries: (said?.entries ?? []).map(({ issueId, subject = null, field, before, after }) => ({ issueId, subject, field, before, after })),
    hash: entry.hash,
    deps: [...(head?.deps ?? [])],
    signature: Buffer.from(entry.signature).toString('base64'),
    link: entry.link,
    bytes: Buffer.from(entry.bytes).toString('base64'),
  };
}

/** The entry that a record was made of. */
export function entryOf(record: AuditRecord): AuditEntry {
  return {
    seq: record.seq,
    documentId: record.document,
    hash: record.hash,
    deviceId: record.device,
    signature: Buffer.from(record.signature, 'base64'),
    receivedAt: record.at,
    link: record.link,
    bytes: Buffer.from(record.bytes, 'base64'),
  };
}
