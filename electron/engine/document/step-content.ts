// How a step is taken back, as data: what it made and what it changed, from what to what. Never holds what a new
// roadmap contains: that goes, and comes back, with the roadmap.
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { DocumentKind } from '#electron/engine/store/change-log.ts';
import type { PlanFileRow } from '#electron/engine/store/plan-file-table.ts';
import type { Collection } from './record.ts';

/** One field that a step changed. A set counts member by member: `true` where it is in. */
export interface FieldChange {
  readonly collection: Collection;
  readonly id: string;
  readonly field: string;
  /** The member of a set; `null` for a field that is no set. */
  readonly member: string | null;
  readonly before: unknown;
  readonly after: unknown;
  /** What was there before was written by somebody else, and is theirs again when it comes back. */
  readonly theirs: boolean;
}

/** One body that a step changed. */
interface TextChange {
  readonly issueId: string;
  readonly before: string;
  readonly after: string;
}

/** What a step did to one document. */
export interface DocumentChange {
  readonly documentId: string;
  readonly kind: DocumentKind;
  readonly roadmapId: string | null;
  readonly created: readonly (readonly [collection: Collection, id: string])[];
  readonly fields: readonly FieldChange[];
  readonly texts: readonly TextChange[];
}

/** That a step changed what is kept of a plan file. */
export interface PlanFileChange {
  readonly path: string;
  readonly before: PlanFileRow | null;
  /** SHA-256 of the text that the step kept, hex; `null` when it removed the row. */
  readonly after: string | null;
}

/** Everything that a step did. */
export interface StepContent {
  readonly documents: readonly DocumentChange[];
  readonly files: readonly PlanFileChange[];
}

/** Spells a step's content as compressed JSON. */
export function encodeStep(content: StepContent): Uint8Array {
  const documents = content.documents.map((document) => ({
    ...document,
    fields: document.fields.map(({ collection, id, field, member, before, after, theirs }) => [
      collection,
      id,
      field,
      member,
      before,
      after,
      theirs ? 1 : 0,
    ]),
  }));
  // The fastest level: a bulk edit repeats itself so much that more effort gains little.
  return deflateRawSync(JSON.stringify({ documents, files: content.files }), { level: 1 });
}

type PackedField = readonly [Collection, string, string, string | null, unknown, unknown, 0 | 1];
interface PackedStep {
  readonly documents: readonly (Omit<DocumentChange, 'fields'> & { readonly fields: readonly PackedField[] })[];
  readonly files: readonly PlanFileChange[];
}

/** Reads what `encodeStep` wrote. */
export function decodeStep(bytes: Uint8Array): StepContent {
  // Written by the function above, into a table that nothing else writes.
  const packed = JSON.parse(inflateRawSync(bytes).toString('utf8')) as PackedStep;
  const documents = packed.documents.map((document) => ({
    ...document,
    fields: document.fields.map(([collection, id, field, member, before, after, theirs]) => ({
      collection,
      id,
      field,
      member,
      before,
      after,
      theirs: theirs === 1,
    })),
  }));
  return { documents, files: packed.files };
}
