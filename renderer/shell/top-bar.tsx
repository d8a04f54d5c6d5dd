import { Plus } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { InPresent } from '#renderer/state/engine-context.tsx';
import { openEditor } from '#renderer/state/editor-request.ts';
import { hashInScope, hashOf, navigate, type Place, type Route, useRoute } from '#renderer/state/navigation.ts';
import { openedView } from '#renderer/state/saved-view.ts';
import { useQuery } from '#renderer/state/use-query.ts';
import { useReadOnly } from '#renderer/state/read-only.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ViewTabs } from '#renderer/ui/view-tabs.tsx';
import type { QueryResult } from '#shared/contract/query.ts';
import type { RoadmapId } from '#shared/plan/identity.ts';
import { Breadcrumb, type Crumb } from './breadcrumb.tsx';
import { IssueBar } from './issue-bar.tsx';
import { planPlaces } from './place-entry.ts';
import { PresentPeople } from './present-people.tsx';
import { UndoButtons } from './undo-buttons.tsx';
import './top-bar.css';

const placeTitles: Readonly<Record<Place, string>> = {
  issues: 'All issues',
  ready: 'Ready to start',
  issue: 'Issue',
  graph: 'All roadmaps',
  timeline: 'All roadmaps',
  effort: 'All roadmaps',
  roadmap: 'Roadmap',
  activity: 'Activity',
  team: 'Team & sync',
  conflicts: 'Conflicts',
  trash: 'Trash',
  portfolio: 'Portfolio',
  archive: 'Archive',
  flags: 'Feature flags',
  history: 'History and scenarios',
  compare: 'Compare',
  components: 'Components',
  settings: 'Settings',
};

/** Places at which nobody looks for new issues. */
const withoutNew: ReadonlySet<Place> = new Set([
  'components',
  'settings',
  'archive',
  'flags',
  'history',
  'compare',
  'activity',
  'portfolio',
  'trash',
  'conflicts',
  'team',
]);

/** Where one is, the other pictures of the same issues, and the one primary action. */
export function TopBar(): ReactNode {
  const route = useRoute();
  const readOnly = useReadOnly();
  const { result } = useQuery('workspace', {});
  const savedView = openedView(route, useQuery('saved-view-list', {}).result?.rows ?? []);
  const titles = useMemo(() => new Map<string, string>(result?.rows.map((row) => [row.id, row.title])), [result]);
  const tabs = useMemo(() => planPlaces.flatMap(({ place, tab, icon }) => (tab === null ? [] : [{ id: place, label: tab, icon }])), []);
  const home = result?.summary.name ?? 'Workspace';
  if (route.place === 'issue' && route.id !== null) {
    return (
      <header className="top-bar">
        <IssueBar key={route.id} route={route} />
      </header>
    );
  }
  const roadmapIds = route.place === 'roadmap' ? (route.id === null ? [] : [route.id]) : route.search.getAll('roadmap');
  const scoped = roadmapIds.length === 1 ? titles.get(roadmapIds[0] ?? '') : undefined;
  const crumbs: Crumb[] = [
    { title: home, href: hashOf('issues') },
    {
      title:
        scoped ??
        savedView?.name ??
        (roadmapIds.length > 1 ? `${roadmapIds.length} roadmaps` : (narrowedTo(route, result?.summary) ?? placeTitles[route.place])),
      href: null,
    },
  ];
  const go = (place: Place): void =>
    navigate(
      route.place === 'roadmap' && route.id !== null
        ? hashOf(place, null, new URLSearchParams({ roadmap: route.id }))
        : hashInScope(place, route),
    );
  return (
    <header className="top-bar">
      <Breadcrumb crumbs={crumbs} />
      {hasTabs(route) && <ViewTabs<Place> label="Views" tabs={tabs} active={route.place} onPick={go} />}
      <span className="top-bar-space" />
      <InPresent>
        <PresentPeople />
      </InPresent>
      {!readOnly && <UndoButtons />}
      {!withoutNew.has(route.place) && !readOnly && (
        <Button
          tone="primary"
          icon={Plus}
          hint="C"
          aria-keyshortcuts="C"
          onClick={() => openEditor.set({ kind: 'create-issue', roadmapId: only(roadmapIds) })}
        >
          New issue
        </Button>
      )}
    </header>
  );
}

/** The one sprint or person that the list is narrowed to. */
function narrowedTo(route: Route, summary: QueryResult<'workspace'>['summary'] | undefined): string | undefined {
  const value = (name: string): string | undefined =>
    route.search.getAll(name).length === 1 ? route.search.get(name) || undefined : undefined;
  const assignee = value('assignee');
  return value('sprint') ?? summary?.people.find((person) => person.id === assignee)?.name;
}

function hasTabs(route: Route): boolean {
  return route.place === 'roadmap' || planPlaces.some((entry) => entry.place === route.place);
}

function only(ids: readonly string[]): RoadmapId | null {
  // The ids of a route were checked when it was read; the engine checks them again.
  return ids.length === 1 ? ((ids[0] ?? null) as RoadmapId | null) : null;
}
