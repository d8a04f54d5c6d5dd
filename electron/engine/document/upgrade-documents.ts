// Gives documents of an older shape what its newer versions brought, the same bytes on every device.
import type { ChangeLog, StoredChange } from '#electron/engine/store/change-log.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import type { DocumentCache } from './document-cache.ts';
import { documentVersion, initialChanges, type MadeChange } from './plan-document.ts';

/** Logs what is missing, without loading a document; gives what was logged. Part of a transaction. Rows do not change by it. */
export function upgradeDocuments(
  log: ChangeLog,
  cache: DocumentCache,
  sign: (documentId: string, change: MadeChange) => StoredChange,
): JournalChange[] {
  const stored: JournalChange[] = [];
  for (const { id, kind, roadmapId, heads, schemaVersion } of log.documents()) {
    if (schemaVersion >= documentVersion[kind]) continue;
    cache.drop(id);
    const newest = new Set(heads);
    let previous = '';
    for (const change of initialChanges(kind, id)) {
      if (!log.has(change.hash)) {
        const signed = sign(id, change);
        log.append(signed);
        stored.push({ ...signed, kind, roadmapId });
        newest.delete(previous);
        newest.add(change.hash);
      }
      previous = change.hash;
    }
    log.setHeads({ id, kind, roadmapId }, [...newest]);
    log.setSchemaVersion(id, documentVersion[kind]);
  }
  return stored;
}
