import { isDeepStrictEqual } from 'node:util';
import { archiveDocumentId, isFiled, spaceId } from '#electron/engine/document/place.ts';
import { refusedIn } from '#electron/engine/document/refused-in.ts';
import { PlanDocument } from '#electron/engine/document/plan-document.ts';
import { AuditCheck, type AuditEntry } from '#electron/engine/store/audit-check.ts';
import type { JournalChange } from '#electron/engine/store/journal.ts';
import { type Result, success } from '#shared/base/result.ts';
import type { Progress } from '#shared/contract/job.ts';
import type { Problem } from '#shared/contract/problem.ts';
import type { LoggedChange, WorkspaceFile } from '#shared/contract/workspace-file.ts';
import { refuseFile } from './workspace-file.ts';
import { addBodies, collectionsOf, exportedRecords } from './workspace-record.ts';

/** Who only reads documents needs no name of its own. */
const reader = '00'.repeat(16);
/** Entries between two pauses: checking a signature takes about 0.2 ms. */
const atOnce = 100;

const entryOf = (change: LoggedChange): AuditEntry => ({
  seq: change.seq,
  documentId: change.document,
  hash: change.hash,
  deviceId: change.device,
  signature: Buffer.from(change.signature, 'base64'),
  receivedAt: change.at,
  link: change.link,
  bytes: Buffer.from(change.bytes, 'base64'),
});

/** The first part of the file that says something else than the documents that the log makes; `null` when there is none. */
function difference(file: WorkspaceFile, documents: ReadonlyMap<string, PlanDocument>): string | null {
  const noBody = (): string => '';
  const space = documents.get(spaceId);
  for (const name of collectionsOf.space) {
    if (space === undefined || !isDeepStrictEqual(exportedRecords(space, name, noBody), file.space[name])) return `space.${name}`;
  }
  const count = { roadmap: 0, archive: 0 };
  for (const [index, { id, ...collections }] of file.roadmaps.entries()) {
    const document = documents.get(id);
    const bodies = new Map<string, string>();
    for (const [textId, text] of documents) if (textId.startsWith(`${id}.`) && textId !== archiveDocumentId(id)) addBodies(text, bodies);
    for (const name of collectionsOf.roadmap) {
      const records = document === undefined ? null : exportedRecords(document, name, (issueId) => bodies.get(issueId) ?? '');
      if (!isDeepStrictEqual(records, collections[name])) return `roadmaps.${index}.${name}`;
    }
    count.roadmap++;
  }
  for (const [index, { roadmapId, archivedIssue }] of file.archives.entries()) {
    const document = documents.get(archiveDocumentId(roadmapId));
    const records = document === undefined ? null : exportedRecords(document, 'archivedIssue', noBody);
    if (!isDeepStrictEqual(records, archivedIssue)) return `archives.${index}.archivedIssue`;
    count.archive++;
  }
  const ids = [...documents.keys()];
  if (count.roadmap !== ids.filter((id) => id !== spaceId && !id.includes('.')).length) return 'roadmaps';
  return count.archive === ids.filter((id) => id.endsWith('.archive')).length ? null : 'archives';
}

/** Checks that the log of a file is whole and makes the very records that the file shows; gives its changes. */
export function* checkLog(
  name: string,
  file: WorkspaceFile,
  log: readonly LoggedChange[],
): Generator<Progress, Result<JournalChange[], Problem>, void> {
  const check = new AuditCheck();
  const changes: JournalChange[] = [];
  for (const [index, change] of log.entries()) {
    if (index % atOnce === 0) yield { step: 'Checking changes', done: index, total: log.length };
    const entry = entryOf(change);
    const broken = check.next(entry);
    if (broken !== null) return refuseFile(name, `log.${index}`, broken.message);
    if (!isFiled({ documentId: change.document, kind: change.kind, roadmapId: change.roadmapId }))
      return refuseFile(name, `log.${index}.document`, `There is no document ${change.document} of the kind ${change.kind}.`);
    changes.push({ ...entry, kind: change.kind, roadmapId: change.roadmapId });
  }
  const broken = check.finish();
  if (broken !== null) return refuseFile(name, `log.${broken.seq - 1}`, broken.message);
  const refused = refusedIn(changes);
  const counting = changes.filter(({ kind, hash }) => kind !== 'membership' && !refused.has(hash));
  const documents = new Map<string, PlanDocument>();
  try {
    for (const [id, own] of Map.groupBy(counting, ({ documentId }) => documentId)) {
      yield { step: 'Reading documents', done: documents.size, total: 0 };
      try {
        documents.set(
          id,
          PlanDocument.load(
            reader,
            null,
            own.map(({ bytes }) => bytes),
          ),
        );
      } catch (error) {
        return refuseFile(
          name,
          'log',
          `The changes of the document ${id} make none (${error instanceof Error ? error.message : String(error)}).`,
        );
      }
    }
    const place = difference(file, documents);
    // Who belonged to the team is part of what is verified, and not of the plan: a copy is nobody's team's.
    if (place === null) return success(counting);
    return refuseFile(
      name,
      place,
      'The records here are not those that the log makes. Set "log" to null to import the records as they stand.',
    );
  } finally {
    for (const document of documents.values()) document.free();
  }
}
