import type { ChecklistItem, ChecklistKind } from '#shared/plan/checklist.ts';
import { itemGroups } from '../roadmap-state.ts';
import { ItemList } from './item-list.tsx';
import { SideSection } from './side-section.tsx';

/** What an {@link ItemSection} takes. */
export interface ItemSectionProps {
  title: string;
  /** All items of the roadmap. */
  checklist: readonly ChecklistItem[];
  kinds: readonly ChecklistKind[];
  led?: boolean | undefined;
}

/** Items of some kinds under the plan's own headings; nothing when the plan has none. */
export function ItemSection({ title, checklist, kinds, led }: ItemSectionProps) {
  const groups = itemGroups(checklist, kinds);
  if (groups.length === 0) return null;
  const boxes = groups.flatMap(({ items }) => items).filter(({ done }) => done !== null);
  const note = boxes.length === 0 ? undefined : `${boxes.filter(({ done }) => done).length} of ${boxes.length}`;
  return (
    <SideSection title={title} note={note}>
      <div className="item-groups">
        {groups.map(({ group, items }) => (
          <div key={group} className="side-group">
            {group !== '' && group.toLowerCase() !== title.toLowerCase() && <h3 className="side-group-name">{group}</h3>}
            <ItemList items={items} led={led} />
          </div>
        ))}
      </div>
    </SideSection>
  );
}
