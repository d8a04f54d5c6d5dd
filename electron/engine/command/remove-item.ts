import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { itemOwner, spellItem } from './item-entry.ts';

/** Removes a checklist item with the items nested under it. */
export const removeItem: CommandHandler<'remove-item'> = ({ itemId }, { rows, step, now }) => {
  const item = rows.item(itemId);
  if (item === null) return notFound('checklist item', itemId, 'itemId');
  for (const id of [itemId, ...rows.itemsUnder(itemId)]) {
    const removed = rows.item(id) ?? item;
    step.set(item.roadmapId, 'item', id, { deletedAt: now });
    step.note(item.roadmapId, { ...itemOwner(removed), field: 'checklist', before: spellItem(removed), after: null });
  }
  return success({});
};
