import { spaceId } from '#electron/engine/document/place.ts';
import type { Collection } from '#electron/engine/document/record.ts';
import type { CommandContext } from './command-handler.ts';
import type { PutBack } from './put-back.ts';
import type { AnyRecord } from './restored-entry.ts';

/** One field of a record, with what it is to be. */
export interface FieldChoice {
  readonly documentId: string;
  readonly collection: Collection;
  readonly id: string;
  readonly field: string;
  readonly value: unknown;
}

/** A field that is set as if it were put back; `null` when the record is not there. */
export function fieldPutBack({ document }: Pick<CommandContext, 'document'>, choice: FieldChoice): PutBack | null {
  const { documentId, collection, id, field, value } = choice;
  const found = document(documentId);
  // Records differ in their fields; here they are told apart by name.
  const record = (found?.read(collection, id) ?? null) as unknown as AnyRecord | null;
  if (found === null || record === null) return null;
  const roadmapId = documentId === spaceId ? null : documentId;
  const kind = roadmapId === null ? ('space' as const) : ('roadmap' as const);
  const place = { documentId, kind, roadmapId, created: [], fields: [], texts: [] };
  return { place, document: found, collection, id, record, field, member: null, value, theirs: false };
}
