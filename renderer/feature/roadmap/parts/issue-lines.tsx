import { Plus } from 'lucide-react';
import { countText, hoursText } from '#renderer/sign/hours-text.ts';
import { StatusSign } from '#renderer/sign/status-sign.tsx';
import { openEditor } from '#renderer/state/editor-request.ts';
import { hashOf } from '#renderer/state/navigation.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { MilestoneId, RoadmapId } from '#shared/plan/identity.ts';
import { isOpen } from '#shared/plan/status.ts';
import { type OutlineIssue, shortKey } from '../roadmap-state.ts';

/** What {@link IssueLines} take. */
export interface IssueLinesProps {
  issues: readonly OutlineIssue[];
  roadmapId: RoadmapId;
  /** Of the issues; `null`: they have none. */
  milestoneId: MilestoneId | null;
}

/** Opens the dialog for an issue of this roadmap, in this milestone. */
export function AddIssue({ roadmapId, milestoneId }: Omit<IssueLinesProps, 'issues'>) {
  return (
    <button
      type="button"
      className="issue-lines-add"
      data-edits=""
      onClick={() => openEditor.set({ kind: 'create-issue', roadmapId, ...(milestoneId === null ? {} : { milestoneId }) })}
    >
      <Icon of={Plus} />
      Add an issue
    </button>
  );
}

/** More issues than this are left to the table, which draws only what is on screen. */
const mostLines = 100;

/** The issues of a milestone, one line each; a line opens its issue. */
export function IssueLines({ issues, roadmapId, milestoneId }: IssueLinesProps) {
  const shown = issues.slice(0, mostLines);
  const rest = issues.length - shown.length;
  // A column of dashes says nothing that the head does not say once.
  const hasHours = issues.some(({ hours }) => hours !== null);
  const all = new URLSearchParams({ roadmap: roadmapId, milestone: milestoneId ?? '' });
  return (
    <ul className="issue-lines" data-hours={hasHours ? '' : undefined}>
      {shown.map((issue) => (
        <IssueLine key={issue.id} issue={issue} hasHours={hasHours} />
      ))}
      {rest > 0 && (
        <li className="issue-lines-rest">
          <a href={hashOf('issues', null, all)}>{countText(rest)} more in the table</a>
        </li>
      )}
    </ul>
  );
}

function IssueLine({ issue, hasHours }: { issue: OutlineIssue; hasHours: boolean }) {
  const { id, key, title, status, blocked, ready, hours, dependsOnKeys, checklistDone, checklistTotal } = issue;
  const open = isOpen(status.category);
  const contradicts = status.category === 'done' && checklistDone < checklistTotal;
  return (
    <li>
      <a
        className="issue-line-link"
        href={hashOf('issue', id)}
        data-open={open ? '' : undefined}
        data-cancelled={status.category === 'cancelled' ? '' : undefined}
      >
        <StatusSign status={status} blocked={blocked} ready={ready} />
        <span className="text-mono ellipsis" title={key}>
          {key}
        </span>
        <span className="issue-line-title ellipsis" title={title}>
          {title}
        </span>
        <span className="issue-line-after ellipsis">{dependsOnKeys.length > 0 && <>after {dependsOnKeys.map(shortKey).join(', ')}</>}</span>
        <span className="issue-line-boxes" data-contradicts={contradicts ? '' : undefined}>
          {checklistTotal > 0 && (
            <>
              {checklistDone} of {checklistTotal}
              <span className="unseen"> items ticked</span>
            </>
          )}
        </span>
        {hasHours && <span className="issue-line-hours">{hoursText(hours)}</span>}
      </a>
    </li>
  );
}
