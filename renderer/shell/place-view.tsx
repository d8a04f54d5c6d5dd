import type { ReactNode } from 'react';
import { GraphView } from '#renderer/feature/graph/graph-view.tsx';
import { IssueDetailView } from '#renderer/feature/issue-detail/issue-detail-view.tsx';
import { IssueTableView } from '#renderer/feature/issue-table/issue-table-view.tsx';
import { SettingsView } from '#renderer/feature/settings/settings-view.tsx';
import type { Route } from '#renderer/state/navigation.ts';
import { IssueId } from '#shared/plan/identity.ts';

/** The view of a place. */
export function PlaceView({ route }: { route: Route }): ReactNode {
  switch (route.place) {
    case 'issue': {
      const id = IssueId.safeParse(route.id);
      return id.success ? <IssueDetailView key={id.data} issueId={id.data} /> : <IssueTableView />;
    }
    case 'graph':
      return <GraphView />;
    case 'settings':
      return <SettingsView />;
    default:
      return <IssueTableView />;
  }
}
