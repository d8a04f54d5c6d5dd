import { leadAndRest } from '#renderer/sign/inline-piece.ts';
import { InlineText } from '#renderer/sign/inline-text.tsx';
import { useCommand } from '#renderer/state/use-command.ts';
import { CheckBox } from '#renderer/ui/check-box.tsx';
import type { ChecklistItem } from '#shared/plan/checklist.ts';

/** What an {@link ItemList} takes. */
export interface ItemListProps {
  items: readonly ChecklistItem[];
  /** A bold start of an item stands on a line of its own. */
  led?: boolean | undefined;
}

/** Items of a checklist; those with a box can be ticked. Nested items are indented under theirs. */
export function ItemList({ items, led }: ItemListProps) {
  const depths = depthOf(items);
  return (
    <ul className={led ? 'item-list item-list-led' : 'item-list'}>
      {items.map((item) => (
        <li key={item.id} style={{ paddingLeft: (depths.get(item.id) ?? 0) * 22 }}>
          <Item item={item} led={led} />
        </li>
      ))}
    </ul>
  );
}

function Item({ item, led }: { item: ChecklistItem; led: boolean | undefined }) {
  const send = useCommand();
  const text = <ItemText text={item.text} led={led} />;
  if (item.done === null) {
    return (
      <span className="item">
        <span className="item-bullet" aria-hidden="true">
          ·
        </span>
        {text}
      </span>
    );
  }
  return (
    <label className="item" data-done={item.done ? '' : undefined}>
      <CheckBox checked={item.done} onChange={(done) => void send('check-item', { itemIds: [item.id], done })} />
      {text}
    </label>
  );
}

function ItemText({ text, led }: { text: string; led: boolean | undefined }) {
  const { lead, rest } = leadAndRest(text);
  if (!led || rest === '') {
    return (
      <span className={led ? 'item-text item-lead' : 'item-text'}>
        <InlineText text={text} />
      </span>
    );
  }
  return (
    <span className="item-text">
      <span className="item-lead">
        <InlineText text={lead} />
      </span>
      <span className="item-rest">
        <InlineText text={rest} />
      </span>
    </span>
  );
}

/** How deep each item is nested among the items shown. */
function depthOf(items: readonly ChecklistItem[]): Map<string, number> {
  const depths = new Map<string, number>();
  // Parents stand before their children, as in the plan.
  for (const { id, parentId } of items) depths.set(id, parentId === null ? 0 : (depths.get(parentId) ?? -1) + 1);
  return depths;
}
