import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { countText } from '#renderer/sign/hours-text.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { Milestone } from '../roadmap-state.ts';
import { ItemList } from './item-list.tsx';
import { nameOf } from './milestone-block.tsx';
import { MilestoneGlyph } from './milestone-glyph.tsx';
import { MilestoneMenu } from './milestone-menu.tsx';

/** Milestones that lie behind, in one folded line. */
export function PastMilestones({ milestones }: { milestones: readonly Milestone[] }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const items = milestones.reduce((sum, { checklist }) => sum + checklist.filter(({ done }) => done !== null).length, 0);
  const unticked = milestones.reduce((sum, { checklist }) => sum + checklist.filter(({ done }) => done === false).length, 0);
  const count = items === 0 ? '' : ` · ${countText(items)} items, ${unticked === 0 ? 'all done' : `${countText(unticked)} unticked`}`;
  return (
    <section className="roadmap-block" data-reached="">
      <button type="button" className="roadmap-fold" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon of={open ? ChevronDown : ChevronRight} />
        Past milestones: {milestones.map(({ key }) => key).join(', ')}
        {count}
      </button>
      <div id={id} hidden={!open}>
        {open &&
          milestones.map((milestone) => (
            <div key={milestone.id} className="past-milestone">
              <h3 className="milestone-name">
                <MilestoneGlyph reached />
                {nameOf(milestone)}
                <MilestoneMenu milestone={milestone} />
              </h3>
              <ItemList items={milestone.checklist} />
            </div>
          ))}
      </div>
    </section>
  );
}
