import { type ReactNode, useMemo } from 'react';
import { useQuery } from '#renderer/state/use-query.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SkeletonRow } from '#renderer/ui/skeleton-row.tsx';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { AddIssue, IssueLines } from './parts/issue-lines.tsx';
import { ItemSection } from './parts/item-section.tsx';
import { KeptNotes } from './parts/kept-notes.tsx';
import { MilestoneBlock } from './parts/milestone-block.tsx';
import { PastMilestones } from './parts/past-milestones.tsx';
import { RoadmapHead } from './parts/roadmap-head.tsx';
import { RoadmapSide } from './parts/roadmap-side.tsx';
import './roadmap.css';
import { inReadingOrder, isPast, type Milestone, type RoadmapSummary } from './roadmap-state.ts';

/** One plan from the top: milestones with what leads to them, and beside them what the plan promises, fears and states. */
export function RoadmapView({ roadmapId }: { roadmapId: RoadmapId }): ReactNode {
  const { result, problem, stale } = useQuery('roadmap-outline', { roadmapId });
  if (problem !== null && result === undefined) {
    return (
      <main className="roadmap" aria-label="Roadmap">
        <ErrorNote title="The roadmap could not be read">{problem.message}</ErrorNote>
      </main>
    );
  }
  if (result === undefined || stale) {
    return (
      <main className="roadmap" aria-label="Roadmap" aria-busy="true">
        {[220, 160, 260, 180].map((width) => (
          <SkeletonRow key={width} widths={[14, width, 0]} />
        ))}
      </main>
    );
  }
  const { summary, rows } = result;
  if (summary === null) {
    return (
      <main className="roadmap" aria-label="Roadmap">
        <EmptyState title="There is no such roadmap">It was deleted, or the address is not one of this workspace.</EmptyState>
      </main>
    );
  }
  return (
    <main className="roadmap" aria-label={summary.roadmap.title}>
      <RoadmapHead summary={summary} milestones={rows} />
      <div className="roadmap-columns">
        <Milestones summary={summary} milestones={rows} />
        <RoadmapSide summary={summary} roadmapId={roadmapId} />
      </div>
    </main>
  );
}

/** The left column: what is to come, then what has no milestone, then what lies behind, then the lines of the file without a field. */
function Milestones({ summary, milestones }: { summary: RoadmapSummary; milestones: readonly Milestone[] }) {
  const past = useMemo(() => milestones.filter(isPast), [milestones]);
  const ahead = useMemo(() => inReadingOrder(milestones.filter((milestone) => !isPast(milestone))), [milestones]);
  return (
    <div className="roadmap-main">
      {ahead.length > 0 && (
        <section aria-labelledby="roadmap-milestones">
          <h2 className="roadmap-heading" id="roadmap-milestones">
            <span className="text-section">Milestones</span>
            <span className="roadmap-caption">{ahead.some(({ hours }) => hours > 0) ? 'progress by effort' : 'progress by issues'}</span>
          </h2>
          {ahead.map((milestone) => (
            <MilestoneBlock
              key={milestone.id}
              milestone={milestone}
              kinds={summary.checklistKinds}
              roadmapId={summary.roadmap.id}
              current={milestone.key === summary.roadmap.currentMilestone}
            />
          ))}
        </section>
      )}
      <section aria-labelledby="roadmap-unplaced">
        <h2 className="roadmap-heading" id="roadmap-unplaced">
          <span className="text-section">{milestones.length === 0 ? 'Issues' : 'Without a milestone'}</span>
          <span className="roadmap-caption">{summary.unplaced.length || ''}</span>
        </h2>
        <div className="roadmap-block">
          <IssueLines issues={summary.unplaced} roadmapId={summary.roadmap.id} milestoneId={null} />
          <AddIssue roadmapId={summary.roadmap.id} milestoneId={null} />
        </div>
      </section>
      <ItemSection title="Success metrics" checklist={summary.checklist} kinds={['metric']} />
      <ItemSection title="Next actions" checklist={summary.checklist} kinds={['action']} />
      <ItemSection title="Checklist" checklist={summary.checklist} kinds={['task', 'deliverable', 'acceptance', 'gap']} />
      {past.length > 0 && <PastMilestones milestones={past} />}
      <KeptNotes summary={summary} milestones={milestones} />
    </div>
  );
}
