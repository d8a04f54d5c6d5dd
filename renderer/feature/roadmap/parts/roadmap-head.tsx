import { useToday } from '#renderer/state/today.ts';
import { dateText } from '#renderer/sign/date-text.ts';
import { countText, hoursNumber, hoursText } from '#renderer/sign/hours-text.ts';
import { InlineText } from '#renderer/sign/inline-text.tsx';
import { ProgressBar } from '#renderer/ui/progress-bar.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { Tooltip } from '#renderer/ui/tooltip.tsx';
import type { Milestone, RoadmapSummary } from '../roadmap-state.ts';
import { RoadmapMenu } from './roadmap-menu.tsx';

/** Title, goal and how far the whole plan has come. */
export function RoadmapHead({ summary, milestones }: { summary: RoadmapSummary; milestones: readonly Milestone[] }) {
  const today = useToday();
  const { roadmap } = summary;
  const issues = milestones.reduce((sum, milestone) => sum + milestone.issues.length, summary.unplaced.length);
  const file = roadmap.sourcePath?.split(/[\\/]/).at(-1);
  return (
    <header className="roadmap-head">
      <div className="roadmap-head-text">
        <div className="roadmap-title">
          <h1 className="text-page-title">{roadmap.title}</h1>
          <RoadmapMenu roadmapId={roadmap.id} title={roadmap.title} issues={issues} />
        </div>
        {roadmap.goal !== '' && (
          <p className="roadmap-goal">
            <InlineText text={roadmap.goal} />
          </p>
        )}
        <p className="roadmap-facts">
          {roadmap.status && <Tag tone={roadmap.status.category === 'in-progress' ? 'accent' : 'plain'}>{roadmap.status.name}</Tag>}
          {roadmap.currentMilestone && <span>current milestone {roadmap.currentMilestone}</span>}
          {file && roadmap.sourcePath && (
            <Tooltip content={roadmap.sourcePath}>
              <span className="text-mono">{file}</span>
            </Tooltip>
          )}
          {roadmap.generatedOn && <span>written {dateText(roadmap.generatedOn, today)}</span>}
        </p>
      </div>
      <Total summary={summary} milestones={milestones} />
    </header>
  );
}

/** Sums over all issues of the roadmap; by count while nothing has hours. Cancelled issues do not count. */
function Total({ summary, milestones }: { summary: RoadmapSummary; milestones: readonly Milestone[] }) {
  const issues = [...milestones.flatMap((milestone) => milestone.issues), ...summary.unplaced].filter(
    ({ status }) => status.category !== 'cancelled',
  );
  if (issues.length === 0) return null;
  const done = issues.filter(({ status }) => status.category === 'done');
  const sum = (some: typeof issues) => some.reduce((total, { hours }) => total + (hours ?? 0), 0);
  const total = sum(issues);
  const unestimated = issues.filter(({ hours }) => hours === null).length;
  return (
    <div className="roadmap-total">
      <p>
        <strong>
          {countText(done.length)} of {countText(issues.length)} done
        </strong>
        {total > 0 && ` · ${hoursNumber(sum(done))} of ${hoursText(total)}`}
        {unestimated > 0 && ` · ${countText(unestimated)} without estimate`}
      </p>
      <ProgressBar part={total > 0 ? sum(done) / total : done.length / issues.length} label="Progress of the roadmap" />
    </div>
  );
}
