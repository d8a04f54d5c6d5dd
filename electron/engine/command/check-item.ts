import { failure, success } from '#shared/base/result.ts';
import { problem } from '#shared/contract/problem.ts';
import { type CommandHandler, notFound } from './command-handler.ts';
import { itemOwner, spellItem } from './item-entry.ts';

/** Ticks checklist items, or takes the ticks away. */
export const checkItem: CommandHandler<'check-item'> = ({ itemIds, done }, { rows, step }) => {
  for (const [index, itemId] of [...new Set(itemIds)].entries()) {
    const item = rows.item(itemId);
    if (item === null) return notFound('checklist item', itemId, `itemIds.${index}`);
    if (item.done === null) {
      return failure(
        problem('invalid-argument', `"${item.text}" is a plain line without a box, so it cannot be ticked.`, `itemIds.${index}`),
      );
    }
    if (item.done === done) continue;
    step.set(item.roadmapId, 'item', itemId, { done });
    step.note(item.roadmapId, {
      ...itemOwner(item),
      field: 'checklist',
      before: spellItem(item),
      after: spellItem({ ...item, done }),
    });
  }
  return success({});
};
