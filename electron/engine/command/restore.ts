import { spaceId } from '#electron/engine/document/place.ts';
import type { Collection } from '#electron/engine/document/record.ts';
import type { Trashed } from '#electron/engine/document/plan-rows.ts';
import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { applyPutBack } from './apply-put-back.ts';
import { type CommandContext, type CommandHandler, notFound } from './command-handler.ts';
import { fieldPutBack } from './field-put-back.ts';
import type { PutBack } from './put-back.ts';
import { rulePutBack } from './put-back-rule.ts';

/** Kinds that are called otherwise than their collection. */
const collectionOf: Readonly<Record<string, Collection>> = { 'saved-view': 'savedView', 'retention-rule': 'retentionRule' };

/** That a record is deleted no longer, to be put into its document. */
function alive(context: CommandContext, roadmapId: string | null, collection: Collection, id: string): PutBack | null {
  return fieldPutBack(context, { documentId: roadmapId ?? spaceId, collection, id, field: 'deletedAt', value: null });
}

/** What a record hangs on, when that is itself deleted and not among the `wanted`. */
function goneOwner({ rows }: CommandContext, wanted: ReadonlySet<string>, kind: string, { ownerId, otherId }: Trashed): string | null {
  const isThere = (id: string | null): boolean => id === null || wanted.has(id) || rows.issue(id) !== null || rows.milestone(id) !== null;
  if (!isThere(ownerId)) return 'The issue or milestone that it hung on';
  return kind === 'dependency' && !isThere(otherId) ? 'The issue that was waited for' : null;
}

/** Brings deleted records back; what hung on them comes with them. */
export const restore: CommandHandler<'restore'> = ({ kind: firstKind, ids: firstIds, also }, context) => {
  const { rows } = context;
  const wanted = new Set([...firstIds, ...also.flatMap(({ ids }) => ids)]);
  const fields: PutBack[] = [];
  const add = (field: PutBack | null): void => void (field === null ? 0 : fields.push(field));
  const some = [{ kind: firstKind, ids: firstIds, path: 'ids' }, ...also.map((more, place) => ({ ...more, path: `also.${place}.ids` }))];
  for (const { kind, ids, path } of some) {
    // The kinds that are not listed are called as their collection.
    const collection = collectionOf[kind] ?? (kind as Collection);
    for (const [index, id] of [...new Set(ids)].entries()) {
      const trashed = rows.trashed(id);
      if (trashed?.kind !== kind) return notFound(`deleted ${kind}`, id, `${path}.${index}`);
      const gone = goneOwner(context, wanted, kind, trashed);
      if (gone !== null) return failure(problem('not-found', `${gone} is deleted too; restore that first.`, `${path}.${index}`, [id]));
      if (kind === 'roadmap') add(alive(context, null, 'roadmapEntry', id));
      add(alive(context, trashed.roadmapId, collection, id));
      // Items that were removed with the one that they are nested under.
      if (kind === 'item') for (const under of rows.trashedUnder(id)) add(alive(context, trashed.roadmapId, collection, under));
    }
  }
  const once = [...new Map(fields.map((field) => [`${field.collection} ${field.id}`, field])).values()];
  const ruled = rulePutBack(context, once);
  applyPutBack(context, ruled.fields);
  const restored = ruled.fields.filter((field) => field.field === 'deletedAt' && field.collection !== 'roadmapEntry').length;
  return success({ restored, kept: [...ruled.kept] });
};
