import { success } from '#shared/base/result.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { itemOwner, spellItem } from './item-entry.ts';

/** Changes the text of a checklist item. */
export const updateItem: CommandHandler<'update-item'> = ({ itemId, text }, { rows, step }) => {
  const item = rows.item(itemId);
  if (item === null) return notFound('checklist item', itemId, 'itemId');
  if (item.text === text) return success({});
  step.set(item.roadmapId, 'item', itemId, { text });
  step.note(item.roadmapId, { ...itemOwner(item), field: 'checklist', before: spellItem(item), after: spellItem({ ...item, text }) });
  return success({});
};
