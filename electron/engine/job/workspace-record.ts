// The records of documents in the form of an export. That schemas and records have the same fields is tested.
import type { PlanDocument } from '#electron/engine/document/plan-document.ts';
import { archiveLayout, type Collection, roadmapLayout, spaceLayout } from '#electron/engine/document/record.ts';
import type { ExportedRecord } from '#shared/contract/workspace-record.ts';

/** Collections of each kind of document that holds records, in the order of an export. */
export const collectionsOf = {
  space: Object.keys(spaceLayout) as (keyof typeof spaceLayout)[], // the keys of a constant object are its names
  roadmap: Object.keys(roadmapLayout) as (keyof typeof roadmapLayout)[], // as above
  archive: Object.keys(archiveLayout) as (keyof typeof archiveLayout)[], // as above
};

/** All records of a collection, deleted ones included, by id. */
export function exportedRecords<Name extends Collection>(
  document: PlanDocument,
  collection: Name,
  bodyOf: (issueId: string) => string,
): ExportedRecord<Name>[] {
  const records = [...document.records(collection)].toSorted(([one], [other]) => (one < other ? -1 : 1));
  // A record with its id, and an issue with its body, is what the schema of the collection says.
  return records.map(([id, record]) => ({ id, ...record, ...(collection === 'issue' ? { body: bodyOf(id) } : {}) })) as never;
}

/** The bodies in a text document, by issue. */
export function addBodies(document: PlanDocument, bodies: Map<string, string>): void {
  for (const id of document.textIds()) bodies.set(id, document.readText(id) ?? '');
}
