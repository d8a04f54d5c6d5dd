import type { ReactNode } from 'react';
import { ActivityView } from '#renderer/feature/activity/activity-view.tsx';
import { ArchiveView } from '#renderer/feature/archive/archive-view.tsx';
import { CompareView } from '#renderer/feature/compare/compare-view.tsx';
import { ComponentSheetView } from '#renderer/feature/component-sheet/component-sheet-view.tsx';
import { ConflictView } from '#renderer/feature/conflict/conflict-view.tsx';
import { EffortView } from '#renderer/feature/effort/effort-view.tsx';
import { FlagView } from '#renderer/feature/flag/flag-view.tsx';
import { GraphView } from '#renderer/feature/graph/graph-view.tsx';
import { HistoryView } from '#renderer/feature/history/history-view.tsx';
import { IssueDetailView } from '#renderer/feature/issue-detail/issue-detail-view.tsx';
import { IssueTableView } from '#renderer/feature/issue-table/issue-table-view.tsx';
import { PortfolioView } from '#renderer/feature/portfolio/portfolio-view.tsx';
import { RoadmapView } from '#renderer/feature/roadmap/roadmap-view.tsx';
import { SettingsView } from '#renderer/feature/settings/settings-view.tsx';
import { TeamView } from '#renderer/feature/team/team-view.tsx';
import { TimelineView } from '#renderer/feature/timeline/timeline-view.tsx';
import { TrashView } from '#renderer/feature/trash/trash-view.tsx';
import type { Route } from '#renderer/state/navigation.ts';
import { IssueId, RoadmapId } from '#shared/plan/identity.ts';

/** The view of a place. */
export function PlaceView({ route }: { route: Route }): ReactNode {
  switch (route.place) {
    case 'issues':
    case 'ready':
      return <IssueTableView />;
    case 'issue': {
      const id = IssueId.safeParse(route.id);
      return id.success ? <IssueDetailView key={id.data} issueId={id.data} /> : <IssueTableView />;
    }
    case 'roadmap': {
      const id = RoadmapId.safeParse(route.id);
      return id.success ? <RoadmapView roadmapId={id.data} /> : <IssueTableView />;
    }
    case 'graph':
      return <GraphView />;
    case 'timeline':
      return <TimelineView />;
    case 'effort':
      return <EffortView />;
    case 'team':
      return <TeamView />;
    case 'conflicts':
      return <ConflictView />;
    case 'trash':
      return <TrashView />;
    case 'activity':
      return <ActivityView />;
    case 'portfolio':
      return <PortfolioView />;
    case 'archive':
      return <ArchiveView />;
    case 'flags':
      return <FlagView />;
    case 'history':
      return <HistoryView />;
    case 'compare':
      return <CompareView />;
    case 'components':
      return <ComponentSheetView />;
    case 'settings':
      return <SettingsView />;
  }
}
