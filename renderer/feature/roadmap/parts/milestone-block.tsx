import { ChevronDown, ChevronRight, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { dateText } from '#renderer/sign/date-text.ts';
import { countText, hoursNumber, hoursText } from '#renderer/sign/hours-text.ts';
import { InlineText } from '#renderer/sign/inline-text.tsx';
import { useToday } from '#renderer/state/today.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import type { ChecklistKind } from '#shared/plan/checklist.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { isReached, type Milestone, type Progress, progressOf, untickedRemark } from '../roadmap-state.ts';
import { AddIssue, IssueLines } from './issue-lines.tsx';
import { ItemList } from './item-list.tsx';
import { MilestoneGlyph } from './milestone-glyph.tsx';
import { MilestoneMenu } from './milestone-menu.tsx';

/** What a {@link MilestoneBlock} takes. */
export interface MilestoneBlockProps {
  milestone: Milestone;
  /** Kinds of checklist that the plan has. */
  kinds: readonly ChecklistKind[];
  roadmapId: RoadmapId;
  /** The plan says that work is on this one. */
  current: boolean;
}

/** A milestone with its progress and what leads to it; its head folds it. */
export function MilestoneBlock({ milestone, kinds, roadmapId, current }: MilestoneBlockProps) {
  const id = useId();
  const today = useToday();
  const [open, setOpen] = useState(true);
  const reached = isReached(milestone);
  const remark = untickedRemark(milestone, kinds);
  const progress = progressOf(milestone);
  return (
    <section className="roadmap-block" aria-labelledby={`${id}-name`} data-reached={reached ? '' : undefined}>
      <div className="milestone-head">
        <button
          type="button"
          className="milestone-fold"
          aria-expanded={open}
          aria-controls={`${id}-lines`}
          aria-label={`${open ? 'Fold' : 'Unfold'} ${milestone.key}`}
          onClick={() => setOpen(!open)}
        >
          <Icon of={open ? ChevronDown : ChevronRight} />
        </button>
        <MilestoneGlyph reached={reached} />
        <h3 className="milestone-name ellipsis" id={`${id}-name`} title={nameOf(milestone)}>
          {nameOf(milestone)}
        </h3>
        {current && <Tag tone="accent">current</Tag>}
        {milestone.implied && (
          <Tooltip content="The plan never declares this milestone, but its phases speak of it.">
            <span>
              <Tag>implied</Tag>
            </span>
          </Tooltip>
        )}
        {remark !== null && (
          <Tag tone="warn" icon={TriangleAlert}>
            {remark}
          </Tag>
        )}
        <span className="milestone-facts">
          {progress.total > 0 && progressText(progress)}
          {milestone.unestimated > 0 && progress.unit === 'hours' && <> · {countText(milestone.unestimated)} without estimate</>}
          {milestone.target !== null && <strong>target {dateText(milestone.target, today)}</strong>}
        </span>
        <MilestoneMenu milestone={milestone} />
      </div>
      <div className="milestone-second">
        <p className="milestone-goal">
          <InlineText text={milestone.goal} />
        </p>
        {progress.total > 0 && (
          <span className="milestone-progress">
            <ProgressBar part={progress.done / progress.total} label={`Progress of ${milestone.key}`} />
          </span>
        )}
      </div>
      <div id={`${id}-lines`} hidden={!open}>
        {open && milestone.issues.length > 0 && <IssueLines issues={milestone.issues} roadmapId={roadmapId} milestoneId={milestone.id} />}
        {open && !reached && <AddIssue roadmapId={roadmapId} milestoneId={milestone.id} />}
        {open && milestone.checklist.length > 0 && (
          <div className="milestone-items">
            <ItemList items={milestone.checklist} />
          </div>
        )}
      </div>
    </section>
  );
}

/** Key and title of a milestone, once when the title repeats the key. */
export function nameOf({ key, title }: Pick<Milestone, 'key' | 'title'>): string {
  return title.toLowerCase().includes(key.toLowerCase()) ? title : `${key} ${title}`;
}

function progressText({ done, total, unit }: Progress): string {
  if (unit === 'hours') return `${hoursNumber(done)} of ${hoursText(total)}`;
  return `${countText(done)} of ${countText(total)} ${unit === 'issues' ? 'done' : 'ticked'}`;
}
