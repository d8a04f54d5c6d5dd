import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, useState } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';
import type { Milestone, RoadmapSummary } from '../roadmap-state.ts';
import { nameOf } from './milestone-block.tsx';

/** The lines of the file that have no field of their own, as they stand there: nothing of a plan is lost. */
export function KeptNotes({ summary, milestones }: { summary: RoadmapSummary; milestones: readonly Milestone[] }) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const notes = [
    { name: null, text: summary.roadmap.notes },
    ...milestones.map((milestone) => ({ name: nameOf(milestone), text: milestone.notes })),
  ].filter(({ text }) => text.trim() !== '');
  if (notes.length === 0) return null;
  const lines = notes.reduce((sum, { text }) => sum + text.split('\n').filter((line) => line.trim() !== '').length, 0);
  return (
    <section className="roadmap-block" data-reached="">
      <button type="button" className="roadmap-fold" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <Icon of={open ? ChevronDown : ChevronRight} />
        Kept from the file: {lines} {lines === 1 ? 'line' : 'lines'} without a field of their own
      </button>
      <div id={id} hidden={!open}>
        {open &&
          notes.map(({ name, text }) => (
            <div key={name ?? ''} className="kept-note">
              {name !== null && <h3 className="side-group-name">{name}</h3>}
              <pre className="kept-note-text">{text.trim()}</pre>
            </div>
          ))}
      </div>
    </section>
  );
}
